"""What the sender of a case adds when asked to."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from donthu.cases.queries import AnyCase, AnyPaper
from donthu.law import registry
from donthu.law.grammar import Role, Seat, Step
from donthu.portal import passes
from donthu.portal.views.staging import staging_url
from donthu.ui.fields import TextField
from donthu.ui.hidden import named_by_sender
from donthu.ui.uploads import FilesForm

KEY = "supplement"


class SupplementForm(FilesForm):
    """A text, as long as the law's step takes it, and files as those sent at first."""

    field_order = ("content", "files")

    def __init__(
        self, *args: Any, case: AnyCase, step: Step, at: datetime, owner: str, **kwargs: Any
    ) -> None:
        """`case`: what is added to; `step`: what is asked for, of the law; `at` and `owner` as in
        FilesForm."""
        super().__init__(*args, at=at, owner=owner, **kwargs)
        asked = step.field("content")
        self.fields["content"] = TextField(
            label=asked.title, long=True, max_characters=asked.max_length
        )
        self.order_fields(self.field_order)
        self.case = case
        self.step = step

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, sentence in named_by_sender(self.case, given).items():
            self.add_error(name, sentence)
        return given

    def ready(self, *, at: datetime) -> str:
        """Let the files go ahead; the token under which they wait, for the page to carry."""
        token = passes.good_form(str(self.data.get("form", "")), at=at)
        self.fields["files"].widget.attrs["data-upload-url"] = staging_url(token)
        return token


def awaited(case: AnyCase) -> Step | None:
    """The step by which the sender adds what is waited for; None when nothing is."""
    for step in registry.procedure(case.procedure).steps:
        if step.key == KEY and step.seat is Seat.OUTSIDE and Role.SENDER in step.by:
            return step if case.state in step.start else None
    return None


def added(papers: Iterable[AnyPaper]) -> list[str]:
    """The texts that the sender added before, of `queries.papers_for_sender`, oldest first."""
    return [paper.text for paper in papers if paper.kind == KEY]
