"""Whoever wants to stay unknown must not be named by what they write, which agencies read."""

from collections.abc import Iterable, Mapping
from typing import Any

from donthu.cases.attached import Attached
from donthu.cases.public_copy import senders
from donthu.cases.queries import AnyCase
from donthu.law.text import nfc
from donthu.people.models import Person
from donthu.people.traces import traces

STILL_NAMED = "Bạn đề nghị giấu tên, nhưng chỗ này còn ghi {what} của bạn: “{written}”. Hãy bỏ đi"
_TELLING = ("name", "phone", "email", "tax_code")  # where one lives may be what it is about


def still_named(
    people: Iterable[Person], given: Mapping[str, Any], *, instead: str = ""
) -> dict[str, str]:
    """By field, the sentence that says what of these people stands in a text or in the names of the
    files `given`; `instead`: what else to do than to leave it out."""
    people = [Person(**{name: getattr(each, name) for name in _TELLING}) for each in people]
    errors = {}
    for field, value in given.items():
        found = [trace for person in people for trace in traces(person, _written(value))]
        if found:
            said = STILL_NAMED.format(what=found[0].what, written=found[0].written)
            errors[field] = f"{said}{instead}."
    return errors


def named_by_sender(case: AnyCase, given: Mapping[str, Any]) -> dict[str, str]:
    """The same of what the sender of a case adds to it; empty for one who does not hide."""
    return still_named(senders(case.pk), given) if case.hide_sender else {}


def _written(value: Any) -> str:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return nfc(" ".join(each.name for each in value if isinstance(each, Attached)))
    return ""
