"""What the leader directs is put in writing beside the case, before it is handed on."""

from dataclasses import replace

from donthu.law.grammar import Effect, Field, Input, Step
from donthu.law.procedures.feedback.asks import DIRECTIVE
from donthu.law.procedures.feedback.states import DESK

DIRECTING = (
    Step(
        key="direct",
        title="Ghi văn bản chỉ đạo",
        law="Nghị định 20/2008/NĐ-CP, Điều 9 khoản 1 điểm d và Điều 14",
        by=DESK,
        start=("received", "returned", "in_progress"),
        end=None,
        asks=(
            *(replace(each, required=each.name == "directive_number") for each in DIRECTIVE),
            Field(name="directive", title="Văn bản chỉ đạo", type=Input.FILES),
        ),
        does=(Effect.KEEP_DIRECTIVE,),
        done="{agency} ghi văn bản chỉ đạo {paper}",
    ),
)
