"""What must hold of every procedure on the shelf, and of the life of a hand-over."""

import string
from itertools import product

import pytest

from donthu.law import registry
from donthu.law.engine import refusal
from donthu.law.grammar import Audience, Effect, Facts, Procedure, Role, Seat, Step
from donthu.law.handover import HANDOVER
from donthu.law.words import ROLE_NAMES

SHELF = [*registry.procedures().values(), HANDOVER]
STEPS = [(procedure, step) for procedure in SHELF for step in procedure.steps]
each_procedure = pytest.mark.parametrize("procedure", SHELF, ids=lambda p: p.key)
each_case_procedure = pytest.mark.parametrize(
    "procedure", registry.procedures().values(), ids=lambda p: p.key
)
each_step = pytest.mark.parametrize(
    ("procedure", "step"), STEPS, ids=[f"{p.key}.{s.key}" for p, s in STEPS]
)
EVENT_NAMES = {"agency", "to", "officer", "number", "signer", "paper", "due", "sorted", "guidance"}


@each_step
def test_each_step_cites_its_article(procedure: Procedure, step: Step) -> None:
    assert any(word in step.law for word in ("Điều", "Quyết định", "Nghị định", "Luật"))


@each_step
def test_each_step_has_its_sentence_with_names_that_exist(procedure: Procedure, step: Step) -> None:
    assert step.done
    asked = {field.name for field in step.asks}
    for sentence in (step.done, step.seen):
        named = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
        assert named <= EVENT_NAMES | asked


@each_step
def test_each_step_leads_between_known_states(procedure: Procedure, step: Step) -> None:
    known = {state.key for state in procedure.states}
    assert set(step.start) <= known
    assert step.end is None or step.end in known
    assert bool(step.start) == (step.key != procedure.begin)


@each_step
def test_who_is_told_has_something_to_read(procedure: Procedure, step: Step) -> None:
    if Audience.SENDER in step.tells:
        assert step.seen
        assert step.key in registry.messages(procedure.key)


@each_step
def test_texts_that_no_effect_keeps_are_kept_as_notes(procedure: Procedure, step: Step) -> None:
    keeping = {
        Effect.KEEP_DRAFT,
        Effect.PREPARE_COPY,
        Effect.APPEND_TEXT,
        Effect.HAND_OVER,
        Effect.KEEP_DIRECTIVE,
        Effect.ISSUE,
        Effect.ISSUE_LETTER,
        Effect.URGE,
        Effect.RECORD_REPLY,
    }
    if any(field.elsewhere for field in step.asks) and procedure is not HANDOVER:
        assert keeping & set(step.does)


@each_procedure
def test_every_state_leads_to_an_end_without_the_sender(procedure: Procedure) -> None:
    reached = set(procedure.ends)
    while (
        more := {state for step in procedure.steps if step.end in reached for state in step.start}
        - reached
    ):
        reached |= more
    assert reached == {state.key for state in procedure.states}


@each_procedure
def test_every_state_is_reached_from_the_beginning(procedure: Procedure) -> None:
    reached = {procedure.step(procedure.begin).end}
    while (
        more := {step.end for step in procedure.steps if step.end and set(step.start) & reached}
        - reached
    ):
        reached |= more
    assert reached == {state.key for state in procedure.states}


@each_case_procedure
def test_every_clock_has_a_wording_and_every_wording_a_clock(procedure: Procedure) -> None:
    touched = {
        key
        for step in procedure.steps
        for key in (
            *step.starts,
            *step.stops,
            *step.suspends,
            *step.resumes,
            *step.extends,
            *step.reopens,
            *([step.upon.limit] if step.upon else []),
            *([step.within] if step.within else []),
        )
    }
    assert touched - {"handle"} == set(registry.limits(procedure.key))


@each_case_procedure
def test_every_clock_that_starts_can_stop_and_every_pause_can_end(procedure: Procedure) -> None:
    started = {key for step in procedure.steps for key in step.starts}
    stopped = {key for step in procedure.steps for key in step.stops}
    paused = {key for step in procedure.steps for key in step.suspends}
    resumed = {key for step in procedure.steps for key in step.resumes}
    assert started == stopped
    assert paused == resumed


@each_case_procedure
def test_only_a_pausable_wording_is_paused_and_only_an_extensible_one_extended(
    procedure: Procedure,
) -> None:
    limits = registry.limits(procedure.key)
    for step in procedure.steps:
        for key in set(step.suspends) - {"handle"}:
            assert all(wording.pausable for wording in limits[key].wordings)
        for key in step.extends:
            assert all(wording.max_extensions for wording in limits[key].wordings)


@each_step
def test_a_source_that_was_not_read_is_marked_where_it_is_cited(
    procedure: Procedure, step: Step
) -> None:
    for source in step.law.split("; "):
        if "574/QĐ-TTg" in source:
            assert source.endswith("mặc định, cơ quan xác nhận)"), source


@each_step
def test_the_platform_and_nobody_else_acts_upon_a_clock(procedure: Procedure, step: Step) -> None:
    own = step.upon is not None
    assert own == (step.seat is Seat.PLATFORM) == (Role.PLATFORM in step.by)
    assert not (own and step.asks)


@each_case_procedure
def test_every_state_is_told_to_the_sender_in_a_sentence(procedure: Procedure) -> None:
    for state in procedure.states:
        assert state.sender_text.endswith("."), state.key
        assert state.sender_text.format(holder="Sở", agency="Sở")
        assert state.sender_next.endswith("."), state.key


@each_procedure
def test_every_state_that_is_not_an_end_waits_for_somebody_or_for_the_sender(
    procedure: Procedure,
) -> None:
    outside = {state for step in procedure.steps if step.seat == "outside" for state in step.start}
    reported = {"reported"} if procedure is HANDOVER else set()
    for state in procedure.states:
        if state.key not in {*procedure.ends, *outside, *reported}:
            assert state.waits_for, state.key


@each_procedure
def test_at_most_one_step_is_offered_first_for_the_same_facts(procedure: Procedure) -> None:
    told = (
        "has_draft",
        "review_asked",
        "holder_was_assigned",
        "holder_leads_others",
        "holder_ends",
        "holder_by_letter",
    )
    for state, seat, role, values in product(
        procedure.states, Seat, Role, product((True, False), repeat=len(told))
    ):
        facts = Facts(
            procedure=procedure.key,
            state=state.key,
            **dict(zip(told, values, strict=True)),  # type: ignore[arg-type]
        )
        due = [
            step.key
            for step in procedure.steps
            if step.seat is seat  # nobody serves both who writes and who is written to
            and step.primary(facts)
            and not refusal(procedure, step, facts, roles={seat: {role}})
        ]
        assert len(due) <= 1, (state.key, seat, role, values, due)


def test_every_role_has_its_word() -> None:
    assert set(ROLE_NAMES) == set(Role)
