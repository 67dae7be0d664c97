"""The life of an account: opened, given roles, password reset, closed. Each is an event.

Administrators do this for the agencies they administer. They give nobody, themselves included,
both the administration and work on cases: the personal account and the administrator's account
are two (law.md 5.4). `by` is None for the system itself: the command line and seeding.
"""

import secrets
from dataclasses import asdict, dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import Q

from donthu.agencies.duties import duties_of
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency, Delegation, Membership, Officer
from donthu.agencies.models.dated import in_effect
from donthu.agencies.models.membership import OFFICERS_ROLES
from donthu.agencies.permissions import ADMINISTRATORS, Right, may
from donthu.agencies.succession import holds
from donthu.agencies.tree import open_agency
from donthu.law.calendar import LOCAL
from donthu.law.grammar import Role
from donthu.ledger.book import record

_NOT_YOURS = "Chỉ quản trị của cơ quan hoặc của cơ quan cấp trên làm được việc này."


@dataclass(frozen=True)
class OfficerRow:
    """One officer in one agency, as lists show it."""

    username: str
    full_name: str
    agency: str
    agency_name: str
    roles: tuple[str, ...]
    title: str
    is_active: bool

    def as_json(self) -> dict[str, object]:
        """The row for JSON."""
        return asdict(self)


@transaction.atomic
def open_officer(
    *,
    username: str,
    full_name: str,
    agency: Agency,
    roles: tuple[Role, ...],
    at: datetime,
    by: Officer | None,
    title: str = "",
    email: str = "",
    phone: str = "",
) -> tuple[Officer, str]:
    """A new account with roles at an agency, and the password to hand over, which must be changed.

    ValidationError by field for a name or e-mail that will not do; NotPossible without the right.
    """
    _allow(by, agency, at)
    officer = Officer(
        username=username, full_name=full_name, email=email, phone=phone, opened_at=at
    )
    password = _give_password(officer)
    officer.full_clean()
    officer.save()
    _note(officer, "account_opened", at, by, agency)
    for role in roles:
        give_role(officer, agency=agency, role=role, title=title, at=at, by=by)
    return officer, password


@transaction.atomic
def give_role(
    officer: Officer,
    *,
    agency: Agency,
    role: Role,
    at: datetime,
    by: Officer | None,
    title: str = "",
    since: date | None = None,
) -> Membership:
    """A role at an agency from the day `since` (today) on; the first one is the default."""
    _allow(by, agency, at)
    today = _day(at)
    if by and by.pk == officer.pk:
        raise NotPossible("Không ai tự phân vai trò cho mình.")
    if role is Role.SYSTEM_ADMIN and by and not _is_system_admin(by, today):
        raise NotPossible("Chỉ quản trị hệ thống mới giao được vai trò quản trị hệ thống.")
    if not officer.is_active:
        raise NotPossible("Tài khoản đã khóa; hãy mở lại rồi mới giao vai trò.")
    if not holds(agency, today):
        raise NotPossible(f"{agency} đã kết thúc hoạt động.")
    mine = Membership.objects.select_for_update().filter(
        Q(until=None) | Q(until__gte=today), officer=officer
    )
    if any((Role(other.role) in ADMINISTRATORS) != (role in ADMINISTRATORS) for other in mine):
        raise NotPossible(
            "Tài khoản quản trị và tài khoản xử lý hồ sơ phải là hai tài khoản khác nhau."
        )
    if any(m.agency_id == agency.pk and m.role == role and m.until is None for m in mine):
        raise NotPossible("Cán bộ đã có vai trò này ở cơ quan.")
    membership = Membership.objects.create(
        officer=officer,
        agency=agency,
        role=role,
        title=title,
        since=since or today,
        is_default=not any(m.is_default and m.until is None for m in mine),
    )
    _note(officer, "role_given", at, by, agency, role=role, since=membership.since)
    return membership


