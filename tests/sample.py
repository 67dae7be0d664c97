"""The whole sample province, for tests that need its areas, agencies or personas.

It is seeded once a process into a database of its own. A module that uses the fixture `sample`
works on that database; what a test writes is rolled back as everywhere.
"""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoDbBlocker

from donthu.demo.agencies import seed_agencies
from tests import database

SEEDED_AT = datetime(2026, 11, 2, 8, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@pytest.fixture(scope="session")
def sample_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of the database that holds the sample province as of SEEDED_AT."""
    name = database.own_name("sample")
    with django_db_blocker.unblock():
        database.copy_template(name)
        with database.connected(name):
            seed_agencies(at=SEEDED_AT)
    yield name
    database.drop(name)


@pytest.fixture(scope="module")
def sample(sample_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests of this module find the sample province; they also need `django_db`."""
    with django_db_blocker.unblock(), database.connected(sample_database):
        django_db_blocker.block()
        yield
        django_db_blocker.unblock()
