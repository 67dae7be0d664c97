"""What the law asks to know of a case, read from its rows."""

from collections.abc import Sequence

from donthu.cases.chain import leads_above
from donthu.cases.models import Assignment, Case, Deadline
from donthu.law.grammar import Facts


def facts_of(
    case: Case,
    *,
    assignments: Sequence[Assignment],
    deadlines: Sequence[Deadline],
    has_draft: bool,
) -> Facts:
    """The facts of `case` for `law.engine`; `assignments` oldest first."""
    leads = leads_above(assignments, case.holder_id)
    return Facts(
        procedure=case.procedure,
        state=case.state,
        received_at=case.received_at,
        holder_was_assigned=bool(leads),
        holder_ends=case.holder.until is not None,
        holder_leads_others=case.holder.leads_others,
        review_asked=any(lead.review for lead in leads),
        has_draft=has_draft,
        sender_reachable=bool(case.declared.get("reachable")),
        extended=frozenset(d.limit for d in deadlines if d.extensions),
        running=frozenset(
            d.limit
            for d in deadlines
            if d.state == Deadline.State.RUNNING and d.assignment_id is None
        ),
        declared=case.declared,
    )
