"""An agency without accounts is written to, and its giver records what it writes back.

The case lies with that agency all the while; on the day it gets accounts its own officers go on.
"""

from dataclasses import replace

from donthu.law.grammar import Audience, Effect, Facts, Field, Input, Need, Role, Seat, Step
from donthu.law.procedures.feedback.asks import ANSWER, BY_DEFAULT, RESULTS
from donthu.law.procedures.feedback.needs import goes_straight_out, review_asked
from donthu.law.procedures.feedback.states import DESK

LAW = "Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm d; Nghị định 30/2020/NĐ-CP, Phụ lục I"
OFFICE = (*DESK, Role.HANDLER)

by_letter = Need(
    holds=lambda facts: facts.holder_by_letter,
    otherwise="Cơ quan nhận có tài khoản nên tự làm việc trên hệ thống, không qua công văn.",
)
not_written = Need(
    holds=lambda facts: facts.declared.get("letter") == "unsent",
    otherwise="Công văn đã được ghi là đã gửi.",
)
written = Need(
    holds=lambda facts: facts.declared.get("letter") != "unsent",
    otherwise="Hãy ghi công văn đã gửi trước.",
)
not_arrived = Need(
    holds=lambda facts: facts.declared.get("letter") != "received",
    otherwise="Cơ quan nhận đã nhận công văn.",
)


def to_be_written(facts: Facts) -> bool:
    """The letter still has to go out."""
    return facts.holder_by_letter and facts.declared.get("letter") == "unsent"


def answer_straight(facts: Facts) -> bool:
    """The letter is out, and its answer goes to the sender at once."""
    return _waits(facts) and not facts.review_asked


def answer_reviewed(facts: Facts) -> bool:
    """The letter is out, and its answer is looked at first."""
    return _waits(facts) and facts.review_asked


def _waits(facts: Facts) -> bool:
    return facts.holder_by_letter and not to_be_written(facts)


_NUMBER = Field(
    name="number",
    title="Số công văn",
    required=False,
    max_length=11,
    elsewhere=True,
    hint="Để trống: lấy số tiếp theo trong sổ văn bản đi.",
)
_SIGNER = Field(
    name="signer",
    title="Người ký",
    required=False,
    max_length=150,
    elsewhere=True,
    hint="Chức vụ, họ tên.",
)
_REPLY = (
    Field(
        name="reply_number",
        title="Số, ký hiệu văn bản trả lời",
        max_length=42,
        elsewhere=True,
        hint="Ví dụ 125/BYT-VP.",
    ),
    Field(name="reply_date", title="Ngày văn bản trả lời", type=Input.DATE),
    Field(
        name="reply_signer",
        title="Người ký văn bản trả lời",
        max_length=150,
        elsewhere=True,
        hint="Chức vụ, họ tên.",
    ),
    replace(ANSWER, hint="Chép hoặc tóm tắt đúng nội dung văn bản; người gửi đọc phần này."),
    Field(name="result", title="Kết quả", type=Input.CHOICE, choices=RESULTS),
    Field(name="files", title="Bản chụp văn bản trả lời", type=Input.FILES, required=False),
)

BY_LETTER = (
    Step(
        key="send_letter",
        title="Ghi công văn đã gửi",
        law=LAW,
        by=OFFICE,
        seat=Seat.ASSIGNER,
        start=("forwarded",),
        end=None,
        needs=(by_letter, not_written),
        asks=(
            _NUMBER,
            _SIGNER,
            Field(name="files", title="Công văn đã ký", type=Input.FILES, required=False),
        ),
        does=(Effect.ISSUE_LETTER,),
        stops=("receive",),
        primary=to_be_written,
        done="{agency} gửi công văn {paper} đến {to}",
        seen="{agency} đã gửi công văn đến {to}.",
    ),
    Step(
        key="note_arrival",
        title="Ghi cơ quan đã nhận công văn",
        law=LAW,
        by=OFFICE,
        seat=Seat.ASSIGNER,
        start=("forwarded",),
        end=None,
        needs=(by_letter, written, not_arrived),
        does=(Effect.NOTE_ARRIVAL,),
        done="{agency} ghi {to} đã nhận công văn",
        seen="{to} đã nhận công văn.",
    ),
    Step(
        key="urge",
        title="Ghi công văn đôn đốc",
        law=LAW,
        by=OFFICE,
        seat=Seat.ASSIGNER,
        start=("forwarded", "in_progress"),
        end=None,
        needs=(by_letter, written),
        asks=(_NUMBER, _SIGNER),
        does=(Effect.URGE,),
        done="{agency} đôn đốc {to} trả lời bằng công văn {paper}",
        seen="{agency} đã đôn đốc {to} trả lời.",
    ),
    Step(
        key="record_reply",
        title="Ghi văn bản trả lời của cơ quan",
        law="Nghị định 20/2008/NĐ-CP, Điều 19 khoản 3",
        by=OFFICE,
        seat=Seat.ASSIGNER,
        start=("forwarded", "in_progress"),
        end="answered",
        needs=(by_letter, written, goes_straight_out),
        asks=_REPLY,
        does=(Effect.RECORD_REPLY,),
        stops=("receive", "transfer", "answer"),
        tells=(Audience.SENDER, Audience.ASSIGNER),
        primary=answer_straight,
        done="{agency} ghi thay {to} văn bản trả lời {paper}",
        seen="{to} đã trả lời.",
    ),
    Step(
        key="record_report",
        title="Ghi văn bản trả lời của cơ quan, chờ duyệt",
        law=f"Nghị định 20/2008/NĐ-CP, Điều 14; {BY_DEFAULT}",
        by=OFFICE,
        seat=Seat.ASSIGNER,
        start=("forwarded", "in_progress"),
        end="awaiting_review",
        needs=(by_letter, written, review_asked),
        asks=_REPLY,
        does=(Effect.RECORD_REPLY,),
        stops=("receive", "transfer"),
        tells=(Audience.ASSIGNER,),
        primary=answer_reviewed,
        done="{agency} ghi thay {to} văn bản trả lời {paper} để duyệt",
    ),
)
