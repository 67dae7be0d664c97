"""A judgement is an objection when the law says so."""

from dataclasses import replace

import pytest

from donthu.cases.actions.rate import rate
from donthu.cases.models import Case
from donthu.law import registry
from tests.world import World, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def case_id(world: World) -> int:
    """A case that was answered."""
    case_id = world.submit(to="dtp").case_id
    world.take(case_id, "receive", "dtp:clerk")
    world.answer(case_id, "dtp")
    world.take(case_id, "issue", "dtp:clerk")
    return case_id


def state(case_id: int) -> str:
    return Case.objects.get(pk=case_id).state


@pytest.mark.parametrize(
    ("score", "reason", "heard"),
    [("2", "Vẫn hỏng.", True), ("2", "", False), ("3", "Hơi lâu.", False)],
)
def test_a_bad_judgement_that_says_why_is_an_objection(
    world: World, case_id: int, score: str, reason: str, heard: bool
) -> None:
    rate(case_id=case_id, score=score, reason=reason, at=later(1))
    assert (state(case_id) == "objected") is heard


def test_which_judgements_are_heard_stands_in_the_law_alone(
    world: World, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    law = registry.procedure("feedback")
    step = law.step("object")
    score, reason = step.asks
    wider = replace(score, choices=(("3", "Bình thường"), *score.choices))
    changed = replace(step, asks=(wider, reason))
    steps = tuple(changed if each is step else each for each in law.steps)
    monkeypatch.setattr(registry, "procedures", lambda: {"feedback": replace(law, steps=steps)})
    rate(case_id=case_id, score="3", reason="Hơi lâu.", at=later(1))
    assert state(case_id) == "objected"
