"""Which steps are open now, and why the others are not. Pure functions over facts."""

from collections.abc import Collection
from dataclasses import dataclass

from donthu.law.grammar import Facts, Procedure, Role, Seat, Step
from donthu.law.words import ROLE_NAMES


@dataclass(frozen=True)
class Closed:
    """A step that may not be taken now, with the Vietnamese reason."""

    step: Step
    reason: str


@dataclass(frozen=True)
class Options:
    """Every step of the procedure but its first, told apart for one person at one moment."""

    open: tuple[Step, ...]
    closed: tuple[Closed, ...]

    @property
    def primary(self) -> Step | None:
        """The one step to offer first; None when nothing is open."""
        return next((step for step in self.open if step.primary), next(iter(self.open), None))


def refusal(
    procedure: Procedure,
    step: Step,
    facts: Facts,
    *,
    seats: Collection[Seat],
    roles: Collection[Role],
) -> str:
    """Why `step` can not be taken, in words for the one who asks; empty when it can.

    `seats` are the places in the chain of hand-overs at which the person sits, `roles` the
    capacities the person has there.
    """
    if facts.state not in step.start:
        names = ", ".join(f"«{procedure.state(key).title}»" for key in step.start)
        return f"Bước này chỉ mở khi hồ sơ ở trạng thái {names}."
    if step.seat not in seats:
        return (
            "Bước này do người gửi thực hiện."
            if step.seat is Seat.OUTSIDE
            else "Bước này thuộc cơ quan đang giữ hồ sơ."
            if step.seat is Seat.HOLDER
            else "Bước này thuộc cơ quan giao việc."
            if step.seat is Seat.ASSIGNER
            else "Bước này thuộc cơ quan được giao."
        )
    if not set(step.by) & set(roles):
        return f"Bước này thuộc quyền của {_either(step.by)}."
    return next((need.otherwise for need in step.needs if not need.holds(facts)), "")


def options(
    procedure: Procedure,
    facts: Facts,
    *,
    seats: Collection[Seat],
    roles: Collection[Role],
) -> Options:
    """All steps of `procedure` told apart into open ones and closed ones with their reason."""
    opened: list[Step] = []
    closed: list[Closed] = []
    for step in procedure.steps:
        if step.key == procedure.begin:
            continue
        reason = refusal(procedure, step, facts, seats=seats, roles=roles)
        if reason:
            closed.append(Closed(step, reason))
        else:
            opened.append(step)
    return Options(tuple(opened), tuple(closed))


def _either(roles: Collection[Role]) -> str:
    names = [ROLE_NAMES[role] for role in roles]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} hoặc {names[-1]}"
