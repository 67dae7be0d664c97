"""Fifty writers on different cases hold their transactions open together and share no lock."""

import threading
from collections import Counter

import pytest
from django.db import connection, transaction

from donthu.cases.actions.take_step import take_step
from donthu.cases.models import Entry
from tests.world import MONDAY, World, make_world

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS = 50


@pytest.fixture
def world(transactional_db: None) -> World:
    return make_world()


def test_fifty_submissions_wait_for_nobody(world: World) -> None:
    inside = threading.Barrier(WRITERS + 1, timeout=60)
    leave = threading.Event()
    failures: list[Exception] = []

    def write() -> None:
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute("SET LOCAL lock_timeout = '10s'")
                world.submit()
                inside.wait()
                leave.wait(60)
        except Exception as error:  # noqa: BLE001 (told by the test)
            failures.append(error)
            inside.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    inside.wait()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        advisory = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        waiting = cursor.fetchone()[0]
    leave.set()
    for thread in threads:
        thread.join()
    assert not failures
    assert (advisory, waiting) == (0, 0)


def test_clerks_of_one_book_get_each_number_once_and_none_is_missing(world: World) -> None:
    ids = [world.submit(to="dtp").case_id for _ in range(20)]
    actor = world.actor("dtp:clerk")
    failures: list[Exception] = []

    def receive(case_id: int) -> None:
        try:
            take_step(case_id=case_id, step="receive", data={}, actor=actor, at=MONDAY)
        except Exception as error:  # noqa: BLE001 (told by the test)
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=receive, args=(case_id,)) for case_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    numbers = Counter(Entry.objects.values_list("number", flat=True))
    assert numbers == Counter(range(1, 21))
