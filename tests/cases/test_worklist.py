"""The sections of the worklist agree with the chips of its rows."""

import pytest

from donthu.agencies.duties import duties_of
from donthu.agencies.local_law import calendar_for
from donthu.cases.listed import listed
from donthu.cases.models import Assignment, Case
from donthu.cases.worklist import (
    Section,
    assignment_options,
    next_steps,
    open_to,
    section_counts,
    worklist,
)
from donthu.law.calendar import remaining
from tests.world import MONDAY, World, later

pytestmark = pytest.mark.django_db
TONES = {Section.LATE: "late", Section.SOON: "due", Section.REST: "ok"}


def test_a_row_lies_in_the_section_that_its_chip_says(world: World) -> None:
    for day in range(0, 20):
        world.take(world.submit(at=later(day)).case_id, "receive", "vpcp:clerk", later(day))
    clerk = world.officers["vpcp:clerk"]
    calendar = calendar_for(world.id("vpcp"))
    seen = set()
    for day in range(0, 20):
        at = later(day, 15)
        waiting = worklist(duties_of(clerk, at.date()), clerk.pk, at)
        for position in waiting:
            section = Section(position.section)  # type: ignore[attr-defined]
            assert remaining(position.due_at, at, calendar).tone == TONES[section]
            seen.add(section)
        assert section_counts(waiting)[Section.LATE] == waiting.filter(due_at__lt=at).count()
    assert seen == set(TONES)


def test_the_most_urgent_comes_first(world: World) -> None:
    later_case = world.submit(at=later(2)).case_id
    sooner = world.submit(at=MONDAY).case_id
    clerk = world.officers["vpcp:clerk"]
    waiting = worklist(duties_of(clerk, MONDAY.date()), clerk.pk, later(2))
    assert list(waiting.values_list("case_id", flat=True)) == [sooner, later_case]


def test_next_steps_are_those_that_the_law_opens_to_the_officer(world: World) -> None:
    case_id = world.submit().case_id
    world.hand_down(case_id, ["vpcp", "dtp"], review=True)
    world.answer(case_id, "dtp")
    clerk = world.officers["dtp:clerk"]
    rows = listed(worklist(duties_of(clerk, MONDAY.date()), clerk.pk, MONDAY))
    steps = next_steps(rows, world.actor("dtp:clerk"))
    # an agency above asked to see the result first, so that it is reported and not sent out
    assert [found.step.key for found in steps.values()] == ["report"]
    assert next_steps(rows, world.actor("vpcp:clerk")) == {}


def test_the_two_ends_of_a_hand_over_are_each_offered_their_own_steps(world: World) -> None:
    case_id = world.submit().case_id
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(
        case_id,
        "hand_over",
        "vpcp:clerk",
        lead=world.id("dtp"),
        cooperating=[world.id("btc")],
        note="Phối hợp.",
    )
    given, case = Assignment.objects.get(lead=False), Case.objects.get()

    def open_steps(who: str) -> list[str]:
        return [step.key for step in assignment_options(given, case, world.actor(who)).open]

    assert open_steps("btc:clerk") == ["receive", "refuse"]
    assert open_steps("vpcp:clerk") == ["recall"]
    assert open_steps("dtp:clerk") == []
    closed = assignment_options(given, case, world.actor("vpcp:clerk")).closed
    assert ("receive", "Bước này thuộc cơ quan được giao.") in [
        (each.step.key, each.reason) for each in closed
    ]


def test_who_leads_everywhere_need_not_ask_whether_cases_are_restricted(world: World) -> None:
    clerk, handler = world.officers["vpcp:clerk"], world.officers["vpcp:handler"]
    assert "restricted" not in str(open_to(clerk.pk, duties_of(clerk, MONDAY.date())))
    assert "restricted" in str(open_to(handler.pk, duties_of(handler, MONDAY.date())))
