"""Cases found by what names them exactly: a number of the own book, the sender's name or phone.

Words of the text are `search.find`; names are no part of that index, since who may read them differs
from case to case.
"""

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from donthu.cases.models import Book, Case, Entry, Party
from donthu.cases.visibility import HIDEABLE, READING, Placed, why_hidden, with_a_part
from donthu.people.keys import name_key, phone_key

LOOKED_AT = 100  # the newest of that name; a reader never looks further
PHONE_LENGTH = 9  # digits, at least
_NUMBER = re.compile(r"(\d{1,7})(?:/(\d{4}))?")


def find_exactly(
    q: str, cases: QuerySet[Case], *, duties: Sequence[Placed], on: date, limit: int = 30
) -> list[Case]:
    """The cases among `cases` (that the officer may see) that `q` names for an officer with these
    duties, the newest first, with `holder`.

    A number with or without its year ("12", "12/2026"; without, of this year and the last) is that
    of the book of letters of an own agency. A whole name or phone is that of a sender or a
    representative whom the officer may see; one who is sealed or hidden is not found.
    """
    by_number = _NUMBER.fullmatch(q.strip())
    found: dict[int, Case] = {}
    if by_number:
        number, year = int(by_number[1]), by_number[2]
        entries = Entry.objects.filter(
            agency__in={duty.agency_id for duty in duties if duty.role in READING},
            book=Book.LETTERS,
            number=number,
            year__in=[int(year)] if year else [on.year, on.year - 1],
            struck_at=None,
        )
        rows = cases.filter(pk__in=entries.values("case_id"))
        found = {case.pk: case for case in rows.select_related("holder").order_by("-pk")}
    if person := _person(q):
        parties = (
            Party.objects.filter(person, role__in=HIDEABLE, case__in=cases)
            .select_related("case__holder")
            .prefetch_related("case__assignments")
            .order_by("-case_id")
        )
        for party in parties[:LOOKED_AT]:
            case = party.case
            if not why_hidden(case, party, duties, with_a_part(case, case.assignments.all())):
                found.setdefault(case.pk, case)
    return list(found.values())[:limit]


def _person(q: str) -> Q | None:
    """Whom `q` may name: a phone, or a name of two syllables at least."""
    digits = phone_key(q)
    if len(digits) >= PHONE_LENGTH and not re.search(r"[^\W\d_]", q):
        return Q(person__phone_key=digits)
    name = name_key(q)
    return Q(person__name_key=name) if " " in name and not name.isdecimal() else None
