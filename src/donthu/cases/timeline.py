"""The history of a case in sentences: one for each kind of event, for officers and for senders."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from donthu.agencies.known import known
from donthu.agencies.models import Agency, Field, Officer
from donthu.cases.models import Case, Note, Paper
from donthu.cases.signing import spoken
from donthu.cases.subjects import subject_of
from donthu.law import registry
from donthu.law.words import GUIDANCE, KIND_NAMES
from donthu.ledger.book import events_of
from donthu.ledger.models import Event

UNDONE = "case.undone"
SEEN_UNDONE = "{agency} đã hoàn tác bước «{undone}» và tiếp tục giữ phản ánh của bạn."
OWN_SENTENCES: dict[str, str] = {
    "case.sealed": "{agency} niêm phong danh tính người gửi",
    "vault.opened": "{officer} mở danh tính đã niêm phong",
    "vault.refused": "{officer} định mở danh tính đã niêm phong mà không nêu lý do",
    "vault.failed": "{officer} mở danh tính đã niêm phong nhưng không mở được",
    "vault.destroyed": "{officer} hủy danh tính đã niêm phong",
    "case.linked": "{agency} liên kết với một hồ sơ khác",
    "case.pin_given": "{agency} cấp mã PIN tra cứu cho người gửi",
    "case.contact_corrected": "Người gửi sửa số điện thoại, thư điện tử",
    "case.files_added": "Người gửi thêm tệp kèm theo",
    UNDONE: "{agency} hoàn tác bước «{undone}»",
    "case.accounts_opened": "{to} được bàn giao tài khoản, từ nay tự làm việc trên hệ thống",
    "case.recounted": "Hạn được tính lại theo lịch nghỉ mới",
}


BY_LETTER = "Phản ánh được chuyển đến {holder} bằng công văn, đang chờ {holder} trả lời."


@dataclass(frozen=True)
class Line:
    """One line of the timeline, of an event of that `kind`. `words` are the texts written in the
    step, by their title."""

    at: datetime
    text: str
    who: str
    law: str
    words: tuple[tuple[str, str], ...] = ()
    machine: bool = False
    kind: str = ""


def sentence_template(kind: str) -> str:
    """The sentence of that kind of event for officers, with its `{…}` open; KeyError if none."""
    return OWN_SENTENCES[kind] if kind in OWN_SENTENCES else registry.step_of(kind).done


def for_officers(case: Case) -> list[Line]:
    """Every event of the case, newest first."""
    return _lines(case, events_of(subject_of(case.pk)).reverse())


def latest(case: Case) -> Line:
    """The last event of the case; each has one, that of its beginning."""
    (line,) = _lines(case, events_of(subject_of(case.pk)).reverse()[:1])
    return line


def _lines(case: Case, events: Iterable[Event]) -> list[Line]:
    events = list(events)
    names = _Names(case, events)
    lines = []
    for event in events:
        own = event.kind in OWN_SENTENCES
        lines.append(
            Line(
                at=event.at,
                text=_capital(sentence_template(event.kind).format_map(names.of(event))),
                who=names.who(event),
                law="" if own else registry.step_of(event.kind).law,
                words=names.words(event),
                machine=event.actor_id is None and event.kind == "case.recounted",
                kind=event.kind,
            )
        )
    return lines


def for_sender(case: Case) -> list[Line]:
    """The events that concern the sender, in plain sentences, newest first."""
    events = [e for e in events_of(subject_of(case.pk)) if _seen(e)]
    names = _Names(case, events)
    return [
        Line(
            at=event.at,
            text=_capital(gettext(_seen(event)).format_map(names.of_sender(event))),
            who="",
            law="" if event.kind in OWN_SENTENCES else registry.step_of(event.kind).law,
        )
        for event in events
    ][::-1]


def _seen(event: Event) -> str:
    """The sentence of that event for the sender; empty when the sender is not shown it. That of a
    step taken back is read where the step itself was."""
    if event.kind == UNDONE:
        return SEEN_UNDONE if registry.step_of(event.data["undone"]).seen else ""
    return "" if event.kind in OWN_SENTENCES else registry.step_of(event.kind).seen


def state_for_sender(case: Case) -> str:
    """What the case's state means, in a sentence that names who has it."""
    state = registry.procedure(case.procedure).state(case.state)
    text = state.sender_text
    if case.state == "forwarded" and not case.holder.has_accounts:
        text = BY_LETTER
    return gettext(text).format(holder=case.holder.name, agency=case.agency.name)


