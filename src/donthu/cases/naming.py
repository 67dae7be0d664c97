"""What the state of a case is called, for officers."""

from donthu.cases.chain import ARRIVED, LETTER, SENT, UNSENT
from donthu.cases.facts import CaseLike
from donthu.law import registry

_BY_LETTER = {
    UNSENT: "Chờ gửi công văn",
    SENT: "Đã gửi công văn, chờ trả lời",
    ARRIVED: "Đã nhận công văn, chờ trả lời",
}


def state_title(case: CaseLike) -> str:
    """The title of the case's state; of one with an agency that is written to, how far the letter
    is."""
    state = registry.procedure(case.procedure).state(case.state)
    how_far = str(case.declared.get(LETTER, ""))
    if case.state == "forwarded" and not case.holder.has_accounts:
        return _BY_LETTER.get(how_far, state.title)
    return state.title
