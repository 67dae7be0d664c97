"""Jobs that tell people. At least once: a job may run again, its messages keep their ids."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import F
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from donthu.cases.queries import case_by_id, sender_of
from donthu.notify import sms
from donthu.notify.letters import Letter, to_sender
from donthu.notify.models import Notice
from donthu.people.models import Person

# About two days of trying, the gaps growing from seconds to hours.
PATIENT = RetryStrategy(max_attempts=16, exponential_wait=2)
SENDER = "sender"


@app.task(name="notify.tell_sender", queue="mail", retry=PATIENT)
def tell_sender(case_id: int, seq: int, topic: str) -> None:
    """Tell the sender of a case what event `seq` did, once by each channel there is: e-mail, and a
    text message for what can not wait. One that fails holds up no other; it is raised at the end."""
    party = sender_of(case_id)
    person = party.person if party else None
    letter = to_sender(case_by_id(case_id), person, seq) if person else None
    ways = _ways(person, letter) if person and letter else {}
    waiting = Notice.objects.filter(case=case_id, seq=seq, audience=SENDER, state="waiting")
    for gone in waiting.exclude(channel__in=ways):  # there was an address when it was first tried
        _done(gone, Notice.State.NOWHERE)
    if not ways:
        state = {"state": Notice.State.NOWHERE, "sent_at": timezone.now()}
        Notice.objects.get_or_create(
            case_id=case_id, seq=seq, audience=SENDER, channel="email", defaults=state
        )
    failed: Exception | None = None
    for channel, to in ways.items():
        assert letter is not None
        notice, _ = Notice.objects.get_or_create(
            case_id=case_id, seq=seq, audience=SENDER, channel=channel
        )
        try:
            _send(notice, letter, to)
        except Exception as error:  # noqa: BLE001 - whatever it is, the other channel has its turn
            failed = error
    if failed:
        raise failed


def _ways(person: Person, letter: Letter) -> dict[str, str]:
    """By which channels the person gets the letter, and where."""
    number = sms.number_of(person.phone) if letter.sms and sms.is_open() else ""
    ways = {Notice.Channel.EMAIL.value: person.email, Notice.Channel.SMS.value: number}
    return {channel: to for channel, to in ways.items() if to}


def _send(notice: Notice, letter: Letter, to: str) -> None:
    if notice.state != Notice.State.WAITING:
        return
    Notice.objects.filter(pk=notice.pk).update(attempts=F("attempts") + 1)
    if notice.channel == Notice.Channel.SMS:
        sms.send(to=to, text=letter.sms, message_id=notice.key)
    else:
        host = urlsplit(settings.BASE_URL).hostname or "localhost"
        EmailMessage(
            subject=letter.subject,
            body=letter.body,
            to=[to],
            headers={"Message-ID": notice.message_id(host), "Auto-Submitted": "auto-generated"},
        ).send()
    _done(notice, Notice.State.SENT)


def _done(notice: Notice, state: Notice.State) -> None:
    Notice.objects.filter(pk=notice.pk).update(state=state, sent_at=timezone.now())
