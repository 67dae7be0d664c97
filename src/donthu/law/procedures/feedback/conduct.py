"""A feedback about an officer never lands with that officer."""

from donthu.law.grammar import Effect, Field, Input, Step
from donthu.law.procedures.feedback.needs import somebody_away
from donthu.law.procedures.feedback.states import DESK

_START = ("new", "forwarded", "received", "returned", "in_progress", "objected")
_OFFICER = Field(name="officer", title="Cán bộ, công chức", type=Input.MEMBER)

CONDUCT = (
    Step(
        key="keep_away",
        title="Ghi cán bộ bị phản ánh",
        law="Nghị định 20/2008/NĐ-CP, Điều 5 khoản 1 và Điều 9 khoản 1 điểm d",
        by=DESK,
        start=_START,
        end=None,
        asks=(_OFFICER,),
        does=(Effect.KEEP_AWAY,),
        done="{agency} ghi phản ánh nói về {officer}; người này không xem, không giải quyết",
    ),
    Step(
        key="let_in",
        title="Bỏ ghi cán bộ bị phản ánh",
        law="Nghị định 20/2008/NĐ-CP, Điều 5 khoản 1 và Điều 9 khoản 1 điểm d",
        by=DESK,
        start=_START,
        end=None,
        needs=(somebody_away,),
        asks=(
            Field(name="officer", title="Cán bộ đã ghi nhầm", type=Input.KEPT_AWAY),
            Field(
                name="reason",
                title="Vì sao không phải người này",
                type=Input.LONG_TEXT,
                max_length=1000,
            ),
        ),
        does=(Effect.LET_IN,),
        done="{agency} ghi lại: phản ánh không nói về {officer}",
    ),
)
