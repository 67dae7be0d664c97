"""The engine: what is open, what is refused and in which words."""

import pytest

from donthu.law import engine, registry
from donthu.law.grammar import Facts, Role, Seat

FEEDBACK = registry.procedure("feedback")


def refusal(step: str, state: str, *roles: Role, seat: Seat = Seat.HOLDER, **facts: object) -> str:
    return engine.refusal(
        FEEDBACK,
        FEEDBACK.step(step),
        Facts(procedure="feedback", state=state, **facts),  # type: ignore[arg-type]
        roles={seat: roles},
    )


def test_a_clerk_of_the_holder_receives_what_is_new() -> None:
    assert refusal("receive", "new", Role.CLERK) == ""


def test_a_state_that_does_not_fit_is_named() -> None:
    reason = refusal("receive", "signed", Role.CLERK)
    assert reason == "Bước này chỉ mở khi hồ sơ ở trạng thái «Mới gửi», «Chờ tiếp nhận»."


def test_a_role_that_does_not_fit_is_told_whose_step_it_is() -> None:
    reason = refusal("sign", "awaiting_approval", Role.HANDLER, has_draft=True)
    assert reason == "Bước này thuộc quyền của người đứng đầu hoặc cấp phó của người đứng đầu."


def test_another_agency_is_told_that_the_holder_acts() -> None:
    assert refusal("receive", "new", Role.CLERK, seat=Seat.ASSIGNER) == (
        "Bước này thuộc cơ quan đang giữ hồ sơ."
    )


@pytest.mark.parametrize(
    ("step", "state", "facts", "sentence"),
    [
        ("return", "received", {}, "không do cơ quan nào chuyển đến"),
        ("ask_supplement", "received", {}, "không để lại số điện thoại hoặc thư điện tử"),
        ("issue", "signed", {"has_draft": True, "review_asked": True}, "xem kết quả trước"),
        ("report", "signed", {"has_draft": True}, "Không cơ quan nào yêu cầu"),
        ("issue", "signed", {}, "Chưa có dự thảo"),
    ],
)
def test_a_need_that_fails_says_why(
    step: str, state: str, facts: dict[str, object], sentence: str
) -> None:
    assert sentence in refusal(step, state, Role.CLERK, **facts)


def test_an_answer_is_extended_once() -> None:
    running = frozenset({"answer"})
    assert refusal("extend", "in_progress", Role.HEAD, running=running) == ""
    again = refusal("extend", "in_progress", Role.HEAD, running=running, extended=running)
    assert again == "Hạn trả lời đã được gia hạn một lần."


def options(state: str, *roles: Role, **facts: object) -> engine.Options:
    given = Facts(procedure="feedback", state=state, **facts)  # type: ignore[arg-type]
    return engine.options(FEEDBACK, given, roles={Seat.HOLDER: roles})


@pytest.mark.parametrize(
    ("state", "role", "leads", "step"),
    [
        ("new", Role.CLERK, True, "receive"),
        ("received", Role.CLERK, True, "hand_over"),
        ("received", Role.CLERK, False, "assign"),
        ("returned", Role.CLERK, True, "hand_over"),
        ("in_progress", Role.HANDLER, False, "draft"),
        ("in_progress", Role.CLERK, False, None),
        ("in_progress", Role.CLERK, True, None),
        ("awaiting_approval", Role.DEPUTY, False, "sign"),
        ("awaiting_approval", Role.CLERK, False, None),
        ("answered", Role.CLERK, False, "publish"),
        ("published", Role.CLERK, False, None),
        ("published", Role.HEAD, False, None),
    ],
)
def test_the_step_that_is_due_is_offered_first_and_no_other(
    state: str, role: Role, leads: bool, step: str | None
) -> None:
    found = options(state, role, has_draft=True, holder_leads_others=leads).primary
    assert (found.key if found else None) == step


def test_what_is_closed_is_told_apart() -> None:
    found = options("signed", Role.CLERK, has_draft=True)
    assert found.primary == FEEDBACK.step("issue")
    assert {closed.step.key for closed in found.closed} >= {"receive", "sign", "report"}
