"""The officers of the sample agencies: all names are made up, all have one password."""

import os
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.hashers import make_password

from donthu.agencies.delegations import delegate
from donthu.agencies.models import Agency, Delegation, Membership, Officer
from donthu.law.calendar import LOCAL
from donthu.law.grammar import Role
from donthu.ledger.book import record_many
from donthu.ledger.entry import Entry

SYSTEM_ADMIN = "quantri"
TWO_PLACES = ("dtp.vp.cv1", "dtp.vp.btcd")  # works in the office and sits at the reception board
ABSENT, STANDS_IN = "dtp.sxd.gd", "dtp.sxd.pgd"
FOCAL = ("dtp", "dtp.sxd")
SINCE = date(2025, 7, 1)


class Post(NamedTuple):
    """One account of the sample: who, where, in what role."""

    username: str
    agency: str
    role: Role
    title: str


def appoint(table: dict[str, Any], agencies: dict[str, Agency], at: datetime) -> dict[str, Officer]:
    """Makes the officers and memberships that are missing; all sample officers by username."""
    people, posts = table["people"], list(_posts(table, agencies))
    usernames = dict.fromkeys(post.username for post in posts)
    known = {o.username: o for o in Officer.objects.filter(username__in=usernames)}
    password = make_password(demo_password())
    new = [
        Officer(
            username=username,
            full_name=people["known"].get(username) or _made_up(people, number),
            email=f"{username}@donthu.example",
            password=password,
            opened_at=at,
            terms_accepted_at=at,
        )
        for number, username in enumerate(usernames)
        if username not in known
    ]
    for officer in new:
        officer.fill()
    officers = known | {o.username: o for o in Officer.objects.bulk_create(new)}
    given = Membership.objects.bulk_create(
        [
            Membership(
                officer=officers[post.username],
                agency=agencies[post.agency],
                role=post.role,
                title=post.title,
                since=SINCE,
                is_default=post.username.startswith(f"{post.agency}.") or post.agency == "vpcp",
            )
            for post in posts
            if post.username not in known
        ]
    )
    record_many(
        Entry(
            subject=f"officer:{m.officer_id}",
            kind="account_opened" if m.is_default else "role_given",
            at=at,
            agency_id=m.agency_id,
            data={"role": m.role},
        )
        for m in given
    )
    _absence(officers, at)
    for code in FOCAL:
        Agency.objects.filter(code=code).update(focal_officer=officers[f"{code}.nl"])
    return officers


def demo_password() -> str:
    """The one password of all sample accounts: of DONTHU_DEMO_PASSWORD, else made once and kept
    beside the data."""
    if given := os.environ.get("DONTHU_DEMO_PASSWORD"):
        return given
    path = settings.DONTHU_DATA / "keys" / "demo-password"
    try:
        return str(path.read_text())
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        made = secrets.token_urlsafe(12)
        with open(path, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(made)
        return made


def _posts(table: dict[str, Any], agencies: dict[str, Agency]) -> Iterator[Post]:
    yield Post(SYSTEM_ADMIN, table["agencies"][0]["code"], Role.SYSTEM_ADMIN, "Quản trị hệ thống")
    for agency in sorted(agencies.values(), key=lambda a: a.path):
        if agency.until or not agency.has_accounts:
            continue
        yield Post(f"{agency.code}.nl", agency.code, Role.CLERK, "Văn thư")
        if agency.kind in table["staffed_kinds"] or agency.code in table["staffed_too"]:
            for suffix, role, title in table["everywhere"]["staff"] + table["leaders"][agency.kind]:
                yield Post(f"{agency.code}.{suffix}", agency.code, Role(role), title)
    username, agency_code = TWO_PLACES
    yield Post(username, agency_code, Role.HANDLER, "Người tiếp công dân")


def _made_up(people: dict[str, Any], number: int) -> str:
    family, given = people["family"], people["given"]
    middle = "Thị" if number % 2 else "Văn"
    return f"{family[number % len(family)]} {middle} Mẫu {given[number % len(given)]}"


def _absence(officers: dict[str, Officer], at: datetime) -> None:
    """The head of a department is away, a deputy stands in."""
    if Delegation.objects.filter(giver=officers[ABSENT]).exists():
        return
    today = at.astimezone(LOCAL).date()
    delegate(
        officers[ABSENT].memberships.get(),
        taker=officers[STANDS_IN],
        since=today,
        until=today + timedelta(days=30),
        reason="Đi học tập trung",
        document="Giấy ủy quyền 01/GUQ-SXD",
        at=at,
        by=None,
    )
