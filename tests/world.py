"""A small tree of agencies and officers, for tests that do not need the whole sample province."""

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency, Membership, Officer
from donthu.cases.actions.submit import Submitted, submit
from donthu.cases.actions.take_step import Taken, take_step
from donthu.cases.actor import SENDER, Actor
from donthu.people.models import Person

MONDAY = datetime(2026, 11, 9, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DUTIES_SINCE = date(2025, 7, 1)

# code, name, kind, level, parent, symbol
AGENCIES = (
    ("vpcp", "Văn phòng Chính phủ", "government_office", "central", None, "VPCP-KSTT"),
    ("btc", "Bộ Tài chính", "ministry", "central", "vpcp", "BTC-VP"),
    ("dtp", "Ủy ban nhân dân tỉnh Đồng Tháp", "province_committee", "province", "vpcp", "UBND-VX"),
    ("dtp.sxd", "Sở Xây dựng", "department", "province", "dtp", "SXD-VP"),
    ("dtp.snnmt", "Sở Nông nghiệp và Môi trường", "department", "province", "dtp", "SNNMT-VP"),
)
ROLES = ("clerk", "handler", "unit_head", "deputy", "head", "watcher", "agency_admin")
TITLES = {"deputy": "Phó Giám đốc", "head": "Giám đốc", "clerk": "Văn thư"}


@dataclass(frozen=True)
class World:
    """Agencies by code, officers by "code:role"."""

    agencies: dict[str, Agency]
    officers: dict[str, Officer]

    def actor(self, who: str, at: datetime = MONDAY) -> Actor:
        """The officer "code:role" with all duties."""
        officer = self.officers[who]
        return Actor.officer(officer.pk, duties_of(officer, at.date()))

    def id(self, code: str) -> int:
        return int(self.agencies[code].pk)

    def submit(self, *, to: str = "vpcp", at: datetime = MONDAY, **given: Any) -> Submitted:
        """A feedback of a made-up citizen."""
        sender = given.pop(
            "sender",
            Person(
                name="Lê Thị Thử",
                phone="0900000123",
                email="thu@example.vn",
                address="ấp 3",
                created_at=at,
            ),
        )
        return submit(
            **{
                "procedure": "feedback",
                "title": "Đèn tín hiệu hỏng",
                "text": "Đèn tín hiệu ở ngã tư không hoạt động vào sáng sớm.",
                "sender": sender,
                "agency_id": self.id(to),
                "channel": "portal",
                "kind": "idea",
                "at": at,
            }
            | given
        )

    def take(
        self, case_id: int, step: str, who: str, at: datetime | None = None, **data: Any
    ) -> Taken:
        """Officer "code:role" takes a step."""
        at = at or MONDAY
        return take_step(case_id=case_id, step=step, data=data, actor=self.actor(who, at), at=at)

    def take_as_sender(self, case_id: int, step: str, at: datetime, **data: Any) -> Taken:
        """The sender takes a step."""
        return take_step(case_id=case_id, step=step, data=data, actor=SENDER, at=at)

    def hand_down(self, case_id: int, codes: list[str], *, review: bool = False) -> None:
        """From the first to the last of `codes`, each receiving before it hands on."""
        for giver, taker in itertools.pairwise(codes):
            self.take(case_id, "receive", f"{giver}:clerk")
            self.take(
                case_id,
                "hand_over",
                f"{giver}:clerk",
                lead=self.id(taker),
                note="Đề nghị kiểm tra, trả lời.",
                review=review,
            )
        self.take(case_id, "receive", f"{codes[-1]}:clerk")

    def answer(self, case_id: int, code: str, *, at: datetime | None = None) -> None:
        """The agency that holds the case assigns, drafts and signs an answer."""
        self.take(
            case_id, "assign", f"{code}:clerk", at, officer=self.officers[f"{code}:handler"].pk
        )
        self.take(
            case_id,
            "draft",
            f"{code}:handler",
            at,
            answer="Đơn vị đã kiểm tra và sửa xong ngày 10/11.",
            result="solved",
        )
        self.take(case_id, "sign", f"{code}:deputy", at)

    def publish(
        self, case_id: int, code: str, *, at: datetime | None = None, **given: Any
    ) -> Taken:
        """The clerk of the agency that holds the case prepares the copy, its head releases it."""
        self.take(case_id, "publish", f"{code}:clerk", at, **given)
        return self.take(case_id, "release", f"{code}:head", at)


def make_world() -> World:
    """Write the small tree; each agency has one officer in each role."""
    agencies: dict[str, Agency] = {}
    officers: dict[str, Officer] = {}
    for code, name, kind, level, parent, symbol in AGENCIES:
        agencies[code] = Agency.objects.create(
            code=code,
            name=name,
            kind=kind,
            level=level,
            parent=agencies[parent] if parent else None,
            letter_number_symbol=symbol,
        )
        for role in ROLES:
            officer = Officer.objects.create(
                username=f"{code}.{role}", full_name=f"{role.capitalize()} {code}"
            )
            Membership.objects.create(
                officer=officer,
                agency=agencies[code],
                role=role,
                title=TITLES.get(role, ""),
                since=DUTIES_SINCE,
                is_default=True,
            )
            officers[f"{code}:{role}"] = officer
    return World(agencies, officers)


def later(days: int, hour: int = 9) -> datetime:
    """`days` after that Monday, at `hour`."""
    return MONDAY.replace(hour=hour) + timedelta(days=days)
