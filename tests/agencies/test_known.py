"""Names that pages show are read once in half a minute."""

from threading import Event, Thread

import pytest
from pytest_django import DjangoAssertNumQueries

from donthu.agencies import known
from donthu.agencies.models import Agency, Area
from donthu.cases.models import Case
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_row_is_read_once(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    known.forget()
    ids = [world.id("vpcp"), world.id("dtp"), None]
    with django_assert_num_queries(1):
        names = {row.code for row in known.known(Agency, ids).values()}
    assert names == {"vpcp", "dtp"}
    with django_assert_num_queries(0):
        known.known(Agency, ids)
    with django_assert_num_queries(1):
        assert set(known.known(Agency, [*ids, world.id("dtp.sxd")])) == {
            *ids,
            world.id("dtp.sxd"),
        } - {None}


def test_what_is_not_there_is_left_out() -> None:
    assert known.known(Area, [0, None]) == {}


def test_a_row_that_was_saved_is_read_anew(world: World) -> None:
    (agency,) = known.known(Agency, [world.id("dtp")]).values()
    renamed = Agency.objects.get(pk=agency.pk)
    renamed.name = "Ủy ban nhân dân tỉnh Thử"
    renamed.save()
    assert known.known(Agency, [agency.pk])[agency.pk].name == renamed.name


def test_relations_are_filled_in_for_all_rows_at_once(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for to in ("vpcp", "dtp", "dtp"):
        world.submit(to=to)
    known.forget()
    with django_assert_num_queries(2):  # the cases, and the agencies of all of them
        found = known.named(Case.objects.order_by("pk"), "holder", "agency", "area")
    with django_assert_num_queries(0):
        assert [case.holder.code for case in found] == ["vpcp", "dtp", "dtp"]
        assert [case.area for case in found] == [None, None, None]


def test_nothing_is_lost_while_somebody_else_forgets(world: World) -> None:
    ids = [agency.pk for agency in world.agencies.values()]
    stop = Event()

    def forgetting() -> None:
        while not stop.is_set():
            known.forget()

    other = Thread(target=forgetting)
    other.start()
    try:
        assert all(len(known.known(Agency, ids)) == len(ids) for _ in range(300))
    finally:
        stop.set()
        other.join()
