"""In what capacities an officer acts: the one place to ask."""

from dataclasses import dataclass
from datetime import date

from django.db import connection

from donthu.agencies.models import Officer
from donthu.law.grammar import Role

# Written out because every request of an officer asks it: Django takes forty times as long to word
# this query as PostgreSQL to answer it.
_DUTIES = """
    SELECT a.id, a.code, a.name, a.path, m.role, m.title, NULL::bigint, m.id, m.is_default
    FROM agencies_membership m
    JOIN agencies_agency a ON a.id = m.agency_id
    WHERE m.officer_id = %(officer)s
      AND m.since <= %(on)s AND (m.until IS NULL OR m.until >= %(on)s)
    UNION ALL
    SELECT a.id, a.code, a.name, a.path, m.role, m.title, d.giver_id, m.id, false
    FROM agencies_delegation d
    JOIN agencies_membership m ON m.id = d.membership_id
    JOIN agencies_agency a ON a.id = m.agency_id
    WHERE d.taker_id = %(officer)s
      AND d.since <= %(on)s AND d.until >= %(on)s
      AND m.since <= %(on)s AND (m.until IS NULL OR m.until >= %(on)s)
      AND EXISTS (  -- a taker who has left the agency and all below it acts there no more
          SELECT FROM agencies_membership own
          JOIN agencies_agency place ON place.id = own.agency_id
          WHERE own.officer_id = d.taker_id
            AND own.since <= %(on)s AND (own.until IS NULL OR own.until >= %(on)s)
            AND starts_with(place.path, a.path)
      )
"""
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
    with connection.cursor() as cursor:
        cursor.execute(_DUTIES, {"officer": officer.pk, "on": on})
        rows = cursor.fetchall()
    duties = (
        Duty(agency_id, code, name, path, Role(role), title, giver, membership_id, is_default)
        for agency_id, code, name, path, role, title, giver, membership_id, is_default in rows
    )
    return tuple(sorted(duties, key=_rank))


def _rank(duty: Duty) -> tuple[object, ...]:
    return (duty.on_behalf_of is not None, not duty.is_default, duty.path, _ORDER[duty.role])
