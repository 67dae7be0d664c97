"""Composing what a sender is told, from the messages of the procedure."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from donthu.cases import codes
from donthu.cases.queries import AnyCase, answer_of, was_undone
from donthu.cases.timeline import names_at
from donthu.law import registry
from donthu.notify import gsm
from donthu.people.models import Person


@dataclass(frozen=True)
class Letter:
    """What is ready to be sent: by e-mail, and as a text message where its step has one."""

    subject: str
    body: str
    sms: str

    def with_names(self, names: Mapping[str, str]) -> "Letter":
        """This letter with its `{…}` filled in."""
        return Letter(
            subject=self.subject.format_map(names),
            body=self.body.strip().format_map(names),
            sms=gsm.composed(self.sms, names),
        )


def to_sender(case: AnyCase, person: Person, seq: int) -> Letter | None:
    """What `person` is told of the event `seq` of the case; None when its step tells nothing, or
    was taken back since."""
    names = names_at(case, seq)
    message = registry.messages(case.procedure).get(names["step"])
    if message is None or was_undone(case.pk, seq):
        return None
    answer = answer_of(case.pk) if "{answer}" in message.body else None
    names.update(
        name=person.name,
        code=codes.shown(case.code),
        title=case.title,
        url=track_url(case),
        answer=answer.text if answer else "",
    )
    return Letter(message.subject, message.body, message.sms).with_names(names)


def track_url(case: AnyCase) -> str:
    """Where the sender looks the case up."""
    return settings.BASE_URL + reverse("portal:track") + f"?code={codes.shown(case.code)}"
