"""Agencies, places and fields of today."""

from collections.abc import Callable
from datetime import date

import pytest

from donthu.agencies.models import Agency, AgencySuccession, Area, AreaSuccession
from donthu.agencies.seeding import seed_fields
from tests.api.conftest import Caller
from tests.world import World

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")


@pytest.fixture
def clerk(world: World, officer: Officers) -> Caller:
    return officer("vpcp:clerk")


@pytest.fixture
def places(db: None) -> None:
    """A province with a ward that two old communes went into."""
    province = Area.objects.create(
        code="82", name="Tỉnh Thử", kind="province", level="province", address="Tỉnh Thử"
    )
    ward = Area.objects.create(
        code="28249",
        name="Phường Mỹ Thử",
        kind="ward",
        level="commune",
        parent=province,
        address="Phường Mỹ Thử, Tỉnh Thử",
        since=date(2025, 7, 1),
    )
    old = Area.objects.create(
        code="28250",
        name="Xã Đạo Thử",
        kind="commune",
        level="commune",
        address="Xã Đạo Thử, Thành phố Mỹ Thử, Tỉnh Thử Giang",
        until=date(2025, 6, 30),
    )
    AreaSuccession.objects.create(old=old, new=ward)


def codes(caller: Caller, path: str, **asked: object) -> list[str]:
    return [item["code"] for item in caller.get(path, **asked).body["items"]]


def test_agencies_are_listed_by_the_tree_and_page_by_page(clerk: Caller) -> None:
    whole = codes(clerk, "/agencies")
    first = clerk.get("/agencies", limit=3).body

    assert whole == ["vpcp", "btc", "dtp", "dtp.snnmt", "dtp.sxd"]
    rest = codes(clerk, "/agencies", limit=3, cursor=first["next"])
    assert [item["code"] for item in first["items"]] + rest == whole
    assert codes(clerk, "/agencies", parent="dtp") == ["dtp.snnmt", "dtp.sxd"]


def test_an_agency_is_found_by_its_name_with_and_without_accents(clerk: Caller) -> None:
    (found,) = clerk.get("/agencies", q="so xay dung").body["items"]

    assert (found["code"], found["name"], found["parent"]) == ("dtp.sxd", "Sở Xây dựng", "dtp")
    assert codes(clerk, "/agencies", q="Sở", parent="btc") == []


def test_a_closed_agency_leads_to_the_one_that_took_over(world: World, clerk: Caller) -> None:
    old = Agency.objects.create(
        code="dtp.sgtvt",
        name="Sở Giao thông vận tải",
        kind="department",
        level="province",
        parent=world.agencies["dtp"],
        until=date(2025, 2, 28),
    )
    AgencySuccession.objects.create(
        old=old, new=world.agencies["dtp.sxd"], since=date(2025, 3, 1), decision="01/QĐ"
    )

    (found,) = clerk.get("/agencies", q="giao thong").body["items"]

    assert (found["code"], found["formerly"]) == ("dtp.sxd", "Sở Giao thông vận tải")
    assert "dtp.sgtvt" not in codes(clerk, "/agencies")


def test_a_parent_that_is_none_is_named(clerk: Caller) -> None:
    for path in ("/agencies", "/areas"):
        answer = clerk.get(path, parent="none")
        assert (answer.status, set(answer.fields)) == (422, {"parent"})


def test_places_are_those_of_today_also_by_their_old_names(places: None, clerk: Caller) -> None:
    assert codes(clerk, "/areas") == ["82"]
    assert codes(clerk, "/areas", parent="82") == ["28249"]
    (found,) = clerk.get("/areas", q="xa dao thu").body["items"]
    assert (found["code"], found["parent"]) == ("28249", "82")
    assert found["formerly"] == "Xã Đạo Thử, Thành phố Mỹ Thử, Tỉnh Thử Giang"


def test_fields_say_for_which_kind_of_case_they_are(clerk: Caller) -> None:
    seed_fields()

    fields = {field["code"]: field for field in clerk.get("/fields").body["items"]}

    assert fields["pakn.transport"]["catalogue"] == "feedback"
    assert fields["land.recovery"]["parent"] == "land"
