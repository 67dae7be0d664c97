"""A sealed sender stands nowhere in the clear; each opening has a reason and two events."""

import io

import pytest
from django.db import connection

from donthu.cases import queries, timeline
from donthu.cases.actions.open_sealed import open_sealed
from donthu.cases.actions.seal import seal
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case
from donthu.people.models import Person
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
NAME = "Đặng Thị Niêm Phong"


@pytest.fixture
def case_id(world: World) -> int:
    case_id = world.submit(
        to="dtp",
        sender=Person(
            name=NAME, phone="0900777888", email="niem.phong@example.vn", created_at=MONDAY
        ),
    ).case_id
    seal(case_id=case_id, actor=world.actor("dtp:clerk"), at=MONDAY)
    return case_id


def everything_stored() -> str:
    """Every row of every table as text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class "
            "WHERE relkind IN ('r', 'm') AND relnamespace = 'public'::regnamespace"
        )
        tables = [row[0] for row in cursor.fetchall()]
        out = io.StringIO()
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t")
            out.writelines(row[0] for row in cursor.fetchall())
    return out.getvalue()


def test_no_table_holds_the_name_after_sealing(world: World, case_id: int) -> None:
    stored = everything_stored()
    assert "Lê Thị Thử" not in stored
    for secret in (NAME, "dang thi niem phong", "0900777888", "niem.phong@example.vn"):
        assert secret not in stored


def test_before_sealing_the_search_of_this_test_does_find_a_name(world: World) -> None:
    world.submit()
    assert "Lê Thị Thử" in everything_stored()


def test_opening_gives_the_identity_and_leaves_an_event_in_the_case(
    world: World, case_id: int
) -> None:
    opened = open_sealed(
        case_id=case_id, reason="Xác minh danh tính", actor=world.actor("dtp:head"), at=MONDAY
    )
    assert opened["name"] == NAME
    line = timeline.for_officers(Case.objects.get())[0]
    assert line.text == "Head dtp mở danh tính đã niêm phong"


@pytest.mark.parametrize("who", ["dtp:handler", "dtp:agency_admin", "vpcp:head", "btc:head"])
def test_who_need_not_know_may_not_open(world: World, case_id: int, who: str) -> None:
    with pytest.raises(Refused):
        open_sealed(case_id=case_id, reason="Muốn biết", actor=world.actor(who), at=MONDAY)


def test_without_a_reason_it_stays_closed(world: World, case_id: int) -> None:
    with pytest.raises(Invalid):
        open_sealed(case_id=case_id, reason="  ", actor=world.actor("dtp:head"), at=MONDAY)


def test_a_sealed_case_is_restricted_and_its_party_has_no_person(
    world: World, case_id: int
) -> None:
    party = queries.sender_of(case_id)
    assert party is not None
    assert party.person is None
    assert Case.objects.get().restricted
