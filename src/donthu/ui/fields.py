"""The fields of our forms, with their Vietnamese sentences; pages use them as well as steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from donthu.law.text import length, nfc
from donthu.ui.templatetags.ui import number, size

_FEW = 5  # so many choices are shown at once, as a list
_MANY = 10  # more than these are searched
_BOX_LIST = 8
_LONG_TEXT = 10_000  # characters; from here it is a whole letter that is written


def lower_first(title: str) -> str:
    """A title inside a sentence: "Lý do" → "lý do", but "UBND xã" stays."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


class TextField(forms.CharField):
    """A text, kept in NFC without spaces around it; `max_characters` counts what a reader counts."""

    def __init__(
        self, *, label: str, long: bool = False, max_characters: int | None = None, **kwargs: Any
    ) -> None:
        rows = 14 if (max_characters or 0) > _LONG_TEXT else 5
        widget = forms.Textarea(attrs={"rows": rows}) if long else forms.TextInput()
        if max_characters:
            widget.attrs["data-max"] = max_characters
        self.max_characters = max_characters
        kwargs.setdefault("widget", widget)
        super().__init__(label=label, **kwargs)
        self.error_messages["required"] = f"Hãy nhập {lower_first(label)}."

    def to_python(self, value: Any) -> str:
        if value is not None and not isinstance(value, str):
            raise ValidationError(f"{self.label} phải là chữ.", code="invalid")
        return nfc(str(super().to_python(value)).replace("\r\n", "\n"))

    def validate(self, value: str) -> None:
        super().validate(value)
        over = length(value) - self.max_characters if self.max_characters else 0
        if over > 0:
            raise ValidationError(
                f"{self.label} dài {number(length(value))} ký tự, nhiều hơn {number(over)} ký tự "
                f"so với mức {number(self.max_characters)}.",
                code="max_length",
            )


