"""What the law asks to know of a case, read from its rows."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from donthu.agencies.models import Agency
from donthu.cases.chain import Given, leads_above
from donthu.cases.models import Deadline
from donthu.law.grammar import Facts

PREPARER = "prepared_by"  # declared of a case: the officer who prepared its public copy


class CaseLike(Protocol):
    """What is asked of a case, whether it was read whole or for a list."""

    @property
    def procedure(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def restricted(self) -> bool: ...
    @property
    def declared(self) -> Mapping[str, Any]: ...
    @property
    def holder_id(self) -> int: ...
    @property
    def holder(self) -> Agency: ...
    @property
    def officer_id(self) -> int | None: ...


class Clocked(Protocol):
    """What is asked of a clock."""

    @property
    def limit(self) -> str: ...
    @property
    def state(self) -> str: ...
    @property
    def extensions(self) -> Sequence[Any]: ...
    @property
    def assignment_id(self) -> int | None: ...


def facts_of(
    case: CaseLike,
    *,
    assignments: Sequence[Given],
    deadlines: Sequence[Clocked],
    has_draft: bool,
    officer_id: int | None = None,
) -> Facts:
    """The facts of `case` for `law.engine`, asked by that officer; `assignments` oldest first."""
    leads = leads_above(assignments, case.holder_id)
    return Facts(
        procedure=case.procedure,
        state=case.state,
        received_at=case.received_at,
        holder_was_assigned=bool(leads),
        holder_ends=case.holder.until is not None,
        holder_by_letter=not case.holder.has_accounts,
        holder_leads_others=case.holder.leads_others,
        review_asked=any(lead.review for lead in leads),
        has_draft=has_draft,
        has_officer=case.officer_id is not None,
        sender_reachable=bool(case.declared.get("reachable")),
        acted_before=officer_id is not None and case.declared.get(PREPARER) == officer_id,
        sender_sealed=case.restricted,  # sealing alone restricts a case
        extended=frozenset(d.limit for d in deadlines if d.extensions),
        running=frozenset(
            d.limit
            for d in deadlines
            if d.state == Deadline.State.RUNNING and d.assignment_id is None
        ),
        declared=case.declared,
    )
