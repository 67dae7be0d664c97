"""The copy for the public beside what was written: marks, what is covered, what stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from donthu.cases import codes
from donthu.cases.public_copy import SHOWN, Prepared, prepared, senders
from donthu.cases.public_files import AnyPublicFile, NotForPublic, chosen
from donthu.cases.queries import AnyCase, AnyPublicCopy
from donthu.documents import types
from donthu.people.identifiers.covering import Phrase, found_in
from donthu.people.identifiers.marks import COVER
from donthu.ui.templatetags.ui import size

TITLES = {"title": "Tiêu đề", "text": "Phản ánh", "answer": "Trả lời"}
OFFERED, TICKED = "offered", "covers"  # what the page showed to be covered, and what of it is


@dataclass(frozen=True)
class Side:
    """One of title, text and answer: as written with its marks, and as the public reads it."""

    name: str
    title: str
    written: SafeString
    shown: SafeString


@dataclass(frozen=True)
class MarkRow:
    """A phrase with its check box. A hint is pointed at, and covered only when ticked."""

    words: str
    kind: str
    title: str
    times: int
    ticked: bool
    hint: bool


@dataclass(frozen=True)
class CopyView:
    """What the page shows of a copy. `written_shown` is False where what was written would tell a
    hidden sender: there the kinds are counted."""

    sides: Sequence[Side]
    marks: Sequence[MarkRow]
    written_shown: bool = True
    covered: Sequence[tuple[str, str]] = ()
    left: Sequence[tuple[str, str]] = ()
    files: Sequence[Mapping[str, str]] = ()


def with_kept(data: QueryDict) -> QueryDict:
    """The posted form with what the officer chose to keep: the phrases offered and not ticked. A
    hint that was ticked is covered like a phrase that was added."""
    if OFFERED not in data:
        return data
    data = data.copy()
    ticked = set(data.getlist(TICKED))
    data["keep"] = "\n".join(words for words in data.getlist(OFFERED) if words not in ticked)
    hints = set(data.getlist("hint")) & ticked
    lines = (data.get("cover") or "").splitlines()
    data["cover"] = "\n".join(dict.fromkeys([*lines, *sorted(hints)])).strip("\n")
    return data


def preparing(
    case: AnyCase, data: Mapping[str, str], *, files: Sequence[int], hidden: bool
) -> CopyView:
    """The copy in the making: `data` as typed so far, with the answer's files of these ids. Where
    the sender is hidden from the officer, what tells the sender is not marked as such."""
    try:
        texts = [each.reading.text for each in chosen(case, files)]
    except NotForPublic:  # said beside the field when the copy is sent
        texts = []
    made = prepared(data, [] if hidden else senders(case.pk), files=texts)
    return CopyView(sides=_sides(made), marks=_rows(made, texts))


def releasing(copy: AnyPublicCopy, *, hidden: bool) -> CopyView:
    """The prepared copy for the one who releases it, with what was covered and what was left."""
    made = Prepared(
        written=copy.written,
        shown={name: getattr(copy, name) for name in SHOWN},
        covered=[Phrase(**each) for each in copy.covered],
        left=[Phrase(**each) for each in copy.left],
    )
    return CopyView(
        sides=_sides(made),
        marks=(),
        written_shown=not hidden,
        covered=_listed(made.covered, hidden=hidden),
        left=_listed(made.left, hidden=False),
        files=[_file(file, copy.case.code) for file in copy.files.select_related("file")],
    )


def first_offered(
    case: AnyCase, answer: str, copy: AnyPublicCopy | None, *, hidden: bool, officer_id: int
) -> dict[str, str]:
    """What the fields hold at first: the copy that was prepared before, else what was asked and
    answered; where the sender is hidden, none of the sender's own words."""
    if copy is not None and (not hidden or copy.prepared_by_id == officer_id):
        kept = {name: str(copy.written.get(name, "")) for name in SHOWN}
        return kept | {"cover": _words(copy.covered, "added"), "keep": _words(copy.left)}
    if copy is not None:
        return {name: getattr(copy, name) for name in SHOWN}
    asked = {"title": "", "text": ""} if hidden else {"title": case.title, "text": case.text}
    return asked | {"answer": answer}


def hide_kept(form: forms.Form) -> forms.Form:
    """The form without a field for what is kept: the check boxes say so."""
    form.fields["keep"].widget = forms.HiddenInput()
    return form


def _words(phrases: Iterable[Mapping[str, Any]], kind: str = "") -> str:
    return "\n".join(each["words"] for each in phrases if not kind or each["kind"] == kind)


def _sides(made: Prepared) -> list[Side]:
    phrases = [*made.covered, *made.left, *made.hints]
    covered = {phrase.words for phrase in made.covered}
    return [
        Side(
            name,
            TITLES[name],
            _marked(made.written.get(name, ""), phrases, covered),
            _with_covers(made.shown[name]),
        )
        for name in SHOWN
    ]


def _marked(text: str, phrases: Sequence[Phrase], covered: set[str]) -> SafeString:
    parts: list[SafeString] = []
    reached = 0
    for start, end, phrase in found_in(text, phrases):
        parts.append(format_html("{}", text[reached:start]))
        stays = "" if phrase.words in covered else " is-left"
        parts.append(
            format_html(
                '<mark class="telling telling-{}{}" title="{}">{}</mark>',
                phrase.kind,
                stays,
                phrase.shown,
                text[start:end],
            )
        )
        reached = end
    parts.append(format_html("{}", text[reached:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def _with_covers(text: str) -> SafeString:
    parts = text.split(COVER)
    cover = format_html('<mark class="telling telling-gone">{}</mark>', COVER)
    return format_html_join(cover, "{}", ((part,) for part in parts))


def _rows(made: Prepared, texts: Sequence[str]) -> list[MarkRow]:
    whole = "\n".join([*(made.written[name] for name in SHOWN), *texts])
    written = "\n".join(made.written[name] for name in SHOWN)
    rows = []
    for phrase in (*made.covered, *made.left, *made.hints):
        if phrase.kind == "added":
            continue
        times = sum(1 for _ in found_in(whole, [phrase]))
        ticked = phrase in made.covered
        title = phrase.shown
        if not any(found_in(written, [phrase])):
            title += ", trong tệp"
        rows.append(MarkRow(phrase.words, phrase.kind, title, times, ticked, phrase.hint))
    return sorted(rows, key=lambda row: row.hint)


def _file(file: AnyPublicFile, code: str) -> dict[str, str]:
    note = size(file.file.size)
    return {
        "href": reverse("desk:prepared_file", args=[codes.shown(code), file.pk]),
        "icon": "file-text" if file.file.type == types.PDF else "photo",
        "name": file.name,
        "note": f"{note}; người soạn đã xem từng trang" if file.unread else note,
    }


def _listed(phrases: Iterable[Phrase], *, hidden: bool) -> list[tuple[str, str]]:
    """Kinds with their words; where these would tell, with how many they are."""
    by_kind: dict[str, list[str]] = {}
    for phrase in phrases:
        by_kind.setdefault(phrase.shown, []).append(phrase.words)
    return [
        (kind, f"{len(words)} cụm từ" if hidden else ", ".join(f"«{w}»" for w in words))
        for kind, words in by_kind.items()
    ]
