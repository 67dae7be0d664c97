"""Jobs that tell people. At least once: a job may run again, its message keeps its Message-ID."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from donthu.cases.queries import case_by_id, sender_of
from donthu.notify.letters import to_sender
from donthu.notify.models import Notice

# About two days of trying, the gaps growing from seconds to hours.
PATIENT = RetryStrategy(max_attempts=16, exponential_wait=2)


@app.task(name="notify.tell_sender", queue="mail", retry=PATIENT)
def tell_sender(case_id: int, seq: int, topic: str) -> None:
    """Tell the sender of a case by e-mail what event `seq` did. Sends once it has not been sent."""
    key: dict[str, Any] = {"seq": seq, "audience": topic.removeprefix("tells."), "channel": "email"}
    party = sender_of(case_id)
    person = party.person if party else None
    letter = to_sender(case_by_id(case_id), person, seq) if person and person.email else None
    if person is None or letter is None:
        key["defaults"] = {"state": Notice.State.NOWHERE, "sent_at": timezone.now()}
        notice, _ = Notice.objects.get_or_create(case_id=case_id, **key)
        if notice.state == Notice.State.WAITING:  # there was an address when it was first tried
            _done(notice, Notice.State.NOWHERE)
        return
    notice, _ = Notice.objects.get_or_create(case_id=case_id, **key)
    if notice.state != Notice.State.WAITING:
        return
    Notice.objects.filter(pk=notice.pk).update(attempts=F("attempts") + 1)
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[person.email],
        headers={"Message-ID": notice.message_id(host), "Auto-Submitted": "auto-generated"},
    ).send()
    _done(notice, Notice.State.SENT)


def _done(notice: Notice, state: Notice.State) -> None:
    Notice.objects.filter(pk=notice.pk).update(state=state, sent_at=timezone.now())
