"""Places and agencies named as people name them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from donthu.agencies.models import Agency, Area, AreaSuccession
from donthu.ui.places import AgencyField, PlaceField
from tests.world import World

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


def area(code: str, kind: str, address: str, **more: object) -> Area:
    level = "province" if "," not in address else "commune"
    name = address.split(",")[0]
    return Area.objects.create(
        code=code, name=name, kind=kind, level=level, address=address, **more
    )


@pytest.fixture(autouse=True)
def places() -> None:
    area("82", "province", "Tỉnh Đồng Tháp")
    area("28261", "ward", "Phường Mỹ Tho, Tỉnh Đồng Tháp")
    area("28066", "commune", "Xã Mỹ An, Tỉnh Tây Ninh")
    thap_muoi = area("30037", "commune", "Xã Tháp Mười, Tỉnh Đồng Tháp")
    old = area(
        "30040", "commune", "Xã Mỹ An, Huyện Tháp Mười, Tỉnh Đồng Tháp", until=date(2025, 6, 30)
    )
    AreaSuccession.objects.create(old=old, new=thap_muoi)


def place(typed: str) -> Area | None:
    field = PlaceField(label="Nơi xảy ra")
    field.on = TODAY
    found: Area | None = field.clean(typed)
    return found


def agency(typed: str) -> Agency | None:
    field = AgencyField(label="Cơ quan")
    field.on = TODAY
    found: Agency | None = field.clean(typed)
    return found


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("28261", "28261"),
        ("Phường Mỹ Tho, Tỉnh Đồng Tháp", "28261"),
        ("phuong my tho", "28261"),
        ("mỹ tho", "28261"),
        ("Đồng Tháp", "82"),
        ("xã Mỹ An, Đồng Tháp", "30037"),
        ("Mỹ An, Tháp Mười", "30037"),
        ("xã mỹ an, tây ninh", "28066"),
    ],
)
def test_a_place_is_found_by_code_by_name_and_by_its_old_name(typed: str, code: str) -> None:
    found = place(typed)
    assert found is not None
    assert found.code == code


def test_a_name_of_several_places_is_asked_back_with_their_names() -> None:
    with pytest.raises(ValidationError) as wrong:
        place("xã Mỹ An")
    assert "Xã Mỹ An, Tỉnh Tây Ninh" in wrong.value.messages[0]
    assert "trước là Xã Mỹ An, Huyện Tháp Mười" in wrong.value.messages[0]


@pytest.mark.parametrize("typed", ["Không Có Nơi Này", "99999", ",", "- ,"])
def test_an_unknown_place_is_said_to_be_unknown(typed: str) -> None:
    with pytest.raises(ValidationError, match="Không tìm thấy"):
        place(typed)


def test_nothing_typed_is_no_place() -> None:
    assert place("  ") is None


@pytest.mark.parametrize(
    "typed", ["dtp.sxd", "Sở Xây dựng", "so xay dung", "Sở Xây dựng (dtp.sxd)", "sxd"]
)
def test_an_agency_is_found_by_code_and_by_name(world: World, typed: str) -> None:
    assert agency(typed) == world.agencies["dtp.sxd"]


@pytest.mark.parametrize("typed", ["UBND tỉnh Đồng Tháp", "ubnd dong thap", "Đồng Tháp"])
def test_a_committee_is_found_by_its_abbreviation_and_by_its_place(
    world: World, typed: str
) -> None:
    for code, name in (
        ("dtp.syt", "Sở Y tế tỉnh Đồng Tháp"),
        ("dtp.vp", "Văn phòng Ủy ban nhân dân tỉnh Đồng Tháp"),
    ):
        Agency.objects.create(
            code=code,
            name=name,
            kind="department",
            level="province",
            parent=world.agencies["dtp"],
        )
    assert agency(typed) == world.agencies["dtp"]


def test_an_agency_that_takes_no_feedback_is_not_offered(world: World) -> None:
    Agency.objects.filter(code="btc").update(participates_in_feedback=False)
    for typed in ("btc", "Bộ Tài chính"):
        with pytest.raises(ValidationError, match="Không có cơ quan"):
            agency(typed)


def test_words_of_several_agencies_are_asked_back(world: World) -> None:
    with pytest.raises(ValidationError, match="Sở Xây dựng"):
        agency("sở")