def _capital(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


class _Names:
    """Turns the ids of a case's events into names, with one query for each kind of thing."""

    def __init__(self, case: Case, events: Iterable[Event]) -> None:
        events = list(events)
        agencies = _ids([e.agency_id for e in events], [e.data.get("to") for e in events])
        officers = _ids(
            [e.actor_id for e in events],
            [e.on_behalf_of for e in events],
            [e.data.get("officer") for e in events],
        )
        papers = _ids([e.data.get("paper") for e in events])
        self.agencies = {pk: row.name for pk, row in known(Agency, agencies).items()}
        self.officers = dict(Officer.objects.filter(pk__in=officers).values_list("pk", "full_name"))
        fields = _ids([e.data.get("field") for e in events])
        self.fields = {pk: row.name for pk, row in known(Field, fields).items()}
        self.papers = {paper.pk: paper for paper in Paper.objects.filter(pk__in=papers)}
        self.notes: dict[int, dict[str, str]] = {}
        for seq, name, text in Note.objects.filter(case=case).values_list("seq", "name", "text"):
            self.notes.setdefault(seq, {})[name] = text

    def of(self, event: Event) -> Mapping[str, str]:
        """The names that a sentence of this event may use."""
        data: dict[str, Any] = event.data
        paper = self.papers.get(data.get("paper", 0))
        found = _Blank(self.notes.get(event.seq, {}))
        found["agency"] = self.agencies.get(event.agency_id or data.get("to") or 0, "Cơ quan")
        found["to"] = self.agencies.get(data.get("to") or 0, "")
        found["officer"] = self.officers.get(data.get("officer") or event.actor_id or 0, "")
        found["number"] = str(data.get("number", ""))
        found["signer"] = (
            f"{spoken(paper)} {self.officers.get(event.actor_id or 0, '')}".strip() if paper else ""
        )
        found["paper"] = paper_name(paper) if paper else ""
        if "undone" in data:
            found["undone"] = registry.step_of(data["undone"]).title
        sorts = [KIND_NAMES.get(data.get("kind", "")), self.fields.get(data.get("field", 0))]
        found["sorted"] = ", ".join(filter(None, sorts))
        found["guidance"] = GUIDANCE.get(str(data.get("ground", "")), "")
        if data.get("due"):
            due = timezone.localtime(datetime.fromisoformat(data["due"]))
            found["due"] = f"{due:%d/%m/%Y}"
        for field in _asks(event.kind):
            if field.choices and field.name in data:
                found[field.name] = dict(field.choices)[data[field.name]]
        return found

    def of_sender(self, event: Event) -> Mapping[str, str]:
        """The same in the language of the sender's page: what the law offered to choose from."""
        found = _Blank(self.of(event))
        chosen = {field.name for field in _asks(event.kind) if field.choices}
        for name in found.keys() & (chosen | {"undone", "guidance"}):
            found[name] = gettext(found[name])
        return found

    def who(self, event: Event) -> str:
        """The officer who did it; with the one for whom, when delegated."""
        name = self.officers.get(event.actor_id or 0, "")
        absent = self.officers.get(event.on_behalf_of or 0, "")
        return f"{name}, thay {absent}" if absent else name

    def words(self, event: Event) -> tuple[tuple[str, str], ...]:
        """The texts written in the step of this event."""
        titles = {field.name: field.title for field in _asks(event.kind)}
        notes = self.notes.get(event.seq, {})
        return tuple((titles.get(name, name), text) for name, text in notes.items())


def _ids(*columns: Iterable[int | None]) -> set[int]:
    return {value for column in columns for value in column if value is not None}


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _asks(kind: str) -> tuple[Any, ...]:
    return () if kind in OWN_SENTENCES else registry.step_of(kind).asks


def paper_name(paper: Paper) -> str:
    """How a paper is cited: "số 12/SXD-VP ngày 20/11/2026", without what it lacks."""
    name = f"số {paper.number}" if paper.number else paper.get_kind_display().lower()
    if paper.number and paper.symbol:
        name += f"/{paper.symbol}"
    return f"{name} ngày {paper.date:%d/%m/%Y}" if paper.date else name


def names_at(case: Case, seq: int) -> dict[str, str]:
    """The names and words of one event, for a message about it; blank where there is none.

    `step` is the key of its step; `due` the day set by it, or the end of the clock it started, also
    when that clock has stopped since.
    """
    event = events_of(subject_of(case.pk)).get(seq=seq)
    found = _Blank(_Names(case, [event]).of(event))
    found["step"] = event.kind.split(".")[1]
    starts = () if event.kind in OWN_SENTENCES else registry.step_of(event.kind).starts
    clocks = case.deadlines.filter(limit__in=starts, started_at__lte=event.at)
    started = clocks.order_by("-started_at").first()
    if "due" not in found and started and started.due_at:
        found["due"] = f"{timezone.localtime(started.due_at):%d/%m/%Y}"
    return found
