"""Many accounts at once, as when a province begins: checked whole, then opened whole."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency, Membership, Officer
from donthu.agencies.permissions import Right, may
from donthu.agencies.succession import holds
from donthu.law.calendar import LOCAL
from donthu.law.grammar import Role
from donthu.law.words import ROLE_NAMES
from donthu.ledger.book import record_many
from donthu.ledger.entry import Entry

# What follows the agency's code in the name of an account: btc.nl, dtp.sxd.cv2.
SUFFIXES = {
    Role.CLERK: "nl",
    Role.HANDLER: "cv",
    Role.UNIT_HEAD: "tp",
    Role.DEPUTY: "pld",
    Role.HEAD: "ld",
    Role.WATCHER: "td",
    Role.AGENCY_ADMIN: "qt",
}


@dataclass(frozen=True, kw_only=True)
class NewOfficer:
    """One row of a list of officers. Without a username it is made from the agency and the role."""

    full_name: str
    agency: str
    role: str
    title: str = ""
    email: str = ""
    phone: str = ""
    username: str = ""


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row; rows count from 1."""

    row: int
    said: str


class ListRefused(ValueError):
    """The list was not taken; `faults` says why, row by row."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(f"Dòng {first.row}: {first.said} (tất cả {len(faults)} lỗi)")
        self.faults = tuple(faults)


@transaction.atomic
def import_officers(
    rows: Sequence[NewOfficer], *, at: datetime, by: Officer | None, dry_run: bool = False
) -> list[str]:
    """Opens an account for each row and returns their usernames, in the order of the rows.

    All or none: ListRefused tells all faults. Nobody gets a password: officers come in by the
    single sign-on, by a link to their e-mail, or with one that an administrator resets. With
    `dry_run` the usernames are told and nothing is opened.
    """
    day = at.astimezone(LOCAL).date()
    agencies = Agency.objects.in_bulk({row.agency for row in rows}, field_name="code")
    duties = duties_of(by, day) if by else ()
    taken = set(Officer.objects.values_list("username", flat=True))
    mails = {mail.lower() for mail in Officer.objects.values_list("email", flat=True)}
    password = make_password(None)
    faults: list[Fault] = []
    made: list[tuple[Officer, Membership]] = []
    for number, row in enumerate(rows, 1):
        said = _wrong(row, agencies.get(row.agency), taken, mails)
        agency = agencies.get(row.agency)
        if agency and by and not may(duties, Right.MANAGE_ACCOUNTS, agency.path):
            said.append(f"Bạn không quản trị cơ quan {row.agency}.")
        if agency and not holds(agency, day):
            said.append(f"{agency} đã kết thúc hoạt động.")
        if said or agency is None:
            faults += [Fault(number, sentence) for sentence in said]
            continue
        officer = Officer(
            username=row.username or _free(row, taken),
            full_name=row.full_name.strip(),
            email=row.email,
            phone=row.phone,
            password=password,
            opened_at=at,
        )
        officer.fill()
        try:
            officer.clean_fields()
        except ValidationError as wrong:
            faults += [Fault(number, sentence) for sentence in wrong.messages]
        taken.add(officer.username)
        mails.add(row.email.lower())
        membership = Membership(
            officer=officer,
            agency=agency,
            role=row.role,
            title=row.title,
            since=day,
            is_default=True,
        )
        made.append((officer, membership))
    if faults:
        raise ListRefused(faults)
    if not dry_run:
        _open(made, at, by)
    return [officer.username for officer, _ in made]


def _wrong(row: NewOfficer, agency: Agency | None, taken: set[str], mails: set[str]) -> list[str]:
    said = []
    if agency is None:
        said.append(f"Không có cơ quan mã {row.agency}.")
    if row.role not in SUFFIXES:
        names = ", ".join(f"{role} ({ROLE_NAMES[role]})" for role in SUFFIXES)
        said.append(f"Không có vai trò {row.role}; các vai trò là: {names}.")
    if row.username in taken:
        said.append(f"Tên đăng nhập {row.username} đã có.")
    if row.email and row.email.lower() in mails:
        said.append(f"Thư điện tử {row.email} đã có tài khoản khác dùng.")
    return said


def _free(row: NewOfficer, taken: set[str]) -> str:
    """The first free name: dtp.sxd.nl, then dtp.sxd.nl2; handlers are numbered from cv1."""
    plain = f"{row.agency}.{SUFFIXES[Role(row.role)]}"
    numbers = count(1) if row.role == Role.HANDLER else chain([""], count(2))
    return next(name for number in numbers if (name := f"{plain}{number}") not in taken)


def _open(made: Iterable[tuple[Officer, Membership]], at: datetime, by: Officer | None) -> None:
    officers, memberships = zip(*made, strict=True) if made else ((), ())
    Officer.objects.bulk_create(officers, batch_size=2000)
    Membership.objects.bulk_create(memberships, batch_size=2000)
    record_many(
        Entry(
            subject=f"officer:{membership.officer_id}",
            kind="account_opened",
            at=at,
            actor_id=by.pk if by else None,
            agency_id=membership.agency_id,
            data={"role": membership.role, "since": membership.since},
        )
        for membership in memberships
    )
