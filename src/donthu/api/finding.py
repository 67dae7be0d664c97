"""From the codes that callers write to the things they name."""

from datetime import date

from donthu.agencies.models import Agency, Area, Field
from donthu.api.access import Caller
from donthu.api.problems import invalid, not_found
from donthu.cases import queries


def seen(code: str, caller: Caller) -> queries.AnyCase:
    """The case of that code, when the caller may see it. Raises the problem of what is not there,
    BadCode for a code that can not be right."""
    case = queries.by_code(code, caller.officer.pk, caller.duties)
    if case is None:
        raise not_found()
    return case


def agency_id(code: str, on: date, field: str = "agency") -> int:
    """The id of the agency of that code that exists on the day. Raises the problem of a wrong one."""
    found = Agency.objects.on(on).filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise invalid(**{field: "Không có cơ quan mã này; xem GET /agencies."})
    return found


def area_id(code: str | None, on: date) -> int | None:
    """The id of the place of that code; None for none. Raises the problem of a wrong one."""
    if not code:
        return None
    found = Area.objects.on(on).filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise invalid(area="Không có địa bàn mã này; xem GET /areas.")
    return found


def field_id(code: str | None, on: date) -> int | None:
    """The id of the field of that code; None for none. Raises the problem of a wrong one."""
    if not code:
        return None
    found = Field.objects.on(on).filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise invalid(field="Không có lĩnh vực mã này; xem GET /fields.")
    return found
