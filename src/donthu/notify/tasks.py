"""Jobs that tell people. At least once: a job may run again, its messages keep their ids."""

from datetime import timedelta

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from donthu.cases.queries import case_by_id, sender_of
from donthu.notify import corrected
from donthu.notify.letters import Letter, to_sender
from donthu.notify.models import Notice
from donthu.notify.sending import deliver, done, way_to
from donthu.people.models import Person

# About two days of trying, the gaps growing from seconds to hours.
PATIENT = RetryStrategy(max_attempts=16, exponential_wait=2)
TRIED = timedelta(days=3)  # longer than anything is tried
SENDER = "sender"


@app.task(name="notify.tell_sender", queue="mail", retry=PATIENT)
def tell_sender(case_id: int, seq: int, topic: str) -> None:
    """Tell the sender of a case what event `seq` did, once by each channel there is: e-mail, and a
    text message for what can not wait."""
    party = sender_of(case_id)
    person = party.person if party else None
    letter = to_sender(case_by_id(case_id), person, seq) if person else None
    ways = _ways(person, letter) if person and letter else {}
    waiting = Notice.objects.filter(case=case_id, seq=seq, audience=SENDER, state="waiting")
    for gone in waiting.exclude(channel__in=ways):  # there was an address when it was first tried
        done(gone, Notice.State.NOWHERE)
    if not ways:
        state = {"state": Notice.State.NOWHERE, "sent_at": timezone.now()}
        Notice.objects.get_or_create(
            case_id=case_id, seq=seq, audience=SENDER, channel="email", defaults=state
        )
    if letter:
        deliver(case_id, seq, [(SENDER, channel, to, letter) for channel, to in ways.items()])


@app.task(name="notify.tell_contacts", queue="mail", retry=PATIENT)
def tell_contacts(case_id: int, seq: int, topic: str) -> None:
    """Tell the old and the new contact that event `seq` corrected the sender's."""
    corrected.tell(case_id, seq)


@app.periodic(cron="50 2 * * *")
@app.task(name="notify.forget_contacts", queueing_lock="notify.forget_contacts", retry=3)
def forget_contacts(timestamp: int) -> None:
    """Each night: contacts that were replaced and could not be told."""
    corrected.forget(before=timezone.now() - TRIED)


def _ways(person: Person, letter: Letter) -> dict[str, str]:
    """By which channels the person gets the letter, and where."""
    ways = {
        Notice.Channel.EMAIL.value: person.email,
        Notice.Channel.SMS.value: way_to("sms", person.phone) if letter.sms else "",
    }
    return {channel: to for channel, to in ways.items() if to}
