"""In what capacities an officer acts: the one place to ask."""

from dataclasses import dataclass
from datetime import date

from django.db.models import IntegerField, Value

from donthu.agencies.models import Delegation, Membership, Officer
from donthu.agencies.models.dated import in_effect
from donthu.law.grammar import Role

_ORDER = {role: n for n, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Duty:
    """One role at one agency. `on_behalf_of` is the officer who delegated it, None for one's own.

    `title` is the chức vụ of the membership. `path` is that of the agency (`Agency.path`).
    """

    agency_id: int
    agency_code: str
    agency_name: str
    path: str
    role: Role
    title: str
    on_behalf_of: int | None
    membership_id: int
    is_default: bool

    @property
    def key(self) -> str:
        """Names the duty among those of the officer, for a session or an address."""
        return f"{self.agency_code}:{self.role}:{self.on_behalf_of or ''}"


def duties_of(officer: Officer, on: date) -> tuple[Duty, ...]:
    """All duties on the day `on`: the default one, the officer's other ones, delegated ones.

    One query; a closed account has none.
    """
    if not officer.is_active:
        return ()
    own = (
        Membership.objects.filter(in_effect(on), officer=officer)
        .annotate(giver=Value(None, output_field=IntegerField()))
        .values_list(
            "agency_id",
            "agency__code",
            "agency__name",
            "agency__path",
            "role",
            "title",
            "giver",
            "pk",
            "is_default",
        )
    )
    taken = (
        Delegation.objects.filter(in_effect(on), in_effect(on, "membership__"), taker=officer)
        .annotate(default=Value(False))
        .values_list(
            "membership__agency_id",
            "membership__agency__code",
            "membership__agency__name",
            "membership__agency__path",
            "membership__role",
            "membership__title",
            "giver_id",
            "membership_id",
            "default",
        )
    )
    duties = (
        Duty(agency_id, code, name, path, Role(role), title, giver, membership_id, is_default)
        for agency_id, code, name, path, role, title, giver, membership_id, is_default in own.union(
            taken, all=True
        )
    )
    return tuple(sorted(duties, key=_rank))


def _rank(duty: Duty) -> tuple[object, ...]:
    return (duty.on_behalf_of is not None, not duty.is_default, duty.path, _ORDER[duty.role])
