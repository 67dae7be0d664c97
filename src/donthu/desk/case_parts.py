"""What the page of a case shows beside its steps and clocks: papers, files, people, history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, takewhile

from django.urls import reverse

from donthu.agencies.duties import Duty
from donthu.cases import codes
from donthu.cases.queries import AnyCase, AnyPaper, AnyPaperFile, AnyParty
from donthu.cases.signing import written
from donthu.cases.timeline import Line, paper_name
from donthu.cases.visibility import why_hidden
from donthu.desk.words import choices_named
from donthu.ui.templatetags.ui import size

SENT_IN = ("letter", "supplement")  # kinds of papers that the sender gave
LETTERS = ("forwarding", "urging")  # kinds of papers that are made here as a Word file
PICTURES = ("image/jpeg", "image/png", "image/gif", "image/webp")
PAPER_TONES = {"draft": "due", "signed": "blue", "issued": "ok", "replaced": "plain"}


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """A file and how it can be looked at: "pdf", "picture", or only downloaded."""

    pk: int
    name: str
    href: str
    note: str
    icon: str
    shown_as: str


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """A document of the case."""

    title: str
    state: str
    tone: str
    agency: str
    date: date | None
    signer: str
    result: str
    abstract: str
    letter_href: str
    text: str
    files: tuple[FileRow, ...]


@dataclass(frozen=True, kw_only=True)
class PartyRow:
    """Who the case is about. Without a name, `instead` says why it is not shown."""

    role: str
    name: str = ""
    instead: str = ""
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TimelineEntry:
    """One line of the history, or a run of machine events folded into one."""

    sentence: str
    at: datetime | None = None
    by: str = ""
    law: str = ""
    words: tuple[tuple[str, str], ...] = ()
    folded: tuple[Line, ...] = ()


def sent_in(papers: Sequence[AnyPaper], code: str) -> tuple[list[FileRow], list[PaperRow]]:
    """The files that came with the letter, and what the sender added later."""
    letter = [file for paper in papers if paper.kind == "letter" for file in files_of(paper, code)]
    added = [paper_row(paper, code) for paper in papers if paper.kind == "supplement"]
    return letter, added


def own_papers(papers: Sequence[AnyPaper], case: AnyCase, *, with_letters: bool) -> list[PaperRow]:
    """The documents of the agencies, newest first; drafts that were replaced come last. The Word
    files of letters, which name the sender, are offered `with_letters` alone."""
    found = [paper for paper in reversed(papers) if paper.kind not in SENT_IN]
    found.sort(key=lambda paper: paper.state == "replaced")
    return [
        paper_row(paper, case.code, case.procedure, with_letter=with_letters) for paper in found
    ]


def paper_row(
    paper: AnyPaper, code: str, procedure: str = "", *, with_letter: bool = True
) -> PaperRow:
    """What is to be shown of a document."""
    cited = paper_name(paper)
    named = paper.number or paper.kind in SENT_IN
    kind = paper.get_kind_display()
    signer = paper.signed_by
    if paper.signer:
        signer = f"{written(paper)} {paper.signer.full_name}".strip()
    results = choices_named(procedure, "result") if procedure else {}
    return PaperRow(
        title=f"{kind} {cited}" if named and paper.number else kind,
        state="" if paper.kind in SENT_IN else paper.get_state_display(),
        tone=PAPER_TONES[paper.state],
        agency=paper.agency.name if paper.agency else "",
        date=paper.date,
        signer=signer,
        result=results.get(paper.result, ""),
        letter_href=reverse("desk:letter", args=[codes.shown(code), paper.pk])
        if with_letter and paper.kind in LETTERS
        else "",
        abstract=paper.abstract if paper.kind == "directive" else "",
        text=paper.text,
        files=tuple(files_of(paper, code)),
    )


def files_of(paper: AnyPaper, code: str) -> list[FileRow]:
    """The files of a document, in the order they were attached."""
    return [_file_row(file, code) for file in sorted(paper.files.all(), key=lambda f: f.pk)]


def _file_row(file: AnyPaperFile, code: str) -> FileRow:
    stored = file.file
    shown_as = (
        "pdf" if stored.type == "application/pdf" else "picture" if stored.type in PICTURES else ""
    )
    return FileRow(
        pk=file.pk,
        name=file.name,
        href=reverse("desk:file", args=[codes.shown(code), file.pk]),
        note=size(stored.size),
        icon={"pdf": "file-type-pdf", "picture": "photo"}.get(shown_as, "file"),
        shown_as=shown_as,
    )


def party_rows(
    case: AnyCase, parties: Iterable[AnyParty], duties: Sequence[Duty], part: frozenset[int]
) -> list[PartyRow]:
    """Who the case is about, as far as the officer needs to know; `part`: agencies in the chain."""
    rows = []
    for party in parties:
        role = party.get_role_display()
        person = party.person
        if (hidden := why_hidden(case, party, duties, part)) or person is None:
            rows.append(PartyRow(role=role, instead=hidden))
            continue
        area = person.area.name if person.area else ""
        place = ", ".join(filter(None, [person.address, area]))
        tax_code = f"Mã số thuế {person.tax_code}" if person.tax_code else ""
        contact = tuple(filter(None, [tax_code, person.phone, person.email, place]))
        rows.append(PartyRow(role=role, name=person.name, contact=contact))
    return rows


def comments(lines: Iterable[Line]) -> list[Line]:
    """What was said of the answer drafted last, oldest first; `lines` newest first."""
    said = takewhile(lambda line: line.kind.partition(".")[2] != "draft", lines)
    return [line for line in said if line.kind.partition(".")[2] == "comment"][::-1]


def history(lines: Iterable[Line]) -> list[TimelineEntry]:
    """The timeline, newest first, with each run of machine events folded."""
    entries: list[TimelineEntry] = []
    for machine, run in groupby(lines, key=lambda line: line.machine):
        if machine:
            steps = tuple(run)
            entries.append(TimelineEntry(sentence=f"{len(steps)} việc máy tự ghi", folded=steps))
        else:
            entries.extend(
                TimelineEntry(
                    sentence=line.text, at=line.at, by=line.who, law=line.law, words=line.words
                )
                for line in run
            )
    return entries
