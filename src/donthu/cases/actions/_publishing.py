"""The copy for the public: prepared by one officer, shown when another releases it, taken down."""

from collections.abc import Mapping, Sequence
from typing import Any

from donthu.agencies.local_law import calendar_for
from donthu.cases.actions._record import Record
from donthu.cases.errors import Invalid, Refused
from donthu.cases.facts import PREPARER
from donthu.cases.models import Paper, Publication, PublicCopy, PublicFile
from donthu.cases.public_copy import SHOWN, counts, prepared, still_standing, telling
from donthu.cases.public_files import Chosen, NotForPublic, built, chosen
from donthu.cases.visibility import hides_sender_from
from donthu.law.remaining import remaining

Data = Mapping[str, Any]


def prepare(record: Record, data: Data) -> None:
    """A copy with every mark covered that the officer did not choose to keep, not shown yet.

    Raises Invalid while it tells who sent the case. Where the sender is hidden from the officer it
    is not compared with the sender at all: a refusal, or words that come out covered, would answer
    whoever tries names. There every mark is covered, whosever it is.
    """
    hidden = hides_sender_from(record.case, record.actor.capacities)
    people = [] if hidden else record.file.senders
    try:
        files = chosen(record.case, data.get("files") or ())
    except NotForPublic as refused:
        raise Invalid({"files": str(refused)}) from refused
    if any(each.reading.unread for each in files) and not data.get("looked"):
        raise Invalid({"looked": _unread(files)})
    texts = [each.reading.text for each in files]
    made = prepared(data, people, files=texts, look=not record.fresh)
    if hidden and made.left:
        raise Invalid(
            {"keep": "Người gửi đề nghị giấu tên nên mọi chỗ được đánh dấu đều phải che."}
        )
    if errors := telling(people, {**made.shown, "files": made.covered_in("\n".join(texts))}):
        raise Invalid(errors)
    if empty := {name: "Mục này đã bị che hết." for name in SHOWN if not _says(made.shown[name])}:
        raise Invalid(empty)
    before = record.file.public_copy
    copy = before or PublicCopy(case=record.case)
    copy.title, copy.text, copy.answer = (made.shown[name] for name in SHOWN)
    copy.written = dict(made.written)
    copy.covered = [{"kind": each.kind, "words": each.words} for each in made.covered]
    copy.left = [{"kind": each.kind, "words": each.words} for each in made.left]
    copy.prepared_by_id = record.actor.officer_id
    copy.prepared_at = record.at
    (record.rows.changed if before else record.rows.add_now)(copy)
    record.file.public_copy = copy
    if not record.fresh:
        _keep_files(record, copy, files, [phrase.words for phrase in made.covered])
    record.case.declared = {**record.case.declared, PREPARER: record.actor.officer_id}
    record.data["covered"] = counts(made.covered)
    record.data["left"] = counts(made.left)


def publish(record: Record, data: Data) -> None:
    """The prepared copy is shown to everybody. Raises Refused when something stands in it that was
    to be covered, or that tells the sender to one who may know who that is."""
    copy = record.file.public_copy
    if copy is None:
        raise Refused("Chưa có bản công khai nào được soạn.")
    if still_standing(copy):
        raise Refused("Bản công khai còn điều đã chọn che; hãy trả lại để soạn lại.")
    knows = not hides_sender_from(record.case, record.actor.capacities)
    if knows and telling(record.file.senders, {name: getattr(copy, name) for name in SHOWN}):
        raise Refused("Bản công khai còn điều cho biết người gửi là ai; hãy trả lại để che.")
    before = None if record.fresh else Publication.objects.filter(case=record.case).first()
    public = before or Publication(case=record.case)
    public.agency_id = record.case.agency_id
    public.field_id = record.case.field_id
    public.area_id = record.case.area_id
    public.kind = record.case.kind
    public.result = _result(record)
    public.title, public.text, public.answer = copy.title, copy.text, copy.answer
    public.days_early = _days_early(record)
    public.published_at = record.at
    public.taken_down_at = None
    (record.rows.changed if before else record.rows.add_now)(public)
    if not record.fresh:
        PublicFile.objects.filter(publication=public).delete()
        for file in PublicFile.objects.filter(copy=copy).order_by("pk"):
            file.pk, file.copy, file.publication = None, None, public
            record.rows.add(file)
    record.topics.append("published")


def take_down(record: Record, data: Data) -> None:
    """The public copy is no longer shown; it stays, with the reason in the note of this step."""
    public = Publication.objects.get(case=record.case)
    public.taken_down_at = record.at
    record.rows.changed(public)


def _keep_files(
    record: Record, copy: PublicCopy, files: Sequence[Chosen], phrases: Sequence[str]
) -> None:
    """The files that go with the copy, built anew; those of the copy before go."""
    PublicFile.objects.filter(copy=copy).delete()
    try:
        made = built(files, phrases=phrases)
    except NotForPublic as refused:
        raise Invalid({"files": str(refused)}) from refused
    for file in made:
        file.copy = copy
        record.rows.add(file)


def _unread(files: Sequence[Chosen]) -> str:
    """Which pages somebody has to look at, since nothing could read all of them."""
    said = [
        f"“{each.source.name}” (trang {', '.join(map(str, each.reading.unread))})"
        for each in files
        if each.reading.unread
    ]
    return (
        f"Máy không đọc được hết {', '.join(said)}: có trang là ảnh, bản quét, hình vẽ hoặc chữ không "
        "đọc được. Hãy mở tệp, xem từng trang; không còn gì phải che thì xác nhận ở đây, nếu còn "
        "thì đừng chọn tệp ấy."
    )


def _says(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _result(record: Record) -> str:
    """To what end the answer that went out came; empty when it does not say."""
    issued = (p for p in reversed(record.file.answers) if p.state == Paper.State.ISSUED)
    return next((paper.result for paper in issued), "")


def _days_early(record: Record) -> int | None:
    """Working days between the answer and the end that stood then, below 0 when it was late; None
    without one. An answer that needed an extension is not early."""
    ended = [
        (d.ended_at, d)
        for d in record.deadlines
        if d.limit == "answer" and d.due_at is not None and d.ended_at is not None
    ]
    if not ended or record.case.answered_at is None:
        return None
    _, stood = max(ended, key=lambda pair: pair[0])
    left = remaining(stood.due_at, record.case.answered_at, calendar_for(stood.agency_id))
    days = left.days or 0
    if left.tone == "late":
        return min(days, -1)
    return 0 if stood.extensions else days
