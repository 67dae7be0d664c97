"""A sender's judgement of the answer, and where an objection goes."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from donthu.agencies.models import Membership
from donthu.cases.actions import _clocks, _handover
from donthu.cases.actions._record import Record
from donthu.cases.chain import lead_to, leads_above
from donthu.cases.keeping_away import MARK
from donthu.cases.models import Barred, Deadline, Paper, Publication, Rating
from donthu.cases.models.assignment import OPEN
from donthu.cases.subjects import subject_of
from donthu.law.grammar import Role
from donthu.ledger.book import events_of

Data = Mapping[str, Any]
UPWARD = "Người gửi đề nghị giải quyết lại câu trả lời do người đứng đầu cơ quan ký."
LEADING = (Role.HEAD, Role.DEPUTY)


def rate(record: Record, data: Data) -> None:
    """How content the sender is; one judgement for each answer."""
    answer = _answer(record)
    record.rows.add(
        Rating(
            case=record.case,
            agency_id=answer.agency_id or record.case.holder_id,
            score=int(data["score"]),
            at=record.at,
        )
    )
    record.case.declared = {**record.case.declared, "rated": True}


def object_(record: Record, data: Data) -> None:
    """The case goes to those above who answered, and who answered stays away from it.

    That is the agency that handed it over; where nobody did, the head when a deputy or a delegate
    signed, else the agency above. The published copy is shown no longer: it is in question.
    """
    answer = _answer(record)
    case = record.case
    gave = (case.officer_id, answer.written_by_id, answer.signer_id)
    agreed = _agreed(record)
    by = {officer_id for officer_id in (*gave, *agreed) if officer_id is not None}
    if case.holder_id == answer.agency_id:
        lead = lead_to(record.assignments, case.holder_id)
        if lead is not None:
            case.holder_id = lead.giver_id
        elif not answer.signed_for:
            _to_the_agency_above(record)
    _run_again(record)
    if not _others_lead(record, by):
        by -= {answer.signer_id, *agreed}  # somebody must decide
    already = set(Barred.objects.filter(case=case).values_list("officer", flat=True))
    for officer_id in by - already:
        record.rows.add(
            Barred(case=case, officer_id=officer_id, why=Barred.Why.ANSWERED, since=record.at)
        )
    case.agency_id = case.holder_id
    case.officer_id = None
    case.declared = {**case.declared, "objected": True, MARK: True}
    record.data["to"] = case.holder_id
    for public in Publication.objects.filter(case=case, taken_down_at=None):
        public.taken_down_at = record.at
        record.rows.changed(public)


def uphold(record: Record, data: Data) -> None:
    """The answer stands: what was opened again for the objection is reported as it was."""
    for lead in record.assignments:
        if lead.lead and lead.state in OPEN:
            lead.state = "reported"
            lead.reported_at = record.at
            record.rows.changed(lead)
            _clocks.stop_for(record, lead, Deadline.State.MET)
    _handover.recall_cooperating(record)


def _answer(record: Record) -> Paper:
    return next(p for p in reversed(record.file.answers) if p.state == Paper.State.ISSUED)


def _agreed(record: Record) -> list[int | None]:
    """Who, above, agreed to the answer before it went out."""
    agreed = events_of(subject_of(record.case.pk)).filter(kind__endswith=".approve_report")
    return list(agreed.values_list("actor_id", flat=True))


def _to_the_agency_above(record: Record) -> None:
    """Nothing where none is above: then the head decides anew."""
    above = record.rows.agencies([record.case.holder_id])[record.case.holder_id].parent
    if above is not None and above.participates_in_feedback and above.has_accounts:
        _handover.give(
            record,
            parent=None,
            to_id=above.pk,
            lead=True,
            note=UPWARD,
            due_at=None,
            chosen=False,
        )
        record.case.holder_id = above.pk


def _run_again(record: Record) -> None:
    """The hand-overs down to the holder are open again, with clocks that follow the answer's; those
    below it are done with."""
    above = leads_above(record.assignments, record.case.holder_id)
    for lead in record.assignments:
        if lead in above:
            if lead.state not in OPEN:
                lead.state = "rework"
                lead.rounds += 1
                lead.closed_at = None
                record.rows.changed(lead)
                _clocks.start_for(record, lead, None, chosen=False)
        elif lead.lead and lead.state == "reported":
            lead.state = "accepted"
            lead.closed_at = record.at
            record.rows.changed(lead)


def _others_lead(record: Record, officers: set[int]) -> bool:
    """Whether somebody else than these decides at the holder."""
    leading = Membership.objects.on(timezone.localtime(record.at).date()).filter(
        agency=record.case.holder_id, role__in=[*LEADING, Role.UNIT_HEAD], officer__is_active=True
    )
    barred = Barred.objects.filter(case=record.case).values("officer")
    return leading.exclude(officer__in=officers).exclude(officer__in=barred).exists()
