"""The chain of lead assignments, and where a case lies for each agency of it. Pure over rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from donthu.cases.models import Assignment, Case, Deadline
from donthu.cases.models.assignment import OPEN
from donthu.law.grammar import Folder, Procedure, Role
from donthu.law.handover import HANDOVER

LETTER = "letter"  # declared of a case with an agency that is written to: how far the letter is
UNSENT, SENT, ARRIVED = "unsent", "sent", "received"
GONE = ("refused", "recalled")  # hand-overs that carry nothing any more


class Given(Protocol):
    """What the chain asks of a hand-over."""

    @property
    def pk(self) -> int: ...
    @property
    def parent_id(self) -> int | None: ...
    @property
    def giver_id(self) -> int: ...
    @property
    def to_id(self) -> int: ...
    @property
    def lead(self) -> bool: ...
    @property
    def state(self) -> str: ...
    @property
    def review(self) -> bool: ...


AnyGiven = TypeVar("AnyGiven", bound=Given)


@dataclass(frozen=True)
class Place:
    """What a `Position` should say."""

    folder: Folder
    waits_for: tuple[str, ...] = ()
    officer_id: int | None = None
    reason: str = ""
    due_at: datetime | None = None


def lead_to(assignments: Sequence[AnyGiven], agency_id: int) -> AnyGiven | None:
    """The newest lead assignment to that agency that still carries the case; None when none does."""
    for assignment in reversed(assignments):
        if assignment.lead and assignment.to_id == agency_id and assignment.state not in GONE:
            return assignment
    return None


def giver_to(assignments: Sequence[Given], holder_id: int) -> int | None:
    """Who handed the case over to its holder and may take it back; None when it came by itself."""
    lead = lead_to(assignments, holder_id)
    return lead.giver_id if lead is not None and lead.state in OPEN else None


def acts_at_holder(
    assignments: Sequence[Given], holder_id: int, *, by_letter: bool, over: bool
) -> int:
    """The agency whose officers take the holder's steps. For one that is written to it is, once the
    answer is there, the one that wrote: what is published is published by somebody."""
    lead = lead_to(assignments, holder_id)
    return lead.giver_id if by_letter and over and lead is not None else holder_id


def keeper_of(case: Case, assignments: Sequence[Given]) -> int:
    """The agency whose officers keep the file of the case: its holder, or who wrote to a holder
    that works by letter."""
    by_letter = not case.holder.has_accounts
    return acts_at_holder(assignments, case.holder_id, by_letter=by_letter, over=True)


def leads_above(assignments: Sequence[AnyGiven], agency_id: int) -> list[AnyGiven]:
    """The lead assignments from the one to that agency up to the root, nearest first."""
    found: list[AnyGiven] = []
    by_id = {assignment.pk: assignment for assignment in assignments}
    current = lead_to(assignments, agency_id)
    while current is not None:
        found.append(current)
        current = by_id.get(current.parent_id) if current.parent_id else None
    return found


def places(
    case: Case,
    procedure: Procedure,
    assignments: Sequence[Assignment],
    deadlines: Sequence[Deadline],
) -> dict[int, Place]:
    """Where `case` lies for each agency that has to do with it."""
    state = procedure.state(case.state)
    over = state.folder.is_over
    due = {d.assignment_id: d.due_at for d in deadlines if d.state == Deadline.State.RUNNING}
    found: dict[int, Place] = {}
    for assignment in assignments:
        life = HANDOVER.state(assignment.state)
        if assignment.lead:
            found[assignment.to_id] = Place(life.folder)
            continue
        found[assignment.to_id] = Place(
            folder=state.folder if over and assignment.state in OPEN else life.folder,
            waits_for=() if over else tuple(life.waits_for),
            reason="rework" if assignment.state == "rework" else "",
            due_at=due.get(assignment.pk),
        )
    for assignment in leads_above(assignments, case.holder_id):
        if found.get(assignment.giver_id, Place(Folder.SENT)).waits_for:
            continue  # it has a part of its own to do
        found[assignment.giver_id] = Place(
            folder=state.folder if over else Folder.SENT,
            due_at=due.get(assignment.pk),
        )
    if over:
        for assignment in assignments:
            if assignment.lead and assignment.state not in GONE:
                found[assignment.to_id] = Place(state.folder)
        found[case.root_id] = Place(state.folder)
    own = [at for at in (case.due_at, _own_due(case, assignments, due)) if at]
    handled = [role.value for role in state.waits_for]
    found[case.holder_id] = Place(
        folder=state.folder,
        waits_for=tuple(handled),
        officer_id=case.officer_id if "handler" in handled else None,
        reason=_reason(case, assignments),
        due_at=min(own, default=None),
    )
    written_to = lead_to(assignments, case.holder_id)
    if not case.holder.has_accounts and written_to is not None:
        unsent = case.declared.get(LETTER) == UNSENT
        found[written_to.giver_id] = Place(
            folder=state.folder if over else Folder.SENT,
            waits_for=tuple(handled) if over else (Role.CLERK.value,) if unsent else (),
            reason=LETTER if unsent else "",
            due_at=None if over else due.get(written_to.pk),
        )
    return found


def _own_due(
    case: Case, assignments: Sequence[Assignment], due: dict[int | None, datetime | None]
) -> datetime | None:
    own = lead_to(assignments, case.holder_id)
    return due.get(own.pk) if own else None


def _reason(case: Case, assignments: Sequence[Assignment]) -> str:
    if case.state in {"returned", "objected"}:
        return case.state
    if any(
        not a.lead and a.giver_id == case.holder_id and a.state == "reported" for a in assignments
    ):
        return "reported"
    own = lead_to(assignments, case.holder_id)
    if own is not None and own.state == "rework":
        return "rework"
    return str(case.declared.get("mark", ""))
