"""One feedback, one case: what was sent before by the same form, or said the same just now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from donthu.cases import queries
from donthu.cases.actions.add_files import add_files
from donthu.cases.attached import Attached
from donthu.cases.errors import Invalid, Refused
from donthu.cases.queries import AnyCase

SAME = timedelta(minutes=30)  # said the same within it, it is the same feedback


def key_of(*, own: str, said: str) -> str:
    """The idempotency key of what the form `own` sends: `said` in short."""
    return f"{_begins(said)}{own}"


def sent_before(*, own: str, said: str, at: datetime) -> AnyCase | None:
    """The case that this form made of these words, whenever, or that any form made of them within
    the last half hour. Until the transaction ends, whoever else sends these words waits here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [_begins(said)])
    return queries.receipt_of(key_of(own=own, said=said)) or queries.submitted_since(
        at - SAME, key_begins=_begins(said)
    )


def add_what_is_new(case: AnyCase, files: Sequence[Attached], *, at: datetime) -> bool:
    """Add to the case those of `files` that its sender did not send yet; False when there are too
    many or it is too late."""
    there = {
        each.file_id for paper in queries.papers_for_sender(case) for each in paper.files.all()
    }
    new = [file for file in files if file.file_id not in there]
    if not new:
        return True
    try:
        add_files(case_id=case.pk, files=new, limit=settings.DONTHU_MAX_FILES, at=at)
    except (Invalid, Refused):
        return False
    return True


def _begins(said: str) -> str:
    return f"portal:{said}:"
