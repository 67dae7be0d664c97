"""The clocks of a case: what is due when, and why."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from donthu.agencies.local_law import calendar_for
from donthu.cases.queries import AnyDeadline
from donthu.cases.timeline import Line
from donthu.law.calendar import Due, Remaining, Row, remaining, spoken
from donthu.ui.fields import lower_first

OPEN = ("running", "suspended")


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock as the page shows it. `chip` says its end and the time left in one line, `began`
    what started it and when, empty when that is not told."""

    title: str
    agency: str
    due: date | None
    remaining: Remaining | None
    chip: Remaining | None
    outcome: str
    outcome_tone: str
    sentence: SafeString
    began: str
    law: str
    rows: tuple[Row, ...]


def clock_of(deadline: AnyDeadline, at: datetime, lines: Sequence[Line] = ()) -> Clock:
    """What is to be shown of a clock at that moment; the `lines` of the timeline tell what
    started it."""
    due = timezone.localtime(deadline.due_at).date() if deadline.due_at else None
    left = chip = None
    if deadline.state in OPEN:
        end = deadline.due_at if deadline.state == "running" else None
        left = remaining(end, at, calendar_for(deadline.agency_id))
        words = f"{due:%d/%m/%Y} · {lower_first(left.text)}" if end and due else left.text
        chip = Remaining(left.days, words, left.tone)
    late = bool(deadline.ended_at and deadline.due_at and deadline.ended_at > deadline.due_at)
    met = deadline.state == "met"
    return Clock(
        title=deadline.title,
        agency=deadline.agency.name,
        due=due,
        remaining=left,
        chip=chip,
        outcome="" if left else (("Trễ hạn" if late else "Đúng hạn") if met else "Không còn tính"),
        outcome_tone="late" if late and met else "ok" if met else "plain",
        sentence=_sentence(deadline),
        began=_began(deadline, lines),
        law=deadline.law,
        rows=_rows(deadline, due),
    )


def nearest(deadlines: Iterable[AnyDeadline], parts: Collection[int]) -> AnyDeadline | None:
    """The clock to show first: of those still open, the one that ends first, else one that stands
    still. `parts` are the ids of cooperating hand-overs, whose clocks are shown with them."""
    found = [d for d in deadlines if d.state in OPEN and d.assignment_id not in parts]
    return min(
        found, key=lambda d: (d.state != "running", d.due_at is None, d.due_at), default=None
    )


def _counted(deadline: AnyDeadline) -> Due | None:
    """How the end was counted; None for a day that was set or follows another clock."""
    return Due.from_json(deadline.counted) if "explanation" in deadline.counted else None


def _sentence(deadline: AnyDeadline) -> SafeString:
    counted = _counted(deadline)
    if counted is None:
        return SafeString("")
    first, *more = counted.stages
    if deadline.assignment_id is not None:  # a day that was set, moved by what was suspended
        words = "Hạn được giao lùi thêm <b>{}</b> vì có lúc tạm dừng."
        return format_html(words, spoken(first.length, first.unit))
    sentence = format_html(
        "{} trong <b>{}</b> kể từ {}",
        deadline.title,
        spoken(first.length, first.unit),
        lower_first(counted.event),
    )
    for stage in more:
        sentence += format_html(
            ", {} thêm <b>{}</b>", stage.title, spoken(stage.length, stage.unit)
        )
    return SafeString(sentence + ".")


def _began(deadline: AnyDeadline, lines: Sequence[Line]) -> str:
    """The sentence of the step that started the clock, with the moment from which it counts."""
    alike = [line for line in lines if line.kind == deadline.counted.get("by")]
    # What an officer enters was received before it was entered: that event stands alone.
    told = [line for line in alike if line.at == deadline.started_at] or alike[:1]
    if not told:
        return ""
    return f"{told[0].text}, {timezone.localtime(deadline.started_at):%H:%M ngày %d/%m/%Y}"


def _rows(deadline: AnyDeadline, due: date | None) -> tuple[Row, ...]:
    if counted := _counted(deadline):
        return counted.folded()
    rows = [Row("Giao việc", f"{timezone.localtime(deadline.started_at):%d/%m/%Y}")]
    if due:
        rows.append(Row("Hết hạn", f"{due:%d/%m/%Y}"))
    return tuple(rows)
