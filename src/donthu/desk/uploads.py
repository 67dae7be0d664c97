"""Files of a step: sent ahead one by one or with the form, kept when the form comes back."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from donthu.cases.errors import Invalid
from donthu.desk.access import DeskRequest
from donthu.law.grammar import Input, Step
from donthu.ui.fields import Files
from donthu.ui.uploads import stage, staged

Sentences = list[tuple[str, str]]


def owner(request: DeskRequest) -> str:
    """Under whose name the officer's files wait for their form."""
    return f"officer:{request.user.pk}"


def stage_all(request: DeskRequest, step: Step) -> tuple[QueryDict, Sentences]:
    """The posted form with each file that came along in the place of one sent ahead, so that none
    is lost when the form comes back; and a sentence for each file that is not taken, by field."""
    data = request.POST.copy()
    wrong: Sentences = []
    for asked in step.asks:
        if asked.type is Input.FILES:
            for upload in request.FILES.getlist(asked.name):
                try:
                    kept = stage(upload, owner=owner(request), at=request.at)
                except ValidationError as error:
                    wrong += [(asked.name, sentence) for sentence in error.messages]
                else:
                    data.appendlist("staged", kept.token)
                    data.appendlist("staged_name", kept.name)
    return data, wrong


def values_of(cleaned: Mapping[str, Any], request: DeskRequest) -> dict[str, Any]:
    """The cleaned values as an action takes them: what was left empty is left out, files are
    stored ones. Raises Invalid for a file that waited too long."""
    values = {}
    for name, value in cleaned.items():
        if isinstance(value, Files):
            kept, gone = staged(value, owner=owner(request), at=request.at)
            if gone:
                raise Invalid({name: " ".join(gone)})
            value = [each.attached for each in kept]
        if value not in (None, "", []):
            values[name] = value
    return values
