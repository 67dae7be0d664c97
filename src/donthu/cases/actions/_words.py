"""What a step was given: whether it is complete, and what of it goes where."""

from collections.abc import Mapping
from typing import Any

from donthu.cases.errors import Invalid
from donthu.law.grammar import Input, Step


def check_complete(step: Step, data: Mapping[str, Any]) -> None:
    """Raise Invalid for what `step` requires and did not get, or got and did not ask for."""
    asked = {field.name for field in step.asks}
    errors = {name: "Bước này không hỏi mục này." for name in data if name not in asked}
    for field in step.asks:
        value = data.get(field.name)
        if value in (None, "", [], ()):
            if field.required:
                errors[field.name] = f"Hãy điền «{field.title}»."
        elif field.choices and value not in dict(field.choices):
            errors[field.name] = f"Hãy chọn «{field.title}» trong danh sách."
    if errors:
        raise Invalid(errors)


def choices_made(step: Step, data: Mapping[str, Any]) -> dict[str, Any]:
    """What may stand in an event: choices made from a list, never words typed."""
    return {
        field.name: data[field.name]
        for field in step.asks
        if field.type is Input.CHOICE and data.get(field.name)
    }


def words_written(step: Step, data: Mapping[str, Any]) -> dict[str, str]:
    """The texts that become notes of the event: those no effect keeps elsewhere."""
    return {
        field.name: data[field.name]
        for field in step.asks
        if field.type in {Input.TEXT, Input.LONG_TEXT}
        and not field.elsewhere
        and data.get(field.name)
    }
