"""The sample tree of agencies and its officers; what they do is told elsewhere, by the actions."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from donthu.agencies.models import Agency, AgencySuccession, Area
from donthu.agencies.seeding import seed_areas, seed_fields
from donthu.demo.officers import appoint
from donthu.law.text import fold, syllables

Progress = Callable[[str, int, int], None]
PROVINCE = "dtp"
_TWO_TIERS = date(2025, 7, 1)
_LEVELS = {
    "government_office": "central",
    "ministry": "central",
    "ministry_unit": "central",
    "district_committee": "district",
    "commune_committee": "commune",
    "council_office": "commune",
    "commune_unit": "commune",
}


@transaction.atomic
def seed_agencies(
    progress: Progress | None = None, *, at: datetime | None = None
) -> dict[str, int]:
    """The sample agencies and officers; run again, it adds what is missing.

    All accounts have the one password of `demo.officers.demo_password()`. Returns the counts of `agencies`,
    `closed` and `officers`.
    """
    at = at or timezone.now()
    if not Area.objects.exists():
        seed_areas(progress)
        seed_fields()
    table = _table()
    agencies = _open(list(_tree(table)))
    _close(table, agencies)
    officers = appoint(table, agencies, at)
    if progress:
        progress("cơ quan và cán bộ mẫu", len(officers), len(officers))
    return {
        "agencies": Agency.objects.filter(until=None).count(),
        "closed": Agency.objects.exclude(until=None).count(),
        "officers": len(officers),
    }


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("donthu.demo") / "agencies.toml").read_text("utf-8"))


def _tree(table: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every agency of today, those above first."""
    provinces = {area.code: area for area in Area.objects.filter(level="province", until=None)}
    province = provinces["82"]
    for entry in table["agencies"]:
        own = province if entry["code"].split(".")[0] == PROVINCE else None
        area = provinces[entry["area"]] if "area" in entry else own
        yield {**entry, "area": area, "parent": _above(entry["code"])}
    taken = {entry["code"] for entry in table["agencies"]}
    for commune in Area.objects.filter(parent=province, level="commune", until=None):
        code = _code(commune.name, taken)
        name = commune.name[0].lower() + commune.name[1:]
        base = {"area": commune, "since": _TWO_TIERS}
        yield base | {
            "code": code,
            "name": f"Ủy ban nhân dân {name}",
            "short": f"UBND {name}",
            "kind": "commune_committee",
            "symbol": "UBND",
            "parent": PROVINCE,
        }
        for unit in table["commune_units"] if commune.name in table["communes_with_units"] else ():
            yield (
                base
                | unit
                | {
                    "code": f"{code}.{unit['code']}",
                    "name": f"{unit['name']} {name}",
                    "parent": code,
                }
            )


def _above(code: str) -> str:
    first = str(_table()["agencies"][0]["code"])
    return code.rpartition(".")[0] or ("" if code == first else first)


def _code(name: str, taken: set[str]) -> str:
    """ "Phường Mỹ Tho" → dtp.mytho; the second of that name, Xã Mỹ Thọ, → dtp.mytho2."""
    kind_words = 2 if fold(name).startswith(("dac khu", "thanh pho", "thi xa")) else 1
    plain = f"{PROVINCE}.{''.join(syllables(name)[kind_words:])}"
    code, number = plain, 1
    while code in taken:
        number += 1
        code = f"{plain}{number}"
    taken.add(code)
    return code


def _open(entries: list[dict[str, Any]]) -> dict[str, Agency]:
    """Makes the agencies that are missing, level by level; all of them by code."""
    known = {agency.code: agency for agency in Agency.objects.all()}
    for depth in range(1 + max(_depth(entry) for entry in entries)):
        new = []
        for entry in entries:
            if _depth(entry) != depth or entry["code"] in known:
                continue
            agency = Agency(
                code=entry["code"],
                name=entry["name"],
                short_name=entry.get("short", ""),
                kind=entry["kind"],
                level=_LEVELS.get(entry["kind"], "province"),
                area=entry.get("area"),
                parent=known.get(entry["parent"]),
                since=entry.get("since"),
                until=entry.get("until"),
                letter_number_symbol=entry.get("symbol", ""),
                participates_in_feedback=entry.get("in_feedback", "until" not in entry),
                has_accounts="until" not in entry and not entry.get("by_letter"),
            )
            agency.fill()
            new.append(agency)
        known |= {agency.code: agency for agency in Agency.objects.bulk_create(new)}
    return known


def _depth(entry: dict[str, Any]) -> int:
    above = entry["parent"]
    return 0 if not above else 1 + above.count(".") + (above != _table()["agencies"][0]["code"])


def _close(table: dict[str, Any], agencies: dict[str, Agency]) -> None:
    """Closed ministries and provinces with the old districts, and who does their work."""
    entries = [
        {
            **entry,
            "area": Area.objects.filter(code=entry.get("area", ""), level="province")
            .exclude(until=None)
            .first(),
            "parent": _above(entry["code"]),
        }
        for entry in table["closed"]
    ]
    into = {entry["code"]: [entry["into"]] for entry in entries}
    by_area = {a.area_id: a.code for a in agencies.values() if a.kind == "commune_committee"}
    for province in [entry for entry in entries if entry["area"]]:
        taken: set[str] = set()
        for district in Area.objects.filter(parent=province["area"], level="district"):
            code = _code(district.name, taken).replace(PROVINCE, province["code"], 1)
            news = (
                Area.objects.filter(precursions__old__parent=district).order_by("code").distinct()
            )
            name = district.name[0].lower() + district.name[1:]
            entries.append(
                {
                    "code": code,
                    "name": f"Ủy ban nhân dân {name}",
                    "short": f"UBND {name}",
                    "kind": "district_committee",
                    "area": district,
                    "parent": province["code"],
                    "until": province["until"],
                    "decision": province["decision"],
                }
            )
            into[code] = [by_area[area.pk] for area in news]
    agencies |= _open(entries)
    AgencySuccession.objects.bulk_create(
        [
            AgencySuccession(
                old=agencies[entry["code"]],
                new=agencies[new],
                since=entry["until"] + timedelta(days=1),
                decision=entry["decision"],
            )
            for entry in entries
            for new in into[entry["code"]]
        ],
        ignore_conflicts=True,
    )
