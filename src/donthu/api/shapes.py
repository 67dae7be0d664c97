"""The small parts that many answers are made of."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from pydantic import BaseModel

from donthu.agencies.local_law import calendar_for
from donthu.agencies.models import Agency, Area, Field, Officer
from donthu.cases import codes
from donthu.cases.public_files import AnyPublicFile
from donthu.cases.queries import AnyPaperFile
from donthu.law.remaining import remaining


class AgencyRef(BaseModel):
    """An agency, named by its code for good."""

    code: str
    name: str

    @classmethod
    def of(cls, agency: Agency) -> "AgencyRef":
        return cls(code=agency.code, name=agency.name)


class AreaRef(BaseModel):
    """A province or commune by its national code; `address` names what it lies in, too."""

    code: str
    name: str
    address: str

    @classmethod
    def of(cls, area: Area | None) -> "AreaRef | None":
        return cls(code=area.code, name=area.name, address=area.address) if area else None


class FieldRef(BaseModel):
    """A field (lĩnh vực)."""

    code: str
    name: str

    @classmethod
    def of(cls, field: Field | None) -> "FieldRef | None":
        return cls(code=field.code, name=field.name) if field else None


class OfficerRef(BaseModel):
    """An officer."""

    username: str
    name: str

    @classmethod
    def of(cls, officer: Officer | None) -> "OfficerRef | None":
        return cls(username=officer.username, name=officer.full_name) if officer else None

    @classmethod
    def by_id(cls, ids: Iterable[int | None]) -> "dict[int, OfficerRef]":
        """The officers of these ids; asks nothing when there are none."""
        wanted = {pk for pk in ids if pk is not None}
        found = Officer.objects.filter(pk__in=wanted) if wanted else []
        return {one.pk: cls(username=one.username, name=one.full_name) for one in found}


class FileOut(BaseModel):
    """A file of a paper; its bytes are at `url`."""

    id: int
    name: str
    type: str
    size: int
    sha256: str
    url: str

    @classmethod
    def of(cls, file: AnyPaperFile | AnyPublicFile, url: str) -> "FileOut":
        return cls(
            id=file.pk,
            name=file.name,
            type=file.file.type,
            size=file.file.size,
            sha256=file.file.sha256,
            url=url,
        )


class ReceiptOut(BaseModel):
    """The code of what was sent, and the page on which it can be followed."""

    code: str
    track_url: str

    @classmethod
    def of(cls, code: str) -> "ReceiptOut":
        shown = codes.shown(code)
        track = f"{settings.BASE_URL}{reverse('portal:track')}?code={shown}"
        return cls(code=shown, track_url=track)


class Remaining(BaseModel):
    """How many working days are left, below zero when late; null while no clock runs."""

    days: int | None
    text: str


def remaining_of(due: datetime | None, at: datetime, agency_id: int) -> Remaining | None:
    """What is left until `due` by the calendar of that agency; None without a clock."""
    if due is None:
        return None
    left = remaining(due, at, calendar_for(agency_id))
    return Remaining(days=left.days, text=left.text)


def same(row: object, names: str) -> dict[str, Any]:
    """The columns of `row` that an answer has under the same names."""
    return {name: getattr(row, name) for name in names.split()}
