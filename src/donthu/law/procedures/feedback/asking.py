"""The sender is asked for more."""

from donthu.law.grammar import Audience, Effect, Field, Input, Role, Seat, Step, always
from donthu.law.procedures.feedback.asks import CONTENT_LENGTH
from donthu.law.procedures.feedback.needs import sender_reachable

ASKING = (
    Step(
        key="ask_supplement",
        title="Đề nghị bổ sung thông tin",
        law="Quyết định 574/QĐ-TTg; Nghị định 20/2008/NĐ-CP, Điều 14 khoản 2 điểm a",
        by=(Role.CLERK, Role.HANDLER),
        start=("received", "in_progress"),
        end="awaiting_supplement",
        needs=(sender_reachable,),
        asks=(
            Field(
                name="question",
                title="Thông tin cần bổ sung",
                type=Input.LONG_TEXT,
                max_length=2000,
            ),
        ),
        suspends=("transfer", "answer", "handle"),
        tells=(Audience.SENDER,),
        done="{agency} đề nghị người gửi bổ sung thông tin",
        seen="{agency} đề nghị bạn bổ sung: {question}",
    ),
    Step(
        key="supplement",
        title="Bổ sung thông tin",
        law="Quyết định 574/QĐ-TTg",
        by=(Role.SENDER,),
        seat=Seat.OUTSIDE,
        start=("awaiting_supplement",),
        end="received",
        asks=(
            Field(
                name="content",
                title="Nội dung bổ sung",
                type=Input.LONG_TEXT,
                max_length=CONTENT_LENGTH,
                elsewhere=True,
            ),
            Field(name="files", title="Tệp kèm theo", type=Input.FILES, required=False),
        ),
        does=(Effect.APPEND_TEXT,),
        resumes=("transfer", "answer", "handle"),
        tells=(Audience.HOLDER,),
        done="Người gửi bổ sung thông tin",
        seen="Bạn đã bổ sung thông tin.",
    ),
    Step(
        key="resume",
        title="Giải quyết tiếp, không chờ bổ sung",
        law="Quyết định 574/QĐ-TTg; Nghị định 20/2008/NĐ-CP, Điều 14 khoản 2 điểm a",
        by=(Role.CLERK, Role.HANDLER),
        start=("awaiting_supplement",),
        end="received",
        asks=(Field(name="reason", title="Lý do", type=Input.LONG_TEXT, max_length=2000),),
        resumes=("transfer", "answer", "handle"),
        primary=always,
        done="{agency} giải quyết tiếp, không chờ bổ sung",
        seen="{agency} giải quyết tiếp với thông tin đã có.",
    ),
)
