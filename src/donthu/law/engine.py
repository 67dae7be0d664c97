"""Which steps are open now, and why the others are not. Pure functions over facts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from donthu.law.grammar import Facts, Procedure, Role, Seat, Step
from donthu.law.words import ROLE_NAMES

Roles = Mapping[Seat, Collection[Role]]  # in what capacities somebody sits at which place

_WHOSE = {
    Seat.HOLDER: "Bước này thuộc cơ quan đang giữ hồ sơ.",
    Seat.ASSIGNEE: "Bước này thuộc cơ quan được giao.",
    Seat.ASSIGNER: "Bước này thuộc cơ quan giao việc.",
    Seat.OUTSIDE: "Bước này do người gửi thực hiện.",
    Seat.PLATFORM: "Bước này do hệ thống thực hiện khi đến ngày.",
}


@dataclass(frozen=True)
class Closed:
    """A step that may not be taken now, with the Vietnamese reason."""

    step: Step
    reason: str


@dataclass(frozen=True)
class Options:
    """Every step that people take but the first, told apart for one person at one moment.

    `primary` is the one to offer first, None when no step is due.
    """

    open: tuple[Step, ...] = ()
    closed: tuple[Closed, ...] = ()
    primary: Step | None = None

    def reason(self, step: Step) -> str:
        """Why that step is closed; empty when it is open."""
        return next((closed.reason for closed in self.closed if closed.step is step), "")


def refusal(procedure: Procedure, step: Step, facts: Facts, *, roles: Roles) -> str:
    """Why `step` can not be taken, in words for the one who asks; empty when it can.

    `roles` are the capacities of the person by the place in the chain of hand-overs.
    """
    if facts.state not in step.start:
        names = ", ".join(f"«{procedure.state(key).title}»" for key in step.start)
        return f"Bước này chỉ mở khi hồ sơ ở trạng thái {names}."
    capacities = roles.get(step.seat)
    if not capacities:
        return _WHOSE[step.seat]
    if not set(step.by) & set(capacities):
        return f"Bước này thuộc quyền của {_either(step.by)}."
    return next((need.otherwise for need in step.needs if not need.holds(facts)), "")


def first(procedure: Procedure, facts: Facts, *, roles: Roles) -> Step | None:
    """The one step to offer first; None when no step is due from a person of these roles."""
    return next(
        (
            step
            for step in procedure.steps
            if facts.state in step.start
            and step.primary(facts)
            and not refusal(procedure, step, facts, roles=roles)
        ),
        None,
    )


def options(procedure: Procedure, facts: Facts, *, roles: Roles) -> Options:
    """All steps of `procedure` told apart into open ones and closed ones with their reason."""
    opened: list[Step] = []
    closed: list[Closed] = []
    for step in procedure.steps:
        if step.key == procedure.begin or step.upon is not None:
            continue
        reason = refusal(procedure, step, facts, roles=roles)
        if reason:
            closed.append(Closed(step, reason))
        else:
            opened.append(step)
    due = first(procedure, facts, roles=roles)
    return Options(tuple(opened), tuple(closed), due)


def all_closed(procedure: Procedure, reason: str) -> Options:
    """No step is open to somebody, for a reason that has nothing to do with the step."""
    steps = [s for s in procedure.steps if s.key != procedure.begin and s.upon is None]
    return Options(closed=tuple(Closed(step, reason) for step in steps))


def _either(roles: Collection[Role]) -> str:
    names = [ROLE_NAMES[role] for role in roles]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} hoặc {names[-1]}"
