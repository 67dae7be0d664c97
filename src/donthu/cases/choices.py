"""What may be chosen in the fields of a step: agencies, officers, fields."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from donthu.agencies.models import Agency, Field, Membership
from donthu.cases import public_files
from donthu.cases.chain import keeper_of
from donthu.cases.keeping_away import away_from
from donthu.cases.models import Barred, Case
from donthu.law.grammar import Effect, Input, Role, Step

Choice = tuple[int, str]


def choices_for(step: Step, case: Case, on: date) -> dict[str, list[Choice]]:
    """The choices (id, Vietnamese label) of each field of `step` that picks from our catalogues."""
    asked = {field.type for field in step.asks}
    found: dict[Input, list[Choice]] = {}
    if asked & {Input.AGENCY, Input.AGENCIES}:
        found[Input.AGENCY] = agencies_to(case, on, by_letter=True)
        found[Input.AGENCIES] = agencies_to(case, on)
    if Input.OFFICER in asked:
        found[Input.OFFICER] = officers_for(case, on)
        if Effect.CHANGE_OFFICER in step.does:
            found[Input.OFFICER] = officers_for(case, on, instead_of=case.officer_id)
    if Input.KEPT_AWAY in asked:
        found[Input.KEPT_AWAY] = written_about(case)
    if Input.MEMBER in asked:
        found[Input.MEMBER] = members_of(case.holder_id, on)
    if Input.FIELD in asked:
        found[Input.FIELD] = fields(on)
    if Input.ANSWER_FILES in asked:
        found[Input.ANSWER_FILES] = public_files.offered(case)
    return {field.name: found[field.type] for field in step.asks if field.type in found}


def agencies_to(case: Case, on: date, *, by_letter: bool = False) -> list[Choice]:
    """Where the holder, or who wrote to it, may hand the case over: below it first, then its peers
    and those above; `by_letter`: also to those without accounts, which are written to.

    Peers are the children of every agency above: other ministries and provinces for a ministry or
    a province, other departments for a department.
    """
    keeper_id = case.holder_id
    if not case.holder.has_accounts:
        keeper_id = keeper_of(case, list(case.assignments.order_by("pk")))
    holder = Agency.objects.get(pk=keeper_id)
    above = _prefixes(holder.path)
    reachable = Q(path__startswith=holder.path) | Q(parent__path__in=above) | Q(path__in=above)
    rows = (
        Agency.objects.filter(reachable, Q(until=None) | Q(until__gte=on))
        .exclude(pk__in=[keeper_id, case.holder_id])
        .filter(Q(since=None) | Q(since__lte=on), participates_in_feedback=True)
        .order_by("path")
        .values_list("pk", "name", "path", "has_accounts")
    )
    if not by_letter:
        rows = rows.filter(has_accounts=True)
    named = [
        (pk, name if has_accounts else f"{name} (bằng công văn)", path)
        for pk, name, path, has_accounts in rows
    ]
    below = [(pk, name) for pk, name, path in named if path.startswith(holder.path)]
    beside = [(pk, name) for pk, name, path in named if not path.startswith(holder.path)]
    return below + beside


def officers_for(case: Case, on: date, *, instead_of: int | None = None) -> list[Choice]:
    """Who may be made responsible for the case at its holder, `instead_of` who is now."""
    left_out = away_from(case) | ({instead_of} if instead_of else set())
    return officers_at(case.holder_id, on, without=left_out)


def written_about(case: Case) -> list[Choice]:
    """The officers whom the case was said to be about."""
    rows = case.barred.filter(why=Barred.Why.WRITTEN_ABOUT).order_by("officer__full_name")
    return list(rows.values_list("officer", "officer__full_name"))


def officers_at(
    agency_id: int, on: date, *, without: Collection[int] = frozenset()
) -> list[Choice]:
    """Who may be made responsible at that agency: handlers, and in a small office, or where every
    handler is among those left out, anyone who acts."""
    members = [m for m in _members(agency_id, on) if m.officer_id not in without]
    handlers = {m.officer_id: m.officer.full_name for m in members if m.role == Role.HANDLER}
    return list((handlers or {m.officer_id: m.officer.full_name for m in members}).items())


def members_of(agency_id: int, on: date) -> list[Choice]:
    """Everybody who serves that agency on that day."""
    return list({m.officer_id: m.officer.full_name for m in _members(agency_id, on)}.items())


def _members(agency_id: int, on: date) -> QuerySet[Membership]:
    return (
        Membership.objects.filter(
            Q(until=None) | Q(until__gte=on), agency=agency_id, officer__is_active=True
        )
        .select_related("officer")
        .order_by("officer__full_name")
    )


def fields(on: date) -> list[Choice]:
    """The fields in use on that day."""
    return list(
        Field.objects.filter(Q(until=None) | Q(until__gte=on), Q(since=None) | Q(since__lte=on))
        .order_by("name")
        .values_list("pk", "name")
    )


def _prefixes(path: str) -> list[str]:
    parts = path.rstrip("/").split("/")
    return ["/".join(parts[:count]) + "/" for count in range(1, len(parts))]
