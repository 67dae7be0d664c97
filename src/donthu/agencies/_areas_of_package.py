"""The national lists of places as the package `vietnamadminunits` carries them, in our words.

Its list of before 1 July 2025 has 63 provinces with their districts and communes, its list of
today 34 provinces with 3,321 communes; its converter says which commune became which.

Its data are read and its code is not run: that needs `unidecode`, whose licence (GPL) we do not
carry, so that the lock file leaves it out.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib.util import find_spec
from math import cos, hypot, radians
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from donthu.agencies.models import AreaKind, Level

TWO_TIERS = date(2025, 7, 1)
THREE_TIERS_UNTIL = date(2025, 6, 30)
_OLD = "old/"
_FAR = 18.0  # km
_KINDS = {
    (Level.PROVINCE, "Tỉnh"): AreaKind.PROVINCE,
    (Level.PROVINCE, "Thành phố"): AreaKind.CITY,
    (Level.DISTRICT, "Quận"): AreaKind.URBAN_DISTRICT,
    (Level.DISTRICT, "Huyện"): AreaKind.RURAL_DISTRICT,
    (Level.DISTRICT, "Thị xã"): AreaKind.TOWN,
    (Level.DISTRICT, "Thành phố"): AreaKind.CITY,
    (Level.COMMUNE, "Xã"): AreaKind.COMMUNE,
    (Level.COMMUNE, "Phường"): AreaKind.WARD,
    (Level.COMMUNE, "Thị trấn"): AreaKind.TOWNSHIP,
    (Level.COMMUNE, "Đặc khu"): AreaKind.SPECIAL_ZONE,
}


class Unit(NamedTuple):
    """One place. `key` and `parent` are names within these lists only."""

    key: str
    parent: str
    level: str
    kind: str
    code: str
    name: str
    address: str
    since: date | None
    until: date | None


def units() -> list[Unit]:
    """All places, those above before those below."""
    made: dict[str, Unit] = {}
    whole = _provinces_that_stayed()
    for row in _rows("admin_units"):
        province = row["provinceKey"]
        since = None if province in whole else TWO_TIERS
        _add(made, province, "", Level.PROVINCE, row["provinceCode"], row["province"], since, None)
        key = f"{province}_{row['wardKey']}"
        _add(made, key, province, Level.COMMUNE, row["wardCode"], row["ward"], TWO_TIERS, None)
    for row in _rows("admin_units_legacy"):
        province = row["provinceKey"]
        end = THREE_TIERS_UNTIL
        if province not in whole:
            province = _OLD + province
            _add(
                made, province, "", Level.PROVINCE, row["provinceCode"], row["province"], None, end
            )
        district = f"{_OLD}{row['provinceKey']}_{row['districtKey']}"
        _add(
            made,
            district,
            province,
            Level.DISTRICT,
            row["districtCode"],
            row["district"],
            None,
            end,
        )
        if row["ward"]:  # five island districts had no communes
            key = f"{district}_{row['wardKey']}"
            _add(made, key, district, Level.COMMUNE, row["wardCode"], row["ward"], None, end)
    return list(made.values())


def succession() -> Iterator[tuple[str, str, bool]]:
    """Which became which: keys of the old and the new place, and whether it is the main part."""
    table = _converter()
    for new, olds in table["DICT_PROVINCE"].items():
        if olds != [new]:
            for old in olds:
                yield _OLD + old, new, True
    for province, communes in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():
            for old in olds:
                yield _OLD + old.removesuffix("_"), f"{province}_{commune}", True
    where = _middles()
    whole = {
        (f"{province}_{commune}", _district(old))
        for province, communes in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for commune, olds in communes.items()
        for old in olds
    }
    for province, olds in table["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, parts in olds.items():
            for part in parts:
                new, main = f"{province}_{part['newWardKey']}", part["isDefaultNewWard"]
                # The package went by names here: "Phường 4" of Mỹ Tho also became what Phường 4 of
                # Cao Lãnh, 80 km away, became. True neighbours are nearer or come from one district.
                if main or (new, _district(old)) in whole or _km(where[old], where[new]) < _FAR:
                    yield _OLD + old.removesuffix("_"), new, main


def _district(old: str) -> str:
    return old.rpartition("_")[0]


def _middles() -> dict[str, tuple[float, float]]:
    """Latitude and longitude of the middle of each commune, old and new, in degrees."""
    new = {f"{r['provinceKey']}_{r['wardKey']}": r for r in _rows("admin_units")}
    old = {
        f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": r
        for r in _rows("admin_units_legacy")
    }
    return {key: (row["wardLat"], row["wardLon"]) for key, row in (new | old).items()}


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    north = (one[0] - other[0]) * 111.2
    east = (one[1] - other[1]) * 111.2 * cos(radians(one[0]))
    return hypot(north, east)


def _provinces_that_stayed() -> set[str]:
    return {new for new, olds in _converter()["DICT_PROVINCE"].items() if olds == [new]}


def _converter() -> dict[str, Any]:
    table: dict[str, Any] = json.loads((_data() / "converter_2025.json").read_text("utf-8"))
    return table


def _rows(table: str) -> list[sqlite3.Row]:
    with closing(
        sqlite3.connect(f"file:{quote(str(_data()))}/dataset.db?mode=ro", uri=True)
    ) as file:
        file.row_factory = sqlite3.Row
        return file.execute(f"SELECT * FROM [{table}]").fetchall()


def _data() -> Path:
    package = find_spec("vietnamadminunits")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("vietnamadminunits")
    return Path(package.origin).parent / "data"


def _add(
    made: dict[str, Unit],
    key: str,
    parent: str,
    level: Level,
    code: str,
    name: str,
    since: date | None,
    until: date | None,
) -> None:
    if key in made:
        return
    word, kind = next(
        (word, kind)
        for (at, word), kind in _KINDS.items()
        if at == level and name.lower().startswith(word.lower())
    )
    name = word + name[len(word) :]  # the package has "Thành Phố", "Thị Trấn" here and there
    address = f"{name}, {made[parent].address}" if parent else name
    made[key] = Unit(key, parent, level, kind, code, name, address, since, until)
