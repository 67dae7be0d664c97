"""What every test may use. The database tests run on is described in tests/database.py."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from donthu.agencies import known, local_law
from tests import database
from tests.serving import Served
from tests.serving import serving as run_served
from tests.world import World, make_world

pytest_plugins = ("tests.sample", "tests.browser")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests need Chromium; where CI promises it, its absence is a failure. All others that
    reach for the database get its mark, so that they can be run on another server."""
    missing = not any(map(shutil.which, CHROMIUM))
    if missing and os.environ.get("CI") and any(map(_in_browser, items)):
        raise pytest.UsageError("Chromium is missing, and CI asks for the browser tests")
    for item in items:
        if _in_browser(item):
            if missing:
                item.add_marker(pytest.mark.skip("CHROMIUM IS MISSING"))
        elif item.get_closest_marker("django_db") or DATABASE & set(_fixtures(item)):
            item.add_marker(pytest.mark.database)


CHROMIUM = ("chromium", "chromium-browser")
DATABASE = {"db", "transactional_db", "database_server", "serving"}


def _in_browser(item: pytest.Item) -> bool:
    return item.get_closest_marker("browser") is not None


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What a process keeps for half a minute is of no use to the next test: its rows are others."""
    known.forget()
    local_law.forget()


@pytest.fixture(scope="session")
def database_server() -> Iterator[None]:
    """The server of the tests runs; for tests that make databases of their own on it."""
    with database.server():
        yield


@pytest.fixture(scope="session")
def django_db_setup(
    database_server: None, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Each process of a test run works on its own copy of the template.

    A test that really commits (`transaction=True`) gets a new copy after it, instead of Django's
    truncation: rows that the template brought stay, and tables that refuse truncation may do so.
    """
    name = database.own_name()

    def renew(_case: TransactionTestCase) -> None:
        connection.close()
        database.copy_template(name)

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database.copy_template(name)
        patch.setattr(TransactionTestCase, "_fixture_teardown", renew)
        with database.connected(name):
            django_db_blocker.block()
            yield
            django_db_blocker.unblock()
        database.drop(name)


@pytest.fixture
def world(db: None) -> World:
    """The small tree of agencies and officers of tests/world.py."""
    return make_world()


@pytest.fixture(scope="module")
def serving(
    database_server: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Served]]:
    """Starts the real product: `serving()`, `serving(command="web", env={...})`. Each call has its
    own processes, port, data folder and copy of the template; they end with the module's tests."""
    with ExitStack() as stack:

        def start(*, command: str = "serve", env: Mapping[str, str] | None = None) -> Served:
            data = tmp_path_factory.mktemp("served")
            name = database.own_name(data.name)
            return stack.enter_context(run_served(data, name=name, command=command, env=env))

        yield start
