"""A procedure as a way to go along: its states in order, and how one comes from each to the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from donthu.law.grammar import Procedure, Step
from donthu.law.limits import Limit
from donthu.law.terms import spoken
from donthu.law.words import ROLE_NAMES


@dataclass(frozen=True, kw_only=True)
class Move:
    """A step out of a state: who takes it, within what time (empty when it has none, or ends several
    clocks at once), where it leads.

    `back`: to a state that comes earlier."""

    title: str
    who: str
    within: str
    to: str
    back: bool


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A state with the steps that lead out of it; `over` when there is nothing more to do."""

    key: str
    title: str
    moves: tuple[Move, ...]
    over: bool

    @property
    def onward(self) -> tuple[Move, ...]:
        """The steps that lead on."""
        return tuple(move for move in self.moves if not move.back)

    @property
    def backward(self) -> tuple[Move, ...]:
        """The steps that lead back."""
        return tuple(move for move in self.moves if move.back)


def flow(procedure: Procedure, limits: Mapping[str, Limit], *, on: date) -> tuple[Stage, ...]:
    """The states of `procedure` in their order, with the steps that lead to another state. Times
    are the wordings of the day `on`."""
    order = [state.key for state in procedure.states]
    return tuple(
        Stage(
            key=state.key,
            title=state.title,
            moves=tuple(
                _move(procedure, step, limits, back=order.index(step.end) < place, on=on)
                for step in procedure.steps
                if state.key in step.start and step.end not in {None, state.key}
                if step.end is not None
            ),
            over=state.folder.is_over,
        )
        for place, state in enumerate(procedure.states)
    )


def _move(
    procedure: Procedure, step: Step, limits: Mapping[str, Limit], *, back: bool, on: date
) -> Move:
    ends = [limits[key].on(on) for key in step.stops if key in limits]
    times = dict.fromkeys(spoken(wording.length, wording.unit) for wording in ends)
    who = ", ".join(ROLE_NAMES[role] for role in step.by) or "hệ thống"
    return Move(
        title=step.title,
        who=who,
        within=next(iter(times)) if len(times) == 1 else "",
        to=procedure.state(step.end or "").title,
        back=back,
    )
