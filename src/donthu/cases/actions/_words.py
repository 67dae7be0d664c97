"""What a step was given: whether it is complete, and what of it goes where."""

from collections.abc import Mapping, Sequence
from typing import Any

from donthu.cases.errors import Invalid
from donthu.law.grammar import Input, Step
from donthu.law.text import length


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
        elif field.max_length and length(str(value)) > field.max_length:
            errors[field.name] = f"«{field.title}» dài hơn {field.max_length} ký tự."
    if errors:
        raise Invalid(errors)


def check_offered(
    step: Step, data: Mapping[str, Any], offered: Mapping[str, Sequence[tuple[int, str]]]
) -> None:
    """Raise Invalid for an agency, an officer or a field that is not among those offered."""
    errors = {}
    for name, choices in offered.items():
        value = data.get(name)
        picked = value if isinstance(value, (list, tuple)) else [value] if value else []
        if not set(picked) <= {key for key, _ in choices}:
            errors[name] = f"Hãy chọn «{step.field(name).title}» trong danh sách."
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
