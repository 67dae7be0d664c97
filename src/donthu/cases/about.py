"""Whom a feedback is about: which officers of an agency bear the name that its sender wrote."""

from collections.abc import Iterable
from datetime import date

from donthu.agencies.models import Agency, Membership
from donthu.agencies.queries import ancestors
from donthu.cases.models import Party
from donthu.law.grammar import Role
from donthu.law.text import syllables

MARK = "about"  # declared of a case whose sender wrote whom it is about
_FEWEST = 2  # syllables of a name that is looked for: one alone is anybody's


def names_in(case_id: int) -> list[str]:
    """What the sender of the case wrote of whom it is about: name, post and agency as typed."""
    parties = Party.objects.filter(case=case_id, role=Party.Role.OFFICIAL, person__isnull=False)
    return list(parties.values_list("person__name", flat=True))


def meant_at(agency_id: int, names: Iterable[str], on: date) -> list[Membership]:
    """Who of that agency is named there on that day, marks and capitals apart; the same name borne by
    two means both, for it is safer that neither handles it."""
    written = [f" {' '.join(syllables(name))} " for name in names]
    members = Membership.objects.on(on).filter(agency=agency_id, officer__is_active=True)
    return [m for m in members.select_related("officer") if _named(m.officer.full_name, written)]


def meant_above(agency_id: int, names: Iterable[str], on: date) -> list[Membership]:
    """Who is named among those that watch over that agency from above."""
    above = ancestors(Agency.objects.get(pk=agency_id)).values_list("pk", flat=True)
    found = [m for pk in above for m in meant_at(pk, names, on)]
    return [m for m in found if m.role == Role.WATCHER]


def receiver_of(agency_id: int, names: Iterable[str], on: date) -> int:
    """The agency that takes up a feedback sent to `agency_id`: the nearest one above whose head it is
    not about, of those that take part; the same where none is above."""
    names = list(names)
    agency = Agency.objects.get(pk=agency_id)
    while _leads(meant_at(agency.pk, names, on)):
        above = agency.parent
        if above is None or not (above.participates_in_feedback and above.has_accounts):
            return agency_id
        agency = above
    return agency.pk


def heads_it(agency_id: int, names: Iterable[str], on: date) -> bool:
    """Whether the head of that agency is the one written about."""
    return _leads(meant_at(agency_id, names, on))


def is_head(agency_id: int, officer_id: int, on: date) -> bool:
    """Whether that officer heads that agency on that day."""
    heads = Membership.objects.on(on).filter(agency=agency_id, role=Role.HEAD)
    return heads.filter(officer=officer_id).exists()


def _leads(memberships: Iterable[Membership]) -> bool:
    return any(m.role == Role.HEAD for m in memberships)


def _named(full_name: str, written: Iterable[str]) -> bool:
    name = syllables(full_name)
    return len(name) >= _FEWEST and any(f" {' '.join(name)} " in words for words in written)
