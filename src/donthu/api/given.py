"""What a caller gave for a step, made into what the actions take."""

from collections.abc import Mapping, Sequence
from datetime import date as Day
from typing import Any

from pydantic import BaseModel, Field

from donthu.api.access import Caller
from donthu.api.choices import Offered
from donthu.api.files import attached
from donthu.cases.errors import Invalid
from donthu.cases.queries import AnyCase
from donthu.law.grammar import Effect, Input, Step
from donthu.ui.step_form import clean_step

# Of which kind the papers are that a step takes as files.
_PAPERS = {
    Effect.KEEP_DRAFT: "answer",
    Effect.HAND_OVER: "directive",
    Effect.KEEP_DIRECTIVE: "directive",
}


class PaperIn(BaseModel):
    """A document that comes with a step; `file` is the id of POST /files."""

    file: str = Field(description="`id` của POST /files.")
    kind: str = Field(description="answer (văn bản trả lời) hoặc directive (văn bản chỉ đạo).")
    number: str | None = Field(None, max_length=42, description="Số, ký hiệu: 125/UBND-KT.")
    date: Day | None = None
    signer: str | None = None


def cleaned(
    step: Step,
    data: Mapping[str, Any],
    case: AnyCase,
    caller: Caller,
    *,
    papers: Sequence[PaperIn] = (),
) -> dict[str, Any]:
    """The values of what `step` asks for, checked: ids, days, texts in NFC, files as attached.

    Raises Invalid with a sentence for each field that is not right.
    """
    asked = {field.name for field in step.asks}
    errors = {name: "Bước này không hỏi mục này." for name in data if name not in asked}
    given = {name: value for name, value in data.items() if name in asked}
    errors |= _add_papers(step, given, papers)
    offered = Offered(case, caller.today)
    found, wrong = clean_step(step, data=offered.ids(step, given), choices=offered.pairs(step))
    errors |= {name: " ".join(sentences) for name, sentences in wrong.items()}
    if errors:
        raise Invalid(errors)
    for field in step.asks:
        if field.type is Input.FILES:
            found[field.name] = attached(found[field.name], caller, field.name)
    return found


def _add_papers(step: Step, given: dict[str, Any], papers: Sequence[PaperIn]) -> dict[str, str]:
    """Put the papers where the step asks for them; the sentences of those that do not fit."""
    errors: dict[str, str] = {}
    if not papers:
        return errors
    field = next((field for field in step.asks if field.type is Input.FILES), None)
    if field is None:
        return {"papers": "Bước này không nhận văn bản kèm theo."}
    kind = next((_PAPERS[effect] for effect in step.does if effect in _PAPERS), None)
    for number, paper in enumerate(papers):
        if kind and paper.kind != kind:
            errors[f"papers.{number}.kind"] = f"Bước này chỉ nhận văn bản loại «{kind}»."
        for name in ("number", "date", "signer"):
            told = getattr(paper, name)
            if told is None:
                continue
            asked = f"{paper.kind}_{name}"
            if any(each.name == asked for each in step.asks):
                given.setdefault(asked, told.isoformat() if isinstance(told, Day) else told)
            else:
                errors[f"papers.{number}.{name}"] = (
                    "Số, ngày và người ký do các bước ký, cấp số ghi; không ghi ở đây."
                )
    given[field.name] = [*(given.get(field.name) or ()), *(paper.file for paper in papers)]
    return errors
