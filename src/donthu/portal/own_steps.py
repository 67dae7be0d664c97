"""What a sender may do with a case besides adding to it: judge the answer, take it back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms

from donthu.cases import queries
from donthu.cases.queries import AnyCase, AnyPaper
from donthu.law import registry
from donthu.law.grammar import Step
from donthu.ui.step_form import form_for

RATE, OBJECT, WITHDRAW = "rate", "object", "withdraw"


def open_steps(
    case: AnyCase, *, at: datetime, papers: Iterable[AnyPaper] | None = None
) -> dict[str, Step]:
    """The steps of the law that the sender may take now, by their keys; the `papers` that the sender
    reads spare a query where they were read before."""
    return {step.key: step for step in queries.open_to_sender(case, at, papers=papers)}


def form_of(case: AnyCase, key: str, data: Mapping[str, Any] | None = None) -> forms.Form:
    """The form of what that step asks the sender."""
    return form_for(registry.procedure(case.procedure).step(key), choices={}, data=data)


def objection_note(case: AnyCase, steps: Mapping[str, Step]) -> str:
    """What the sender is told of objecting; empty where it is not heard (any more)."""
    if OBJECT not in steps:
        return ""
    until = queries.last_day_of(case, steps[OBJECT])
    by = f" Đề nghị đến hết ngày {until:%d/%m/%Y}." if until else ""
    return (
        "Chọn «Chưa hài lòng» hoặc «Rất không hài lòng» và ghi điều chưa được: việc được xem xét "
        f"lại một lần, do người khác với người đã giải quyết.{by}"
    )
