"""Catalogues that every deployment begins with: places and fields. May be run again at will."""

import tomllib
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from django.db import transaction

from donthu.agencies._areas_of_package import Unit, succession, units
from donthu.agencies.models import Area, AreaSuccession, Catalogue, Field
from donthu.agencies.models.area import searchable

Progress = Callable[[str, int, int], None]  # what, done, of how many
_BATCH = 2000
_KEPT_IN_STEP = ("name", "kind", "address", "folded", "parent", "since")


@transaction.atomic
def seed_areas(progress: Progress | None = None) -> dict[str, int]:
    """The provinces and communes of today, those of before 1/7/2025, and which became which.

    What exists is brought up to date, flags set by hand (`remote`) stay. Returns how many there
    are: `provinces` and `communes` of today, `old` areas, `successions`.
    """
    all_units = units()
    known = {(a.level, a.code, a.until): a for a in Area.objects.all()}
    areas: dict[str, Area] = {}
    done = 0
    for level in ("province", "district", "commune"):
        of_level = [unit for unit in all_units if unit.level == level]
        new, changed = [], []
        for unit in of_level:
            area = known.get((unit.level, unit.code, unit.until))
            parent = areas[unit.parent] if unit.parent else None
            if area is None:
                area = Area(level=unit.level, code=unit.code, until=unit.until)
                new.append(area)
            elif not _differs(area, unit, parent):
                areas[unit.key] = area
                continue
            else:
                changed.append(area)
            area.name, area.kind, area.since = unit.name, unit.kind, unit.since
            area.parent, area.address, area.folded = parent, unit.address, searchable(unit.address)
            areas[unit.key] = area
        Area.objects.bulk_create(new, batch_size=_BATCH)
        Area.objects.bulk_update(changed, _KEPT_IN_STEP, batch_size=_BATCH)
        done += len(of_level)
        if progress:
            progress("đơn vị hành chính", done, len(all_units))
    AreaSuccession.objects.bulk_create(
        [
            AreaSuccession(old=areas[old], new=areas[new], main=main)
            for old, new, main in succession()
        ],
        batch_size=_BATCH,
        ignore_conflicts=True,
    )
    today = Area.objects.filter(until=None)
    return {
        "provinces": today.filter(level="province").count(),
        "communes": today.filter(level="commune").count(),
        "old": Area.objects.exclude(until=None).count(),
        "successions": AreaSuccession.objects.count(),
    }


def _differs(area: Area, unit: Unit, parent: Area | None) -> bool:
    return (area.name, area.kind, area.address, area.since, area.parent_id) != (
        unit.name,
        unit.kind,
        unit.address,
        unit.since,
        parent.pk if parent else None,
    )


@transaction.atomic
def seed_fields() -> dict[str, int]:
    """The fields of `fields.toml`. Returns how many there are of each catalogue."""
    table = tomllib.loads((files("donthu.agencies") / "fields.toml").read_text("utf-8"))
    for catalogue in Catalogue.values:
        for n, entry in enumerate(table[catalogue]["fields"], 1):
            parent = _field(catalogue, entry, n * 100, None, entry["report"])
            for m, below in enumerate(entry.get("below", ()), 1):
                _field(catalogue, below, n * 100 + m, parent, entry["report"])
    return {key: Field.objects.filter(catalogue=key).count() for key in Catalogue.values}


def _field(
    catalogue: str, entry: dict[str, Any], position: int, parent: Field | None, report: str
) -> Field:
    field, _ = Field.objects.update_or_create(
        code=entry["code"],
        defaults={
            "catalogue": catalogue,
            "name": entry["name"],
            "parent": parent,
            "report_code": report,
            "position": position,
            "since": entry.get("since"),
            "until": entry.get("until"),
        },
    )
    return field