class DateField(forms.DateField):
    """A day, typed as 31/12/2026; an API gives it as 2026-12-31."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        attrs = {
            "placeholder": "ngày/tháng/năm",
            "inputmode": "numeric",
            "autocomplete": "off",
            "class": "input-date",
            "data-date": "",
        }
        super().__init__(
            label=label,
            widget=forms.DateInput(format="%d/%m/%Y", attrs=attrs),
            input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
            **kwargs,
        )
        self.error_messages["required"] = f"Hãy nhập {lower_first(label)}."
        self.error_messages["invalid"] = (
            f"{label} không phải là một ngày có thật; hãy ghi như 31/12/2026."
        )


class FlagField(forms.BooleanField):
    """Yes or no; when required, it must be yes."""

    def __init__(self, *, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, **kwargs)
        self.error_messages["required"] = f"Hãy đánh dấu “{label}”."


class OneField(forms.ChoiceField):
    """One of several: a list when they are few, a searched list when they are many.

    Cleans to the value as it stands in `choices` (an id stays a number), or None.
    """

    def __init__(
        self,
        *,
        label: str,
        choices: Sequence[tuple[Any, Any]],
        required: bool = True,
        **kwargs: Any,
    ) -> None:
        grouped = any(isinstance(offered, list | tuple) for _, offered in choices)
        if required and len(choices) <= _FEW and not grouped:
            widget: forms.Widget = forms.RadioSelect()
            if len(choices) == 1:
                kwargs.setdefault("initial", choices[0][0])
        else:
            widget = forms.Select(attrs=_searched(choices, _MANY))
            choices = [("", "Chọn…" if required else "Không chọn"), *choices]
        self._values = _values(choices) | {"": None}
        super().__init__(label=label, choices=choices, required=required, widget=widget, **kwargs)
        self.error_messages["required"] = f"Hãy chọn {lower_first(label)}."
        self.error_messages["invalid_choice"] = _gone(label)

    def clean(self, value: Any) -> Any:
        return self._values[super().clean(value)]


class ManyField(forms.MultipleChoiceField):
    """Several of several: boxes when there are few, a searched list when there are many.

    Cleans to a list of the values as they stand in `choices`.
    """

    def __init__(self, *, label: str, choices: Sequence[tuple[Any, Any]], **kwargs: Any) -> None:
        if len(choices) <= _BOX_LIST:
            widget: forms.Widget = forms.CheckboxSelectMultiple()
        else:
            widget = forms.SelectMultiple(attrs=_searched(choices, _BOX_LIST))
        super().__init__(label=label, choices=choices, widget=widget, **kwargs)
        self.error_messages["required"] = f"Hãy chọn {lower_first(label)}."
        self.error_messages["invalid_choice"] = _gone(label)
        self.error_messages["invalid_list"] = f"{label} phải là một danh sách."
        self._values = _values(choices)

    def clean(self, value: Any) -> list[Any]:
        return [self._values[chosen] for chosen in super().clean(value)]


@dataclass(frozen=True, kw_only=True)
class Files:
    """Files given with a form: sent with it, or sent before and named by their tokens.

    `names` are what the browser called the staged files, in their order, for showing them again.
    """

    uploaded: "tuple[UploadedFile[Any], ...]" = ()
    staged: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.uploaded) + len(self.staged)


class FilesInput(forms.FileInput):
    """The upload: without JavaScript a plain input; with it and an address, each file goes ahead.

    A form posts the tokens as `staged`; an API call gives them under the name of the field.
    """

    allow_multiple_selected = True
    takes_files = True
    template_name = "ui/widgets/files.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Files:
        return Files(
            uploaded=tuple(files.getlist(name)) if hasattr(files, "getlist") else (),
            staged=_texts(data, "staged") if hasattr(data, "getlist") else _texts(data, name),
            names=_texts(data, "staged_name"),
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if isinstance(value, Files):
            names = [*value.names, *("Tệp đã tải lên" for _ in value.staged[len(value.names) :])]
            context["staged"] = list(zip(value.staged, names, strict=False))
        return context


class FilesField(forms.Field):
    """Files, at most `max_files` of at most `max_bytes` each; cleans to `Files`."""

    def __init__(
        self, *, label: str, max_files: int, max_bytes: int, upload_url: str = "", **kwargs: Any
    ) -> None:
        widget = FilesInput(attrs={"data-max-files": max_files, "data-max-bytes": max_bytes})
        if upload_url:
            widget.attrs["data-upload-url"] = upload_url
        super().__init__(label=label, widget=widget, **kwargs)
        self.max_files = max_files
        self.max_bytes = max_bytes
        self.empty_values = [*self.empty_values, Files()]
        self.error_messages["required"] = f"Hãy đính kèm {lower_first(label)}."

    def validate(self, value: Files) -> None:
        if self.required and not len(value):
            raise ValidationError(self.error_messages["required"], code="required")
        if len(value) > self.max_files:
            raise ValidationError(
                f"Chỉ đính kèm được tối đa {self.max_files} tệp; đang có {len(value)}.",
                code="max_files",
            )
        for file in value.uploaded:
            if not file.size:
                raise ValidationError(f"Tệp “{file.name}” không có nội dung.", code="empty")
            if file.size > self.max_bytes:
                raise ValidationError(
                    f"Tệp “{file.name}” lớn {size(file.size)}, vượt mức {size(self.max_bytes)}.",
                    code="max_bytes",
                )


def _values(choices: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """Each value by how a form posts it; a choice whose label is a sequence is a group of them."""
    found: dict[str, Any] = {}
    for value, label in choices:
        found |= _values(label) if isinstance(label, list | tuple) else {str(value): value}
    return found


def _searched(choices: Sequence[object], many: int) -> dict[str, str]:
    return {"data-search": ""} if len(choices) > many else {}


def _gone(label: str) -> str:
    return f"{label} đã chọn không còn trong danh sách; hãy chọn lại."


def _texts(data: Mapping[str, Any], name: str) -> tuple[str, ...]:
    given = data.getlist(name) if hasattr(data, "getlist") else data.get(name) or ()
    return tuple(str(each) for each in given) if isinstance(given, list | tuple) else (str(given),)
