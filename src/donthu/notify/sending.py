"""Handing messages to the channels, each once, whatever becomes of the others."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone

from donthu.notify import sms
from donthu.notify.letters import Letter
from donthu.notify.models import Notice

Message = tuple[str, str, str, Letter]
"""Audience, channel, where to, what."""


def deliver(case_id: int, seq: int, messages: Sequence[Message]) -> None:
    """Send what was not sent yet of the messages about one event. One that fails holds up no other;
    it is raised at the end, so that the job is tried again."""
    failed: Exception | None = None
    for audience, channel, to, letter in messages:
        notice, _ = Notice.objects.get_or_create(
            case_id=case_id, seq=seq, audience=audience, channel=channel
        )
        try:
            _send(notice, letter, to)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other channel has its turn
            failed = error
    if failed:
        raise failed


def way_to(channel: str, contact: str) -> str:
    """Where a message by that channel goes to reach the contact; empty when it can not."""
    if channel != Notice.Channel.SMS:
        return contact
    return sms.number_of(contact) if sms.is_open() else ""


def done(notice: Notice, state: Notice.State) -> None:
    """Write down what became of a message."""
    Notice.objects.filter(pk=notice.pk).update(state=state, sent_at=timezone.now())


def host() -> str:
    """The host that message ids name."""
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _send(notice: Notice, letter: Letter, to: str) -> None:
    if notice.state != Notice.State.WAITING:
        return
    Notice.objects.filter(pk=notice.pk).update(attempts=F("attempts") + 1)
    if notice.channel == Notice.Channel.SMS:
        sms.send(to=to, text=letter.sms, message_id=notice.key)
    else:
        EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[to],
            headers={"Message-ID": notice.message_id(host()), "Auto-Submitted": "auto-generated"},
        ).send()
    done(notice, Notice.State.SENT)
