"""A procedure as a way to go along."""

from datetime import date

from donthu.law import registry
from donthu.law.flow import Move, flow

TODAY = date(2026, 11, 22)
LAW = registry.procedure("feedback")
STAGES = {stage.key: stage for stage in flow(LAW, registry.limits("feedback"), on=TODAY)}


def test_every_state_is_a_stage_in_its_order() -> None:
    assert list(STAGES) == [state.key for state in LAW.states]
    assert STAGES["answered"].over
    assert not STAGES["new"].over


def test_every_step_that_leads_elsewhere_is_drawn_from_each_of_its_states() -> None:
    wanted = {
        (start, step.title, LAW.state(step.end).title)
        for step in LAW.steps
        for start in step.start
        if step.end and step.end != start
    }
    drawn = {(key, move.title, move.to) for key, stage in STAGES.items() for move in stage.moves}
    assert drawn == wanted


def test_a_step_says_who_takes_it_and_within_what_time() -> None:
    assert STAGES["new"].onward[0] == Move(
        title="Tiếp nhận, vào sổ",
        who="văn thư",
        within="2 ngày làm việc",
        to="Đã tiếp nhận",
        back=False,
    )
    again = next(move for move in STAGES["awaiting_approval"].backward if move.who != "văn thư")
    assert again.back
