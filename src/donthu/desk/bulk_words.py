"""What was filled in for an act on many cases, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from donthu.agencies.known import known
from donthu.agencies.models import Agency, Field, Officer
from donthu.law.grammar import Field as Asked
from donthu.law.grammar import Input, Step


def given_words(step: Step, data: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The title of each thing the step asks for with what was given, as `BulkRun.data` keeps it;
    what was left empty is left out."""
    found = [(asked.title, _words(asked, data.get(asked.name))) for asked in step.asks]
    return [(title, words) for title, words in found if words]


def _words(asked: Asked, value: Any) -> str:
    if not value:
        return ""
    match asked.type:
        case Input.AGENCY:
            return _named(Agency, [value])
        case Input.AGENCIES:
            return _named(Agency, value)
        case Input.FIELD:
            return _named(Field, [value])
        case Input.OFFICER:
            return Officer.objects.values_list("full_name", flat=True).get(pk=value)
        case Input.CHOICE:
            return dict(asked.choices).get(value, str(value))
        case Input.FLAG:
            return "Có"
        case Input.DATE:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        case Input.FILES:
            return ", ".join(name for _, name in value)
    return str(value)


def _named(kind: type[Any], ids: list[int]) -> str:
    rows = known(kind, ids)
    return ", ".join(rows[pk].name for pk in ids if pk in rows)
