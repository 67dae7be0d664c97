"""A year, a quarter or a month, as an address names it."""

from datetime import date

import pytest
from django.utils import timezone

from donthu.ui.periods import period_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("year", "part", "since", "until", "title"),
    [
        ("", "", "2026-01-01", "2027-01-01", "Năm 2026"),
        ("2025", "", "2025-01-01", "2026-01-01", "Năm 2025"),
        ("2026", "q1", "2026-01-01", "2026-04-01", "Quý I/2026"),
        ("2026", "q4", "2026-10-01", "2027-01-01", "Quý IV/2026"),
        ("2026", "2", "2026-02-01", "2026-03-01", "Tháng 2/2026"),
        ("2026", "12", "2026-12-01", "2027-01-01", "Tháng 12/2026"),
        ("2099", "13", "2026-01-01", "2027-01-01", "Năm 2026"),
    ],
)
def test_a_period_runs_from_a_local_midnight_to_another(
    year: str, part: str, since: str, until: str, title: str
) -> None:
    period = period_of({"nam": year, "ky": part}, on=TODAY)
    assert period.since is not None
    assert period.until is not None
    ends = [timezone.localtime(end).isoformat() for end in (period.since, period.until)]
    assert ends == [f"{since}T00:00:00+07:00", f"{until}T00:00:00+07:00"]
    assert period.title == title


def test_all_years_have_no_ends() -> None:
    period = period_of({"nam": "tat-ca", "ky": "q1"}, on=TODAY)
    assert (period.since, period.until, period.query) == (None, None, "nam=tat-ca")
