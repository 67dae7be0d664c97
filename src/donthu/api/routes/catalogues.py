"""Agencies, places and fields of today."""

from ninja import Router
from pydantic import BaseModel

from donthu.agencies.areas import find_areas
from donthu.agencies.models import Agency, Area, Field
from donthu.agencies.queries import find_agencies
from donthu.api.access import Call
from donthu.api.paging import LARGEST, SIZE, Limit, Page, Words, page_of
from donthu.api.problems import invalid

router = Router()


class AgencyOut(BaseModel):
    """An agency of today; `formerly` is the closed one by whose name it was found."""

    code: str
    name: str
    short_name: str
    kind: str
    level: str
    parent: str | None
    area: str | None
    participates_in_feedback: bool
    has_accounts: bool
    formerly: str


class AreaOut(BaseModel):
    """A place of today; `formerly` is the old address by which it was found."""

    code: str
    name: str
    kind: str
    level: str
    parent: str | None
    address: str
    formerly: str


class FieldOut(BaseModel):
    """A field (lĩnh vực); `catalogue` says for which kind of case it is offered."""

    code: str
    name: str
    catalogue: str
    parent: str | None


@router.get("/agencies", response=Page[AgencyOut], summary="Danh mục cơ quan")
def agencies(
    request: Call,
    q: Words = "",
    parent: str | None = None,
    cursor: str | None = None,
    limit: Limit = SIZE,
) -> Page[AgencyOut]:
    """Cơ quan đang hoạt động; `parent` là mã của cơ quan mà mọi đơn vị bên dưới được lấy.

    Có `q`: những cơ quan hợp nhất, trong một trang; không có: tất cả, theo cây tổ chức.
    """
    above = None
    if parent and (above := Agency.objects.filter(code=parent).first()) is None:
        raise invalid(parent="Không có cơ quan mã này.")
    on = request.auth.today
    if q.strip():
        found = find_agencies(q, on=on, parent=above, limit=limit)
        return Page(items=_agencies([(one.agency, one.formerly) for one in found]), next=None)
    rows = Agency.objects.on(on)
    if above:
        rows = rows.filter(path__startswith=above.path).exclude(pk=above.pk)
    listed, after = page_of(rows, by=("path",), cursor=cursor, limit=limit)
    return Page(items=_agencies([(agency, "") for agency in listed]), next=after)


@router.get("/areas", response=Page[AreaOut], summary="Danh mục địa bàn")
def areas(
    request: Call,
    q: Words = "",
    parent: str | None = None,
    limit: Limit = LARGEST,
) -> Page[AreaOut]:
    """Tỉnh, xã hiện nay; tìm được cả bằng tên cũ. Không có `q`: các tỉnh, hoặc các xã của `parent`."""
    on = request.auth.today
    above = None
    if parent and (above := Area.objects.on(on).filter(code=parent).first()) is None:
        raise invalid(parent="Không có địa bàn mã này.")
    if q.strip():
        found = [
            (one.area, one.formerly) for one in find_areas(q, on=on, parent=above, limit=limit)
        ]
    else:
        rows = Area.objects.on(on).filter(parent=above).order_by("code")
        found = [(area, "") for area in rows[:limit]]
    parents = dict(
        Area.objects.filter(
            pk__in={area.parent_id for area, _ in found if area.parent_id}
        ).values_list("pk", "code")
    )
    return Page(
        items=[
            AreaOut(
                code=area.code,
                name=area.name,
                kind=area.kind,
                level=area.level,
                parent=parents.get(area.parent_id or 0),
                address=area.address,
                formerly=formerly,
            )
            for area, formerly in found
        ],
        next=None,
    )


@router.get("/fields", response=Page[FieldOut], summary="Danh mục lĩnh vực")
def fields(request: Call) -> Page[FieldOut]:
    """Mọi lĩnh vực đang dùng."""
    rows = Field.objects.on(request.auth.today).select_related("parent")
    return Page(
        items=[
            FieldOut(
                code=field.code,
                name=field.name,
                catalogue=field.catalogue,
                parent=field.parent.code if field.parent else None,
            )
            for field in rows
        ],
        next=None,
    )


def _agencies(found: list[tuple[Agency, str]]) -> list[AgencyOut]:
    parents = {agency.parent_id for agency, _ in found if agency.parent_id}
    codes = dict(Agency.objects.filter(pk__in=parents).values_list("pk", "code"))
    areas = {agency.area_id for agency, _ in found if agency.area_id}
    places = dict(Area.objects.filter(pk__in=areas).values_list("pk", "code"))
    return [
        AgencyOut(
            code=agency.code,
            name=agency.name,
            short_name=agency.short_name,
            kind=agency.kind,
            level=agency.level,
            parent=codes.get(agency.parent_id or 0),
            area=places.get(agency.area_id or 0),
            participates_in_feedback=agency.participates_in_feedback,
            has_accounts=agency.has_accounts,
            formerly=formerly,
        )
        for agency, formerly in found
    ]
