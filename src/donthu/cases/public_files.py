"""The files that go with what is published: read for marks, built anew, handed out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from donthu.cases.models import Case, Paper, PaperFile, PublicFile
from donthu.documents import types
from donthu.documents.models import StoredFile
from donthu.documents.redaction.files import NotForPublic, Reading, built_anew, read

AnyPublicFile = PublicFile
PUBLIC_FILES = Prefetch("files", PublicFile.objects.select_related("file").order_by("pk"))


@dataclass(frozen=True)
class Chosen:
    """A file of the answer that is to go with the copy, and what could be read of it."""

    source: PaperFile
    reading: Reading


def offered(case: Case) -> list[tuple[int, str]]:
    """The files of the answer that went out: id and name."""
    issued = Paper.objects.filter(
        case=case, kind=Paper.Kind.ANSWER, state=Paper.State.ISSUED
    ).order_by("-pk")
    answer = issued.first()
    if answer is None:
        return []
    return list(answer.files.order_by("pk").values_list("pk", "name"))


def chosen(case: Case, ids: Collection[int]) -> list[Chosen]:
    """Those of the answer's files with these ids, read. Raises NotForPublic."""
    known = {pk for pk, _ in offered(case)} if ids else set()
    rows = PaperFile.objects.select_related("file").filter(pk__in=known & set(ids)).order_by("pk")
    return [Chosen(row, read(row.file, row.name)) for row in rows]


def built(files: Iterable[Chosen], *, phrases: Sequence[str]) -> list[PublicFile]:
    """The files anew, without `phrases`, not saved yet. They are called by their number: a name may
    tell as much as a text. Raises NotForPublic."""
    made = []
    for number, each in enumerate(files, start=1):
        source = each.source
        file = built_anew(source.file, source.name, phrases=phrases)
        made.append(
            PublicFile(
                source=source,
                file=file,
                name=f"Văn bản trả lời {number}.{_ending(file)}",
                unread=bool(each.reading.unread),
            )
        )
    return made


def of_publication(publication_id: int, file_id: int) -> PublicFile | None:
    """A file of what is shown to everybody; None when it is not."""
    rows = PublicFile.objects.select_related("file")
    return rows.filter(
        pk=file_id, publication=publication_id, publication__taken_down_at=None
    ).first()


def of_copy(case: Case, file_id: int) -> PublicFile | None:
    """A file of the copy in the making."""
    rows = PublicFile.objects.select_related("file")
    return rows.filter(pk=file_id, copy__case=case).first()


def _ending(file: StoredFile) -> str:
    return "pdf" if file.type == types.PDF else "jpg"


__all__ = [
    "PUBLIC_FILES",
    "AnyPublicFile",
    "Chosen",
    "NotForPublic",
    "built",
    "chosen",
    "of_copy",
    "of_publication",
    "offered",
]
