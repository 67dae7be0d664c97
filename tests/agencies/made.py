"""A few agencies and accounts, made by the actions, for tests that need no sample."""

from datetime import datetime
from zoneinfo import ZoneInfo

from donthu.agencies.accounts import open_officer
from donthu.agencies.models import Agency, Officer
from donthu.agencies.tree import open_agency
from donthu.law.grammar import Role

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
TODAY = NOW.date()


def make_tree() -> dict[str, Agency]:
    """vpcp › dtp › dtp.sxd › dtp.sxd.qlnh, dtp › dtp.stc, and vpcp › btc."""
    made: dict[str, Agency] = {}
    for code, name, kind, above in (
        ("vpcp", "Văn phòng Chính phủ", "government_office", ""),
        ("btc", "Bộ Tài chính", "ministry", "vpcp"),
        ("dtp", "Ủy ban nhân dân tỉnh Đồng Tháp", "province_committee", "vpcp"),
        ("dtp.sxd", "Sở Xây dựng", "department", "dtp"),
        ("dtp.sxd.qlnh", "Phòng Quản lý nhà", "department_unit", "dtp.sxd"),
        ("dtp.stc", "Sở Tài chính", "department", "dtp"),
    ):
        level = "province" if code.startswith("dtp") else "central"
        made[code] = open_agency(
            code=code, name=name, kind=kind, level=level, parent=made.get(above), at=NOW, by=None
        )
    return made


def make_officer(username: str, agency: Agency, *roles: Role, by: Officer | None = None) -> Officer:
    """An officer called after the username."""
    officer, _ = open_officer(
        username=username, full_name=f"Mẫu {username}", agency=agency, roles=roles, at=NOW, by=by
    )
    return officer
