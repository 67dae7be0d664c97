"""The sender adds files right after sending, where they could not be sent with the text."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from donthu.cases.actions import _papers
from donthu.cases.actions._record import changing
from donthu.cases.actor import SENDER
from donthu.cases.attached import Attached
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Paper, PaperFile

OPEN_FOR = timedelta(hours=2)


def add_files(*, case_id: int, files: Sequence[Attached], limit: int, at: datetime) -> None:
    """Add the sender's files to a case sent within two hours and not yet received.

    `limit` is how many files the sender may have in all. Raises Refused, Invalid.
    """
    with changing(case_id, verb="add_files", actor=SENDER, at=at) as record:
        begun = record.procedure.step(record.procedure.begin).end
        if record.case.state != begun or at - record.case.received_at > OPEN_FOR:
            raise Refused("Phản ánh đã được tiếp nhận nên không thêm tệp ở đây được nữa.")
        have = PaperFile.objects.filter(
            paper__case=record.case, paper__kind=Paper.Kind.LETTER
        ).count()
        if have + len(files) > limit:
            raise Invalid({"files": f"Chỉ kèm được {limit} tệp; đã có {have} tệp."})
        if not files:
            raise Invalid({"files": "Hãy chọn tệp để thêm."})
        _papers.add(record, kind=Paper.Kind.LETTER, audience=Paper.Audience.SENDER, files=files)
        record.kind = "case.files_added"
