"""The sender judges the answer; an objection goes, once, to those above who answered."""

from donthu.law.grammar import Audience, Effect, Field, Input, Role, Seat, Step, always
from donthu.law.procedures.feedback.asks import BY_DEFAULT, NOTE
from donthu.law.procedures.feedback.needs import not_objected, not_rated
from donthu.law.procedures.feedback.states import ANSWERED, LEADERS

SCORES = (
    ("5", "Rất hài lòng"),
    ("4", "Hài lòng"),
    ("3", "Bình thường"),
    ("2", "Chưa hài lòng"),
    ("1", "Rất không hài lòng"),
)
LAW = "Quyết định 574/QĐ-TTg (mở lại một lần: mặc định, cơ quan xác nhận)"
REASON = Field(
    name="reason", title="Điều gì chưa được", type=Input.LONG_TEXT, required=False, max_length=1000
)

OBJECTING = (
    Step(
        key="rate",
        title="Đánh giá câu trả lời",
        law=BY_DEFAULT,
        by=(Role.SENDER,),
        seat=Seat.OUTSIDE,
        start=ANSWERED,
        end=None,
        needs=(not_rated,),
        asks=(
            Field(name="score", title="Mức hài lòng", type=Input.CHOICE, choices=SCORES),
            REASON,
        ),
        does=(Effect.RATE,),
        done="Người gửi đánh giá: {score}",
        seen="Bạn đã đánh giá: {score}.",
    ),
    Step(
        key="object",
        title="Đề nghị giải quyết lại",
        law=LAW,
        by=(Role.SENDER,),
        seat=Seat.OUTSIDE,
        start=ANSWERED,
        end="objected",
        needs=(not_objected, not_rated),
        within="object",
        asks=(
            Field(name="score", title="Mức hài lòng", type=Input.CHOICE, choices=SCORES[3:]),
            Field(
                name="reason",
                title="Điều gì chưa được",
                type=Input.LONG_TEXT,
                max_length=1000,
            ),
        ),
        does=(Effect.RATE, Effect.OBJECT),
        starts=("answer",),
        tells=(Audience.SENDER, Audience.HOLDER),
        done="Người gửi đánh giá: {score}, đề nghị giải quyết lại; hồ sơ chuyển {to} xem xét",
        seen="Bạn đánh giá: {score}, và đề nghị giải quyết lại. {to} xem xét.",
    ),
    Step(
        key="reconsider",
        title="Giải quyết lại",
        law=LAW,
        by=(Role.UNIT_HEAD, *LEADERS),
        start=("objected",),
        end="received",
        asks=(NOTE,),
        starts=("transfer",),
        tells=(Audience.SENDER, Audience.HOLDER),
        primary=always,
        done="{agency} đồng ý giải quyết lại",
        seen="{agency} đồng ý giải quyết lại phản ánh của bạn.",
    ),
    Step(
        key="uphold",
        title="Giữ nguyên câu trả lời",
        law=LAW,
        by=(Role.UNIT_HEAD, *LEADERS),
        start=("objected",),
        end="answered",
        asks=(
            Field(
                name="reason",
                title="Lý do giữ nguyên, người gửi đọc được",
                type=Input.LONG_TEXT,
                max_length=2000,
            ),
        ),
        does=(Effect.UPHOLD,),
        stops=("answer",),
        tells=(Audience.SENDER,),
        done="{agency} giữ nguyên câu trả lời",
        seen="{agency} đã xem xét và giữ nguyên câu trả lời. Lý do: {reason}",
    ),
)
