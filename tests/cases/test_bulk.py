"""Cases told in bulk are the same rows, events and numbers that the actions would have written."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from donthu.cases.bulk import Bulk
from donthu.cases.codes import with_check
from donthu.cases.errors import Refused
from donthu.cases.models import Case, Deadline, Entry, Position
from donthu.ledger.book import events_of
from donthu.ledger.verify import verify
from donthu.people.models import Person
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def person() -> Person:
    return Person(name="Lê Thị Thử", phone="0900000123", email="thu@example.vn", created_at=MONDAY)


def tell(world: World, bulk: Bulk, body: str = "2345678") -> None:
    file = bulk.submit(
        case={
            "code": with_check(body),
            "procedure": "feedback",
            "title": "Đèn tín hiệu hỏng",
            "text": "Đèn hỏng",
            "channel": "portal",
            "declared": {"reachable": True},
        },
        agency_id=world.id("vpcp"),
        sender=person(),
        at=MONDAY,
    )
    hand_over = {"lead": world.id("dtp"), "note": "Đề nghị giải quyết."}
    bulk.take(file, "receive", {}, actor=world.actor("vpcp:clerk"), at=MONDAY)
    bulk.take(file, "hand_over", hand_over, actor=world.actor("vpcp:clerk"), at=MONDAY)
    bulk.take(file, "receive", {}, actor=world.actor("dtp:clerk"), at=MONDAY)
    with pytest.raises(Refused):
        bulk.take(file, "receive", {}, actor=world.actor("dtp:clerk"), at=MONDAY)


def picture(case_id: int) -> dict[str, object]:
    return {
        "case": Case.objects.values("state", "holder__code", "agency__code", "due_at").get(
            pk=case_id
        ),
        "positions": list(
            Position.objects.filter(case=case_id)
            .order_by("agency")
            .values("agency__code", "folder", "waits_for", "due_at", "since")
        ),
        "deadlines": list(
            Deadline.objects.filter(case=case_id)
            .order_by("pk")
            .values("limit", "state", "due_at", "counted", "law")
        ),
        "numbers": list(Entry.objects.filter(case=case_id).values("agency__code", "book")),
        "events": [(e.seq, e.kind, e.capacity) for e in events_of(f"case:{case_id}")],
    }


def test_bulk_tells_the_same_story(world: World) -> None:
    bulk = Bulk()
    tell(world, bulk)
    (case_id,) = bulk.write()
    told = world.submit(kind="").case_id
    world.hand_down(told, ["vpcp", "dtp"])
    assert picture(case_id) == picture(told)
    assert verify().ok


def test_numbers_go_on_after_bulk_and_bulk_goes_on_after_them(world: World) -> None:
    world.hand_down(world.submit().case_id, ["vpcp", "dtp"])
    bulk = Bulk()
    tell(world, bulk)
    tell(world, bulk, "3456789")
    bulk.write()
    world.hand_down(world.submit().case_id, ["vpcp", "dtp"])
    numbers = Entry.objects.filter(agency=world.id("vpcp")).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_agencies_are_not_read_again_for_each_case(world: World) -> None:
    bulk = Bulk()
    tell(world, bulk)
    with CaptureQueriesContext(connection) as asked:
        tell(world, bulk, "3456789")
    one_agency = 'FROM "agencies_agency" WHERE "agencies_agency"."id" ='
    assert not [query["sql"] for query in asked if one_agency in query["sql"]]
