"""What a sender wrote arrives, from the sender or entered by an officer, and becomes a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone

from donthu.cases import codes
from donthu.cases.about import MARK as ABOUT
from donthu.cases.about import receiver_of
from donthu.cases.actions import _papers
from donthu.cases.actions._record import Record, creating
from donthu.cases.actions.take_step import finish
from donthu.cases.actor import SENDER, Actor
from donthu.cases.attached import Attached
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Paper, Party
from donthu.cases.visibility import HIDEABLE
from donthu.law import registry
from donthu.law.grammar import Step
from donthu.law.text import length, nfc
from donthu.people.models import Person

TITLE_LENGTH = 300
CODES_TRIED = 5  # with a million cases the first is free 27,000 times out of 27,001


@dataclass(frozen=True)
class Submitted:
    """The receipt: the case and its public code."""

    case_id: int
    code: str
    again: bool = False  # the same submission came before; this is its receipt


def submit(
    *,
    procedure: str,
    title: str,
    text: str,
    sender: Person,
    agency_id: int,
    channel: str,
    at: datetime,
    kind: str = "",
    field_id: int | None = None,
    area_id: int | None = None,
    hide_sender: bool = False,
    files: Sequence[Attached] = (),
    idempotency_key: str | None = None,
    max_length: int = 3000,
    actor: Actor = SENDER,
    received_at: datetime | None = None,
    others: Sequence[tuple[str, Person]] = (),
) -> Submitted:
    """Make a case of what a sender wrote. `sender` is not saved yet; it is saved with the case,
    and so are the `others` with their role (`Party.Role`). One about the head of the agency goes to
    the agency above.

    An officer who enters what came by phone, by post or in person is the `actor`; the clocks then
    run from `received_at`. With an `idempotency_key` that was used before, gives the receipt of
    that time again. Raises Invalid for an empty or too long title or text, Refused for an officer
    who may not enter letters at the agency.
    """
    title, text = nfc(title).strip(), nfc(text).strip()
    _check(title, text, max_length)
    law = registry.procedure(procedure)
    step = law.step(law.begin)
    officials = [person.name for role, person in others if role == Party.Role.OFFICIAL]
    if officials:
        agency_id = receiver_of(agency_id, officials, timezone.localtime(at).date())
    if idempotency_key and (before := _before(idempotency_key)):
        return before
    for _ in range(CODES_TRIED):
        case = Case(
            code=codes.new(),
            procedure=procedure,
            state=step.end or "",
            kind=kind,
            title=title,
            text=text,
            channel=channel,
            received_at=received_at or at,
            area_id=area_id,
            field_id=field_id,
            root_id=agency_id,
            agency_id=agency_id,
            holder_id=agency_id,
            hide_sender=hide_sender,
            declared=reach_of(sender) | ({ABOUT: True} if officials else {}),
            idempotency_key=idempotency_key,
        )
        try:
            _create(case, [(Party.Role.SENDER, sender), *others], files, actor, at)
        except IntegrityError:
            # A second click may have won the race for the key; or the code was taken already.
            if idempotency_key and (before := _before(idempotency_key)):
                return before
            if not Case.objects.filter(code=case.code).exists():
                raise
        else:
            return Submitted(case_id=case.pk, code=case.code)
    raise RuntimeError("no free code found")


def _create(
    case: Case,
    people: Sequence[tuple[str, Person]],
    files: Sequence[Attached],
    actor: Actor,
    at: datetime,
) -> None:
    with creating(case, verb="submit", actor=actor, at=at) as record:
        begin(record, people=people, files=files)


def begin(
    record: Record, *, people: Sequence[tuple[str, Person]], files: Sequence[Attached] = ()
) -> None:
    """Fill the record of a new case: its parties, its files, its first clocks and its event."""
    step = record.procedure.step(record.procedure.begin)
    _act(record, step)
    record.kind = f"{record.case.procedure}.{step.key}"
    for role, person in people:
        person.pk = None
        person.fill_keys()
        record.rows.add(person)
        record.rows.add(Party(case=record.case, person=person, role=role))
        if role in HIDEABLE:
            record.file.senders.append(person)
        elif role == Party.Role.OFFICIAL:
            record.file.officials.append(person.name)
    if files:
        _papers.add(record, kind=Paper.Kind.LETTER, audience=Paper.Audience.SENDER, files=files)
    record.topics.extend(["created", "text"])
    finish(record, step, {}, came_from="")
    record.data["channel"] = record.case.channel
    record.data["to"] = record.case.root_id


def _act(record: Record, step: Step) -> None:
    """An officer enters it in the capacity that the step names; the sender has none."""
    if record.actor.officer_id is None:
        return
    roles = record.actor.roles_at(record.case.root_id)
    if not roles & set(step.by):
        raise Refused("Chỉ văn thư, cán bộ tiếp nhận của cơ quan mới nhập được đơn.")
    record.act_as(record.case.root_id, *step.by)


def reach_of(sender: Person) -> dict[str, str]:
    """What a case declares of the ways to its sender: "reachable" by "email", or by "phone" alone;
    nothing when there is neither."""
    reach = "email" if sender.email else "phone" if sender.phone else ""
    return {"reachable": reach} if reach else {}


def _before(key: str) -> Submitted | None:
    found = Case.objects.filter(idempotency_key=key).values_list("pk", "code").first()
    return Submitted(case_id=found[0], code=found[1], again=True) if found else None


def _check(title: str, text: str, max_length: int) -> None:
    errors = {}
    if not title:
        errors["title"] = "Hãy viết tiêu đề, một câu ngắn nói việc gì."
    elif length(title) > TITLE_LENGTH:
        errors["title"] = f"Tiêu đề dài {length(title)} ký tự, nhiều hơn mức {TITLE_LENGTH}."
    if not text:
        errors["content"] = "Hãy viết nội dung phản ánh."
    elif length(text) > max_length:
        over = length(text) - max_length
        errors["content"] = (
            f"Nội dung dài {vn(length(text))} ký tự, nhiều hơn {vn(over)} ký tự "
            f"so với mức {vn(max_length)}. Phần bạn đã viết vẫn còn nguyên."
        )
    if errors:
        raise Invalid(errors)


def vn(number: int) -> str:
    """A number as it is written in Vietnamese: 3.001."""
    return f"{number:,}".replace(",", ".")
