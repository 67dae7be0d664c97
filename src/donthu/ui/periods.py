"""A year, a quarter or a month, as chosen in the address of a page of figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

YEAR, PART = "nam", "ky"
ALWAYS = "tat-ca"
_QUARTERS = {f"q{n}": f"Quý {roman}" for n, roman in enumerate(("I", "II", "III", "IV"), 1)}
_MONTHS = {f"{n}": f"Tháng {n}" for n in range(1, 13)}
PARTS = {"": "Cả năm"} | _QUARTERS | _MONTHS


@dataclass(frozen=True, kw_only=True)
class Period:
    """From `since` (included) to `until` (excluded), local midnights; None is open. `year` and
    `part` are what the address calls it."""

    year: str
    part: str
    title: str
    since: datetime | None
    until: datetime | None

    @property
    def query(self) -> str:
        """The period as it stands in an address."""
        return f"{YEAR}={self.year}" + (f"&{PART}={self.part}" if self.part else "")


def period_of(given: Mapping[str, str], *, on: date) -> Period:
    """The period of an address; the year of the day `on` when it names none, or none there is."""
    year, part = given.get(YEAR, ""), given.get(PART, "")
    if year == ALWAYS:
        return Period(year=ALWAYS, part="", title="Từ trước đến nay", since=None, until=None)
    if not (year.isascii() and year.isdigit() and 2000 <= int(year) <= on.year):
        year = str(on.year)
    part = part if part in PARTS else ""
    first, months = _span(part)
    since = date(int(year), first, 1)
    end = first + months
    until = date(int(year) + (end > 12), (end - 1) % 12 + 1, 1)
    title = f"Năm {year}" if not part else f"{PARTS[part]}/{year}"
    return Period(year=year, part=part, title=title, since=midnight(since), until=midnight(until))


def years(first: datetime | None, *, on: date) -> list[tuple[str, str]]:
    """The years to choose from, newest first, and all of them together."""
    begun = timezone.localtime(first).year if first else on.year
    return [(str(y), str(y)) for y in range(on.year, begun - 1, -1)] + [(ALWAYS, "Mọi năm")]


def _span(part: str) -> tuple[int, int]:
    """The first month and how many there are."""
    if part in _QUARTERS:
        return 3 * int(part[1:]) - 2, 3
    return (int(part), 1) if part else (1, 12)


def midnight(day: date) -> datetime:
    """The moment at which that day begins here."""
    return timezone.make_aware(datetime(day.year, day.month, day.day))
