"""Random walks through the procedure by the real actions: what must hold after every step."""

import random
from datetime import timedelta

import pytest

from donthu.agencies.models import Agency
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import SENDER, Actor
from donthu.cases.chain import places
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Deadline, Position
from donthu.cases.models.assignment import OPEN
from donthu.cases.timeline import for_officers
from donthu.law import registry
from donthu.law.grammar import Folder
from donthu.ledger.book import events_of
from donthu.ledger.verify import verify
from tests.paths import sample_data
from tests.world import MONDAY, ROLES, World

pytestmark = pytest.mark.django_db
STEPS = 40


def everybody(world: World) -> Actor:
    """Somebody with every role everywhere: what is refused is refused by the law alone."""
    capacities = [
        capacity
        for code in world.agencies
        for role in ROLES
        for capacity in world.actor(f"{code}:{role}").capacities
    ]
    return Actor(world.officers["vpcp:head"].pk, tuple(capacities))


def hold(case: Case) -> None:
    procedure = registry.procedure(case.procedure)
    assignments = list(case.assignments.order_by("pk"))
    deadlines = list(case.deadlines.order_by("pk"))
    leads = [a for a in assignments if a.lead and a.state in OPEN]
    over = procedure.state(case.state).folder in {Folder.ANSWERED, Folder.CLOSED}
    if over:
        assert not leads
        assert not [d for d in deadlines if d.state in {"running", "suspended"}]
    else:
        # the open leads are one chain from the root to the holder
        at = case.root_id
        for lead in leads:
            assert lead.giver_id == at
            at = lead.to_id
        assert at == case.holder_id
        assert case.agency_id in {case.root_id, *(lead.to_id for lead in leads)}
    stored = {
        p.agency_id: (p.folder, tuple(p.waits_for), p.officer_id, p.due_at)
        for p in Position.objects.filter(case=case)
    }
    derived = {
        agency_id: (place.folder.value, place.waits_for, place.officer_id, place.due_at)
        for agency_id, place in places(case, procedure, assignments, deadlines).items()
    }
    assert stored == derived
    answer = [d for d in deadlines if d.limit == "answer"]
    assert len(answer) <= 1
    for deadline in deadlines:
        if deadline.assignment_id and answer and answer[0].due_at and deadline.due_at:
            assert deadline.state != "running" or deadline.due_at <= answer[0].due_at


@pytest.mark.parametrize("seed", range(12))
def test_whatever_the_way_the_case_stays_whole(world: World, seed: int) -> None:
    chance = random.Random(seed)
    officer = everybody(world)
    world.agencies["byt"] = Agency.objects.create(
        code="byt", name="Bộ Y tế", kind="ministry", level="central", has_accounts=False
    )
    case = Case.objects.get(pk=world.submit(at=MONDAY).case_id)
    at = MONDAY
    taken = 1
    for _ in range(STEPS):
        at += timedelta(hours=chance.randrange(1, 30))
        steps = registry.procedure(case.procedure).steps
        fitting = [step for step in steps if case.state in step.start] or list(steps)
        step = chance.choice(fitting)
        if step.key == "refuse" and chance.random() < 0.9:
            continue  # or most walks would end before they begin
        actor = SENDER if step.seat == "outside" else officer
        data = sample_data(step, case)
        if step.key == "hand_over":
            others = [code for code in world.agencies if world.id(code) != case.holder_id]
            lead, beside = chance.sample(others, 2)
            data |= {
                "lead": world.id(lead),
                "cooperating": [world.id(beside)] if chance.random() < 0.5 else [],
                "review": chance.random() < 0.3,
            }
        try:
            take_step(case_id=case.pk, step=step.key, data=data, actor=actor, at=at)
        except (Refused, Invalid):
            continue
        taken += 1
        case = Case.objects.get(pk=case.pk)
        hold(case)
    assert events_of(f"case:{case.pk}").count() == taken
    assert len(for_officers(case)) == taken
    assert verify().ok
    assert not Deadline.objects.filter(case=case, state="running", due_at=None).exists()
