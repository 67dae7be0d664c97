"""For every state and role: each step the table allows works, each other is refused with a reason."""

from typing import Any

import pytest
from django.db import transaction

from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import PLATFORM, SENDER, Actor
from donthu.cases.errors import Refused
from donthu.cases.models import Case
from donthu.law import registry
from donthu.law.grammar import Procedure, Role, Seat, Step
from donthu.law.procedures.feedback.by_letter import BY_LETTER
from tests.paths import HOLDER, PATHS, sample_data
from tests.world import MONDAY, ROLES, World

pytestmark = pytest.mark.django_db

GIVER = "vpcp"  # who hands the cases of PATHS to the holder

CASES = [
    (procedure, state.key)
    for procedure in registry.procedures().values()
    for state in procedure.states
]


def _try(case: Case, step: Step, actor: Actor, data: dict[str, Any]) -> str:
    """The reason of refusal, or "" when the step was taken; either way nothing stays."""
    try:
        with transaction.atomic():
            take_step(case_id=case.pk, step=step.key, data=data, actor=actor, at=MONDAY)
            transaction.set_rollback(True)
    except Refused as refused:
        return refused.reason
    return ""


def _sits(step: Step) -> str:
    """The agency whose officers may take the step in the cases of PATHS; for the sender and the
    platform the seat itself."""
    own = {Seat.ASSIGNER: GIVER, Seat.OUTSIDE: Seat.OUTSIDE, Seat.PLATFORM: Seat.PLATFORM}
    return own.get(step.seat, HOLDER)


def _table_allows(procedure: Procedure, step: Step, state: str, role: Role) -> bool:
    """What the table says of state and role; needs of single steps are told apart by the caller."""
    return step.key != procedure.begin and state in step.start and role in step.by


@pytest.mark.parametrize(
    ("procedure", "state"), CASES, ids=[f"{p.key}-{state}" for p, state in CASES]
)
def test_the_table_is_what_happens(world: World, procedure: Procedure, state: str) -> None:
    case = Case.objects.get(pk=PATHS[procedure.key][state](world))
    assert case.state == state
    actors: list[tuple[str, Role, Actor]] = [
        (Seat.OUTSIDE, Role.SENDER, SENDER),
        (Seat.PLATFORM, Role.PLATFORM, PLATFORM),
    ]
    actors += [
        (code, Role(role), world.actor(f"{code}:{role}"))
        for code in (HOLDER, GIVER)
        for role in ROLES
    ]
    for step in procedure.steps:
        data = sample_data(step, case)
        unmet = {need.otherwise for need in step.needs}
        for code, role, actor in actors:
            reason = _try(case, step, actor, data)
            if code == _sits(step) and _table_allows(procedure, step, state, role):
                assert reason == "" or reason in unmet, (state, role, step.key, reason)
            else:
                assert reason, (state, role, step.key)
                assert reason.endswith("."), reason


@pytest.mark.parametrize(
    ("procedure", "state"), CASES, ids=[f"{p.key}-{state}" for p, state in CASES]
)
def test_another_agency_takes_no_step_at_all(
    world: World, procedure: Procedure, state: str
) -> None:
    case = Case.objects.get(pk=PATHS[procedure.key][state](world))
    capacities = [c for role in ROLES for c in world.actor(f"btc:{role}").capacities]
    everybody = Actor(world.officers["btc:head"].pk, tuple(capacities))
    for step in procedure.steps:
        assert _try(case, step, everybody, {})


@pytest.mark.parametrize("procedure", registry.procedures().values(), ids=lambda p: p.key)
def test_every_step_of_the_table_was_taken_by_somebody(world: World, procedure: Procedure) -> None:
    taken = set()
    for state, make in PATHS[procedure.key].items():
        with transaction.atomic():
            case = Case.objects.get(pk=make(world))
            for step in procedure.steps:
                actors = (
                    [SENDER]
                    if step.seat is Seat.OUTSIDE
                    else [PLATFORM]
                    if step.seat is Seat.PLATFORM
                    else [world.actor(f"{_sits(step)}:{role}") for role in step.by]
                )
                if state in step.start and any(
                    _try(case, step, actor, sample_data(step, case)) == "" for actor in actors
                ):
                    taken.add(step.key)
            transaction.set_rollback(True)
    # These need another chain than PATHS makes; tests/cases/test_journey.py and
    # tests/cases/test_by_letter.py take them.
    elsewhere = {"report", "pass_report", "let_in", *(step.key for step in BY_LETTER)}
    assert taken | {procedure.begin} | elsewhere >= {s.key for s in procedure.steps}
