"""The engine: what is open, what is refused and in which words."""

import pytest

from donthu.law import engine, registry
from donthu.law.grammar import Facts, Role, Seat

FEEDBACK = registry.procedure("feedback")
HOLDER = {Seat.HOLDER}


def refusal(step: str, state: str, *roles: Role, seats: set[Seat] = HOLDER, **facts: object) -> str:
    return engine.refusal(
        FEEDBACK,
        FEEDBACK.step(step),
        Facts(procedure="feedback", state=state, **facts),  # type: ignore[arg-type]
        seats=seats,
        roles=roles,
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
    assert refusal("receive", "new", Role.CLERK, seats=set()) == (
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


def test_the_primary_step_comes_first() -> None:
    options = engine.options(
        FEEDBACK,
        Facts(procedure="feedback", state="signed", has_draft=True),
        seats=HOLDER,
        roles={Role.CLERK},
    )
    assert options.primary == FEEDBACK.step("issue")
    assert {closed.step.key for closed in options.closed} >= {"receive", "sign", "report"}
