"""Places: today's 34 provinces and 3,321 communes, and finding them by any name they had."""

from datetime import date

import pytest
from django.db.models import Count, Q
from pytest_django import DjangoAssertNumQueries

from donthu.agencies.areas import find_areas, successors_of
from donthu.agencies.models import Area, AreaKind, Level

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("sample")]

TODAY = date(2026, 11, 22)
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)


def addresses(q: str, **narrowed: object) -> list[str]:
    found = find_areas(q, on=TODAY, **narrowed)  # type: ignore[arg-type]
    return [place.area.address for place in found]


def test_there_are_34_provinces_and_3321_communes_and_no_districts_today() -> None:
    today = Area.objects.on(TODAY)
    assert today.filter(level=Level.PROVINCE).count() == 34
    assert today.filter(level=Level.PROVINCE, kind=AreaKind.CITY).count() == 6
    communes = today.filter(level=Level.COMMUNE)
    assert communes.count() == 3321
    assert communes.filter(kind=AreaKind.COMMUNE).count() == 2621
    assert communes.filter(kind=AreaKind.WARD).count() == 687
    assert communes.filter(kind=AreaKind.SPECIAL_ZONE).count() == 13
    assert not today.filter(level=Level.DISTRICT).exists()


def test_until_july_2025_there_were_63_provinces_and_696_districts() -> None:
    before = Area.objects.on(LAST_DAY_OF_DISTRICTS)
    assert before.filter(level=Level.PROVINCE).count() == 63
    assert before.filter(level=Level.DISTRICT).count() == 696


def test_every_old_commune_and_province_has_one_main_successor_of_today() -> None:
    old = Area.objects.filter(until=LAST_DAY_OF_DISTRICTS).exclude(level=Level.DISTRICT)
    counted = old.annotate(mains=Count("successions", filter=Q(successions__main=True)))
    assert counted.exclude(mains=1).count() == 0
    assert not old.exclude(successions__new__until=None).exists()


def test_every_commune_of_today_came_from_somewhere() -> None:
    assert not Area.objects.filter(level=Level.COMMUNE, until=None, precursions=None).exists()


@pytest.mark.parametrize(
    ("typed", "today"),
    [
        ("xã Mỹ Phong, thành phố Mỹ Tho, tỉnh Tiền Giang", "Phường Mỹ Phong, Tỉnh Đồng Tháp"),
        ("xa my phong, tp my tho, tinh tien giang", "Phường Mỹ Phong, Tỉnh Đồng Tháp"),
        ("Phường 5, TP. Mỹ Tho", "Phường Đạo Thạnh, Tỉnh Đồng Tháp"),
        ("phuong 1 tp my tho", "Phường Mỹ Tho, Tỉnh Đồng Tháp"),
        ("tỉnh Tiền Giang", "Tỉnh Đồng Tháp"),
        ("Phường Mỹ Tho", "Phường Mỹ Tho, Tỉnh Đồng Tháp"),
        ("xã Mỹ Thọ", "Xã Mỹ Thọ, Tỉnh Đồng Tháp"),
        ("TPHCM", "Thành phố Hồ Chí Minh"),
        ("Ea H'leo", "Xã Ea H'Leo, Tỉnh Đắk Lắk"),
        ("huyện Côn Đảo", "Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"),
    ],
)
def test_a_place_is_found_by_its_name_of_today_or_before(typed: str, today: str) -> None:
    assert addresses(typed)[0] == today


def test_the_old_address_is_told_with_what_it_became() -> None:
    (found,) = find_areas("xã Mỹ Phong, thành phố Mỹ Tho", on=TODAY)
    assert found.formerly == "Xã Mỹ Phong, Thành phố Mỹ Tho, Tỉnh Tiền Giang"


def test_a_divided_commune_gives_all_parts_the_main_one_first() -> None:
    assert addresses("xã Gáo Giồng, huyện Cao Lãnh") == [
        "Xã Phong Mỹ, Tỉnh Đồng Tháp",
        "Xã Phú Cường, Tỉnh Đồng Tháp",
    ]


def test_a_namesake_far_away_is_no_part_of_a_divided_commune() -> None:
    assert addresses("phường 4, thành phố Mỹ Tho") == ["Phường Đạo Thạnh, Tỉnh Đồng Tháp"]


def test_words_may_be_unfinished_and_narrowed() -> None:
    dong_thap = Area.objects.get(code="82", until=None, level=Level.PROVINCE)
    found = addresses("tháp mư", parent=dong_thap, level=Level.COMMUNE)
    assert found[0] == "Xã Tháp Mười, Tỉnh Đồng Tháp"
    assert all(address.endswith("Tỉnh Đồng Tháp") for address in found)
    assert addresses("an giang", level=Level.PROVINCE) == ["Tỉnh An Giang"]


def test_on_a_day_before_the_change_old_places_are_what_holds() -> None:
    (found,) = find_areas("xã Mỹ Phong, thành phố Mỹ Tho", on=LAST_DAY_OF_DISTRICTS)
    assert found.area.address == "Xã Mỹ Phong, Thành phố Mỹ Tho, Tỉnh Tiền Giang"
    assert found.formerly == ""


@pytest.mark.parametrize("typed", ["", "x", "' & | ! (", ":*", "không có nơi này đâu"])
def test_nothing_is_found_for_nothing(typed: str) -> None:
    assert addresses(typed) == []


def test_finding_asks_the_database_at_most_twice(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(2):
        addresses("tiền giang")


def test_successors_of_a_place_that_holds_are_itself() -> None:
    commune = Area.objects.get(name="Xã Tháp Mười", until=None)
    assert successors_of(commune, on=TODAY) == [commune]
