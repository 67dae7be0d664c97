"""Published answers as the lists of the portal show them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from donthu.cases.library import CHANGES
from donthu.cases.queries import AnyPublication
from donthu.law.procedures.feedback.asks import RESULTS
from donthu.law.text import nfc

SUMMARY = 160  # characters


@dataclass(frozen=True, kw_only=True)
class AnswerRow:
    """One row of ui/parts/answer_row.html."""

    href: str
    title: str
    summary: str
    agency: str
    field: str
    at: datetime
    outcome: str
    tone: str
    change: str  # what it led to in the rules in force; mostly nothing


def answer_rows(publications: Iterable[AnyPublication]) -> list[AnswerRow]:
    """The rows of these publications, in their order."""
    return [
        AnswerRow(
            href=reverse("portal:answer", args=[each.pk]),
            title=each.title,
            summary=_short(each.answer),
            agency=each.agency.name,
            field=each.field.name if each.field else "",
            at=each.published_at,
            outcome=outcome(each.days_early),
            tone="late" if (each.days_early or 0) < 0 else "ok",
            change=result_name(each.result) if each.result in CHANGES else "",
        )
        for each in publications
    ]


def outcome(days_early: int | None) -> str:
    """Whether an answer came in time, in words; empty when it had no day to keep."""
    if days_early is None:
        return ""
    if days_early > 0:
        return f"Trả lời sớm {days_early} ngày làm việc"
    return "Đúng hạn" if days_early == 0 else f"Trả lời trễ {-days_early} ngày làm việc"


def result_name(result: str) -> str:
    """To what end an answer came, in words; empty when it does not say."""
    return dict(RESULTS).get(result, "")


def _short(text: str) -> str:
    words = " ".join(nfc(text).split())
    if len(words) <= SUMMARY:
        return words
    return words[:SUMMARY].rsplit(" ", 1)[0] + "…"
