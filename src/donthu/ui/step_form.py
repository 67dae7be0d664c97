"""The form of a step: what the law asks for becomes fields, their checks and their sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.datastructures import MultiValueDict

from donthu.law.grammar import Field, Input, Step
from donthu.ui.fields import DateField, FilesField, FlagField, ManyField, OneField, TextField

Choices = Mapping[str, Sequence[tuple[Any, Any]]]
"""For each field that picks from our catalogues: pairs of value and label, in order of showing; a
label with a sequence of pairs is a group."""

Data = Mapping[str, Any]
Uploads = MultiValueDict[str, Any]
"""Files sent with a form, as request.FILES has them."""


def form_for(
    step: Step,
    *,
    choices: Choices,
    data: Data | None = None,
    files: Uploads | None = None,
    initial: Data | None = None,
    upload_url: str = "",
) -> forms.Form:
    """The form of what `step` asks for, bound when there is `data`.

    A field of CHOICE has its choices in the law; those of the other kinds that choose are in
    `choices` by the field's name, and KeyError is raised when they are missing. Files go ahead to
    `upload_url` one by one, or with the form when there is none. Cleaned values: str (NFC) for
    texts, date or None, bool, the value as offered (or None) for what is picked, a list of such
    for AGENCIES, `Files` for FILES.
    """
    form = forms.Form(data=data, files=files, initial=dict(initial or {}), label_suffix="")
    form.use_required_attribute = False  # the sentence of an error is ours, not the browser's
    for asked in step.asks:
        form.fields[asked.name] = _field(asked, choices, upload_url)
    return form


def clean_step(
    step: Step,
    *,
    data: Data,
    choices: Choices,
    files: Uploads | None = None,
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """What was given for `step`, checked: the cleaned values, and the sentences of errors by field.

    `data` is a posted form or the object of an API call, where lists are lists, dates are ISO 8601
    and FILES is the list of tokens of staged files.
    """
    form = form_for(step, choices=choices, data=data, files=files)
    found = {name: [str(text) for text in texts] for name, texts in form.errors.items()}
    return form.cleaned_data, found


def _field(asked: Field, choices: Choices, upload_url: str) -> forms.Field:
    common: dict[str, Any] = {
        "label": asked.title,
        "help_text": asked.hint,
        "required": asked.required,
    }
    match asked.type:
        case Input.TEXT | Input.LONG_TEXT:
            return TextField(
                long=asked.type is Input.LONG_TEXT, max_characters=asked.max_length, **common
            )
        case Input.DATE:
            return DateField(**common)
        case Input.FLAG:
            return FlagField(**common)
        case Input.FILES:
            return FilesField(
                max_files=settings.DONTHU_MAX_FILES,
                max_bytes=settings.DONTHU_MAX_FILE_BYTES,
                upload_url=upload_url,
                **common,
            )
        case Input.AGENCIES | Input.ANSWER_FILES:
            return ManyField(choices=choices[asked.name], **common)
    offered = asked.choices if asked.type is Input.CHOICE else choices[asked.name]
    return OneField(choices=offered, **common)
