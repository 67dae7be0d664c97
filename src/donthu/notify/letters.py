"""Composing what a sender is told, from the messages of the procedure."""

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
        url=settings.BASE_URL + reverse("portal:track") + f"?code={codes.shown(case.code)}",
        answer=answer.text if answer else "",
    )
    return Letter(
        subject=message.subject.format_map(names),
        body=message.body.strip().format_map(names),
        sms=gsm.composed(message.sms, names),
    )
