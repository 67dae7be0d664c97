"""What may be chosen in a step, by the codes that callers know: agencies, officers, fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from donthu.agencies.models import Agency, Officer
from donthu.agencies.models import Field as Catalogued
from donthu.cases import choices
from donthu.cases.public_files import offered
from donthu.cases.queries import AnyCase
from donthu.law.grammar import Field, Input, Step

UNKNOWN = "?"  # no choice has this value


@dataclass(frozen=True)
class Choice:
    """One choice: its code for callers, its id for the actions, its name for people."""

    code: str
    id: int
    title: str


PICKED = {
    Input.AGENCY,
    Input.AGENCIES,
    Input.OFFICER,
    Input.MEMBER,
    Input.KEPT_AWAY,
    Input.FIELD,
    Input.ANSWER_FILES,
}


@dataclass(frozen=True)
class Offered:
    """What the holder of `case` may choose on the day `on`; each list is read once."""

    case: AnyCase
    on: date

    def of(self, field: Field) -> list[Choice]:
        """The choices of a field that picks from our catalogues; none for other fields."""
        match field.type:
            case Input.AGENCY:
                return self._agencies
            case Input.AGENCIES:
                return self._with_accounts
            case Input.OFFICER:
                return self._officers
            case Input.MEMBER:
                return self._members
            case Input.KEPT_AWAY:
                return _by_username(choices.written_about(self.case))
            case Input.FIELD:
                return self._fields
            case Input.ANSWER_FILES:
                return [Choice(str(pk), pk, name) for pk, name in offered(self.case)]
        return []

    def ids(self, step: Step, data: Mapping[str, Any]) -> dict[str, Any]:
        """`data` with the ids of what it names by codes; what is not offered becomes unknown."""
        found = dict(data)
        for field in step.asks:
            given = data.get(field.name)
            if not given or not self.picks(field):
                continue
            known = {choice.code: choice.id for choice in self.of(field)}
            if isinstance(given, list):
                found[field.name] = [known.get(str(code), UNKNOWN) for code in given]
            else:
                found[field.name] = known.get(str(given), UNKNOWN)
        return found

    def pairs(self, step: Step) -> dict[str, list[tuple[int, str]]]:
        """The choices of each field that has some, as forms take them."""
        return {
            field.name: [(choice.id, choice.title) for choice in self.of(field)]
            for field in step.asks
            if self.picks(field)
        }

    @staticmethod
    def picks(field: Field) -> bool:
        """Whether the field picks from our catalogues."""
        return field.type in PICKED

    @cached_property
    def _agencies(self) -> list[Choice]:
        found = choices.agencies_to(self.case, self.on, by_letter=True)
        codes = dict(
            Agency.objects.filter(pk__in=[pk for pk, _ in found]).values_list("pk", "code")
        )
        return [Choice(codes[pk], pk, title) for pk, title in found]

    @cached_property
    def _with_accounts(self) -> list[Choice]:
        ids = {pk for pk, _ in choices.agencies_to(self.case, self.on)}
        return [choice for choice in self._agencies if choice.id in ids]

    @cached_property
    def _officers(self) -> list[Choice]:
        return _by_username(choices.officers_for(self.case, self.on))

    @cached_property
    def _members(self) -> list[Choice]:
        return _by_username(choices.members_of(self.case.holder_id, self.on))

    @cached_property
    def _fields(self) -> list[Choice]:
        found = choices.fields(self.on)
        codes = dict(Catalogued.objects.values_list("pk", "code"))
        return [Choice(codes[pk], pk, title) for pk, title in found]


def _by_username(found: list[tuple[int, str]]) -> list[Choice]:
    names = dict(
        Officer.objects.filter(pk__in=[pk for pk, _ in found]).values_list("pk", "username")
    )
    return [Choice(names[pk], pk, title) for pk, title in found]
