"""Files of public forms: checked and staged as they come, attached when the form is sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from donthu.cases.attached import Attached
from donthu.documents import intake
from donthu.documents.models import StagedFile
from donthu.ui.fields import Files, FilesField
from donthu.ui.templatetags.ui import size

GONE = "Tệp “{name}” không còn trên máy chủ; hãy chọn lại tệp này."


@dataclass(frozen=True)
class Staged:
    """A file that waits for its form: what it is called by, shown as, and stored as."""

    token: str
    name: str
    size: int
    file_id: int

    @property
    def attached(self) -> Attached:
        """The file as actions take it."""
        return Attached(self.file_id, self.name)


class FilesForm(forms.Form):
    """A form that takes files: sent with it, or staged before under `owner`.

    Cleaned, `files` is a list of `Attached`. What came with the form and was good is staged too, so
    that the form shown again has it still.
    """

    use_required_attribute = False

    files = FilesField(  # type: ignore[assignment]
        label="Tệp kèm theo",
        required=False,
        help_text=(
            f"Ảnh, PDF, văn bản; tối đa {settings.DONTHU_MAX_FILES} tệp, mỗi tệp không quá "
            f"{size(settings.DONTHU_MAX_FILE_BYTES)}."
        ),
        max_files=settings.DONTHU_MAX_FILES,
        max_bytes=settings.DONTHU_MAX_FILE_BYTES,
    )

    def __init__(self, *args: Any, at: datetime, owner: str, **kwargs: Any) -> None:
        """`at`: the moment of sending; `owner`: whose staged files the form may take."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.at = at
        self.owner = owner

    def clean_files(self) -> list[Attached]:
        """Every file named or sent, stored; one sentence for each that is not good."""
        given: Files = self.cleaned_data["files"]
        kept, wrong = staged(given, owner=self.owner, at=self.at)
        for upload in given.uploaded:
            try:
                kept.append(stage(upload, owner=self.owner, at=self.at))
            except ValidationError as error:
                wrong.extend(error.messages)
        if isinstance(self.data, QueryDict):  # the form shown again has what was good
            self.data = self.data.copy()
            self.data.setlist("staged", [each.token for each in kept])
            self.data.setlist("staged_name", [each.name for each in kept])
        if wrong:
            raise ValidationError(wrong)
        return [each.attached for each in kept]


def stage(upload: "UploadedFile[Any]", *, owner: str, at: datetime) -> Staged:
    """Check and keep one file for a form of `owner`. Raises ValidationError with its sentence."""
    try:
        return _kept(intake.stage(upload, upload.name or "", owner=owner))
    except intake.Refused as refused:
        raise ValidationError(str(refused)) from None


def staged(given: Files, *, owner: str, at: datetime) -> tuple[list[Staged], list[str]]:
    """The staged files of `owner` that a form names, and a sentence for each that is gone."""
    kept = {str(each.pk): _kept(each) for each in intake.staged(given.staged, owner=owner)}
    names = dict(zip(given.staged, given.names, strict=False))
    gone = [GONE.format(name=names.get(token, "")) for token in given.staged if token not in kept]
    return list(kept.values()), gone


def _kept(file: StagedFile) -> Staged:
    return Staged(token=str(file.pk), name=file.name, size=file.file.size, file_id=file.file_id)
