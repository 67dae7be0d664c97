"""How long is left until something is due, in the words of a chip."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from donthu.law.days import Calendar
from donthu.law.due import LOCAL

SOON = 3  # working days after today within which something counts as due soon


@dataclass(frozen=True, slots=True)
class Remaining:
    """`days` are the working days left, negative when late, None while the clock stands still."""

    days: int | None
    text: str
    tone: Literal["late", "due", "ok"]


def remaining(due: datetime | None, at: datetime, calendar: Calendar) -> Remaining:
    """How many working days are left at the moment `at`, today not counted.

    Both moments are aware. Late by no whole working day yet (the days since are days off) is
    "Quá hạn" without a number.
    """
    if due is None:
        return Remaining(None, "Đang tạm dừng", "ok")
    last, today = due.astimezone(LOCAL).date(), at.astimezone(LOCAL).date()
    if at > due:
        days = calendar.working_days(after=last, through=today)
        return Remaining(-days, f"Quá {days} ngày làm việc" if days else "Quá hạn", "late")
    if last == today:
        return Remaining(0, "Hôm nay", "due")
    days = calendar.working_days(after=today, through=last)
    text = f"Còn {days} ngày làm việc" if days else f"Hết hạn {last:%d/%m}"
    return Remaining(days, text, "due" if days <= SOON else "ok")