@transaction.atomic
def end_role(membership: Membership, *, until: date, at: datetime, by: Officer | None) -> None:
    """Ends a role after the day `until`, and what was delegated from it."""
    _allow(by, membership.agency, at)
    _end(membership, until)
    _note(membership.officer, "role_ended", at, by, membership.agency, role=membership.role)


@transaction.atomic
def close_officer(officer: Officer, *, at: datetime, by: Officer | None) -> None:
    """Closes the account: no sign-in, no token, no open session; roles and delegations end with the
    day, and those that have not begun are taken back whole. NotPossible without the right over the
    agencies of all of them, and for an account that is closed."""
    _lock(officer)
    today = _day(at)
    open_ones = _open_memberships(officer, today)
    to_come = list(officer.memberships.filter(since__gt=today).select_related("agency"))
    _allow_all(by, [*open_ones, *to_come], at)
    if not officer.is_active:
        raise NotPossible("Tài khoản đã khóa.")
    for membership in open_ones:
        _end(membership, today)
    for membership in to_come:
        membership.delegations.all().delete()
        membership.delete()
    taken = Delegation.objects.filter(taker=officer)
    taken.filter(since__gt=today).delete()
    taken.filter(until__gt=today).update(until=today)
    officer.tokens.filter(revoked=None).update(revoked=at)
    officer.is_active, officer.closed_at = False, at
    officer.save(update_fields=["is_active", "closed_at"])
    _end_sessions(officer)
    _note(officer, "account_closed", at, by)


@transaction.atomic
def reopen_officer(officer: Officer, *, at: datetime, by: Officer | None) -> str:
    """Opens a closed account again, with a new password to hand over; its roles ended with the day
    of closing. NotPossible without the right over the agencies it was in on that day."""
    _lock(officer)
    if officer.is_active:
        raise NotPossible("Tài khoản đang mở.")
    closed_on = _day(officer.closed_at or at)
    held = officer.memberships.filter(until=closed_on).select_related("agency")
    _allow_all(by, list(held), at)
    password = _give_password(officer)
    officer.is_active, officer.closed_at = True, None
    officer.save(update_fields=["password", "password_given", "is_active", "closed_at"])
    _note(officer, "account_reopened", at, by)
    return password


@transaction.atomic
def reset_password(officer: Officer, *, at: datetime, by: Officer | None) -> str:
    """A new password to hand over, which must be changed; every session ends."""
    _allow_all(by, _open_memberships(officer, _day(at)), at)
    password = _give_password(officer)
    officer.save(update_fields=["password", "password_given"])
    _end_sessions(officer)
    _note(officer, "password_reset", at, by)
    return password


def make_admin(
    username: str, agency_code: str, *, at: datetime, agency_name: str = ""
) -> tuple[Officer, str]:
    """The first administrator, of the agency and of the system; the password is empty when the
    account existed. In an empty system the agency is made, under `agency_name`."""
    agency = Agency.objects.filter(code=agency_code).first()
    with transaction.atomic():
        if agency is None and agency_name and not Agency.objects.exists():
            agency = open_agency(
                code=agency_code, name=agency_name, kind="other", level="province", at=at, by=None
            )
        if agency is None:
            raise NotPossible(f"Chưa có cơ quan mã {agency_code}.")
        officer = Officer.objects.filter(username=username.lower()).first()
        roles = (Role.SYSTEM_ADMIN, Role.AGENCY_ADMIN)
        if officer is None:
            return open_officer(
                username=username.lower(),
                full_name=f"Quản trị {agency.short_name or agency.name}",
                agency=agency,
                roles=roles,
                title="Quản trị",
                at=at,
                by=None,
            )
        held = {duty.role for duty in duties_of(officer, _day(at)) if duty.agency_id == agency.pk}
        for role in roles:
            if role not in held:
                give_role(officer, agency=agency, role=role, at=at, by=None, title="Quản trị")
        return officer, ""


