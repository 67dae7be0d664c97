"""A feedback comes in and is taken up."""

from dataclasses import replace

from donthu.law.grammar import Audience, Effect, Role, Seat, Step, always
from donthu.law.procedures.feedback.asks import FIELD, KIND
from donthu.law.procedures.feedback.states import DESK

UNCHANGED = "Để trống: giữ như đang ghi."

RECEIVING = (
    Step(
        key="submit",
        title="Gửi phản ánh, kiến nghị",
        law="Nghị định 20/2008/NĐ-CP, Điều 6 và Điều 7",
        by=(Role.SENDER, Role.CLERK),
        seat=Seat.OUTSIDE,
        start=(),
        end="new",
        starts=("receive",),
        tells=(Audience.SENDER,),
        done="Người gửi nộp phản ánh, kiến nghị đến {agency}",
        seen="Bạn đã gửi phản ánh đến {agency}.",
    ),
    Step(
        key="receive",
        title="Tiếp nhận, vào sổ",
        law="Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm b và c",
        by=(Role.CLERK,),
        start=("new", "forwarded"),
        end="received",
        asks=(FIELD,),
        does=(Effect.ENTER_BOOK, Effect.TAKE_RECEIPT, Effect.SET_FIELD),
        stops=("receive",),
        starts=("transfer", "answer"),
        primary=always,
        tells=(Audience.SENDER,),
        done="{agency} tiếp nhận, vào sổ số {number}",
        seen="{agency} đã tiếp nhận.",
    ),
    Step(
        key="classify",
        title="Phân loại",
        law="Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm c",
        by=(*DESK, Role.HANDLER),
        start=(
            "new",
            "forwarded",
            "received",
            "returned",
            "awaiting_supplement",
            "in_progress",
        ),
        end=None,
        asks=(replace(FIELD, hint=UNCHANGED), replace(KIND, hint=UNCHANGED)),
        does=(Effect.SET_FIELD, Effect.SET_KIND),
        many=True,
        done="{agency} phân loại: {sorted}",
    ),
)
