"""Fields in which a place or an agency is named as people name it, or by its code."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from donthu.agencies.areas import find_areas
from donthu.agencies.models import Agency, Area
from donthu.agencies.models.area import AreaKind, searchable
from donthu.agencies.naming import nearness
from donthu.agencies.queries import find_agencies
from donthu.law.text import nfc

SHOWN = 4  # names in the sentence that asks which of several was meant
_KIND = re.compile(rf"^({'|'.join(searchable(str(kind)) for kind in AreaKind.labels)}) ")
_CODE = re.compile(r"\(([a-z0-9.-]+)\)$")


@dataclass(frozen=True)
class Named:
    """Something that may be meant: under which name it is shown; `exact`: what was typed names it."""

    thing: Any
    name: str
    exact: bool


class NamedField(forms.CharField):
    """A text that names one thing, or nothing. `on` is the day on which the thing must exist.

    The control asks `suggest_url` for names while one types, and posts what was chosen by its
    code; without JavaScript the text is read as it is.
    """

    none = ""
    several = ""

    def __init__(self, *, suggest_url: str = "", **kwargs: Any) -> None:
        super().__init__(required=False, max_length=300, **kwargs)
        self.on = date.min
        self.error_messages["max_length"] = "Tên quá dài, nhiều hơn 300 ký tự."
        if suggest_url:
            self.widget.attrs["data-suggest-url"] = suggest_url

    def clean(self, value: Any) -> Any:
        """The thing that was named, None when nothing was."""
        typed = nfc(str(super().clean(value)))
        if not typed:
            return None
        if thing := self.by_code(typed):
            return thing
        found = self.named(typed, on=self.on)
        meant = [each for each in found if each.exact] or found
        if len(meant) == 1:
            return meant[0].thing
        if not meant:
            raise ValidationError(self.none.format(typed=typed), code="unknown")
        names = "; ".join(each.name for each in meant[:SHOWN])
        raise ValidationError(self.several.format(names=names), code="several")

    def by_code(self, typed: str) -> Any:
        """What has that code, None when nothing has."""
        raise NotImplementedError

    @staticmethod
    def named(typed: str, *, on: date) -> Sequence[Named]:
        """What may be meant on that day, best first."""
        raise NotImplementedError


class PlaceField(NamedField):
    """A commune or province of today; old names lead to what they are now."""

    none = "Không tìm thấy “{typed}”. Hãy ghi tên xã, phường và tỉnh, hoặc để trống."
    several = "Có nhiều nơi tên như vậy: {names}. Hãy ghi rõ cả tỉnh."

    def by_code(self, typed: str) -> Area | None:
        if not typed.isascii() or not typed.isdecimal():
            return None
        return Area.objects.on(self.on).filter(code=typed).first()

    @staticmethod
    def named(typed: str, *, on: date) -> list[Named]:
        return [
            Named(
                found.area,
                f"{found.area.address} (trước là {found.formerly})"
                if found.formerly
                else found.area.address,
                _means(typed, found.formerly or found.area.address),
            )
            for found in find_areas(typed, on=on)
        ]


class AgencyField(NamedField):
    """An agency of today that takes part in feedback."""

    none = (
        "Không có cơ quan “{typed}” trong hệ thống. Hãy để trống, phản ánh sẽ được chuyển đúng nơi."
    )
    several = "Có nhiều cơ quan tên như vậy: {names}. Hãy ghi rõ một, hoặc để trống."

    def by_code(self, typed: str) -> Agency | None:
        code = found[1] if (found := _CODE.search(typed)) else typed
        return self.of_code(code, on=self.on)

    @staticmethod
    def of_code(code: str, *, on: date) -> Agency | None:
        """The agency of that code, if it takes part in feedback on that day."""
        taking_part = Agency.objects.on(on).filter(participates_in_feedback=True)
        return taking_part.filter(code=code).first()

    @staticmethod
    def named(typed: str, *, on: date) -> list[Named]:
        return [
            Named(
                found.agency,
                f"{found.agency.name} ({found.agency.code})",
                nearness(typed, found.agency) == 0,
            )
            for found in find_agencies(typed, on=on, in_feedback=True)
        ]


def _means(typed: str, address: str) -> bool:
    """Whether each part of what was typed is a part of the address, the first one its first."""
    first, *rest = (_names(part) for part in address.split(","))
    wanted, *further = (searchable(part) for part in typed.split(",") if part.strip())
    return wanted in first and all(any(part in names for names in rest) for part in further)


def _names(part: str) -> set[str]:
    full = searchable(part)
    return {full, _KIND.sub("", full)}