def list_officers(*, on: date, agency_code: str | None = None) -> list[OfficerRow]:
    """Officers with their agency and roles on the day `on`, by agency and username; with
    `agency_code` those of that agency and below. NotPossible when there is no such agency."""
    rows = Membership.objects.filter(in_effect(on)).select_related("officer", "agency")
    if agency_code:
        path = Agency.objects.filter(code=agency_code).values_list("path", flat=True).first()
        if path is None:
            raise NotPossible(f"Chưa có cơ quan mã {agency_code}.")
        rows = rows.filter(agency__path__startswith=path)
    found: dict[tuple[int, int], list[Membership]] = {}
    for row in rows.order_by("agency__path", "officer__username", "pk"):
        found.setdefault((row.officer_id, row.agency_id), []).append(row)
    return [
        OfficerRow(
            username=first.officer.username,
            full_name=first.officer.full_name,
            agency=first.agency.code,
            agency_name=first.agency.name,
            roles=tuple(m.role for m in members),
            title=first.title,
            is_active=first.officer.is_active,
        )
        for members in found.values()
        for first in members[:1]
    ]


def _allow(by: Officer | None, agency: Agency, at: datetime) -> None:
    """Whether `by` may manage accounts of the agency; NotPossible otherwise."""
    if by and not may(duties_of(by, _day(at)), Right.MANAGE_ACCOUNTS, agency.path):
        raise NotPossible(_NOT_YOURS)


def _allow_all(by: Officer | None, held: list[Membership], at: datetime) -> None:
    """The same for an account with these memberships; without any only for the whole system."""
    if by is None:
        return
    duties = duties_of(by, _day(at))
    paths = [m.agency.path for m in held] or [""]
    if not all(may(duties, Right.MANAGE_ACCOUNTS, path) for path in paths):
        raise NotPossible(_NOT_YOURS)
    if any(m.role == Role.SYSTEM_ADMIN for m in held) and not _is_system_admin(by, _day(at)):
        raise NotPossible("Chỉ quản trị hệ thống mới làm được việc này với quản trị hệ thống.")


def _open_memberships(officer: Officer, on: date) -> list[Membership]:
    return list(officer.memberships.filter(in_effect(on)).select_related("agency"))


def roles_given_by(officer: Officer, *, on: date) -> list[Role]:
    """The roles that this administrator may give to others."""
    everything = _is_system_admin(officer, on)
    return [role for role in OFFICERS_ROLES if everything or role is not Role.SYSTEM_ADMIN]


def _is_system_admin(officer: Officer, on: date) -> bool:
    return any(duty.role is Role.SYSTEM_ADMIN for duty in duties_of(officer, on))


def _end(membership: Membership, until: date) -> None:
    membership.until = max(until, membership.since)
    membership.save(update_fields=["until"])
    membership.delegations.filter(until__gt=membership.until, since__lte=membership.until).update(
        until=membership.until
    )


def _give_password(officer: Officer) -> str:
    """Sets a password to hand over, which must be changed; the account is not saved yet."""
    password = secrets.token_urlsafe(12)
    officer.set_password(password)
    officer.password_given = True
    return password


def _lock(officer: Officer) -> None:
    """The account as it is now, for us alone until the transaction ends."""
    officer.refresh_from_db(from_queryset=Officer.objects.select_for_update())


def _end_sessions(officer: Officer) -> None:
    for session in UserSession.objects.filter(user=officer):
        session.end()


def _day(at: datetime) -> date:
    return at.astimezone(LOCAL).date()


def _note(
    officer: Officer,
    kind: str,
    at: datetime,
    by: Officer | None,
    agency: Agency | None = None,
    **data: object,
) -> None:
    record(
        subject=f"officer:{officer.pk}",
        kind=kind,
        at=at,
        actor_id=by.pk if by else None,
        agency_id=agency.pk if agency else None,
        data=data,
    )
