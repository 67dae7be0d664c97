"""The sample accounts to show to whoever tries the product out."""

import os
from pathlib import Path

from django.utils import timezone

from donthu.config.paths import DATA

SHOWN = ("vpcp", "dtp", "dtp.sxd")  # a central office, a province, a department
FILE = DATA / "demo-logins.txt"


def write_logins() -> Path:
    """Write accounts of some sample agencies and their password to FILE, readable by us alone."""
    from donthu.agencies.accounts import list_officers
    from donthu.demo.officers import demo_password
    from donthu.law.grammar import Role
    from donthu.law.words import ROLE_NAMES

    rows = [row for row in list_officers(on=timezone.localdate()) if row.agency in SHOWN]
    width = max((len(row.username) for row in rows), default=0)
    lines = [f"Tài khoản mẫu, cùng một mật khẩu: {demo_password()}"]
    for row in rows:
        roles = ", ".join(ROLE_NAMES[Role(role)] for role in row.roles)
        lines.append(f"  {row.username:{width}}  {roles} ({row.agency_name})")
    with open(FILE, "w", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write("\n".join(lines) + "\n")
    return FILE
