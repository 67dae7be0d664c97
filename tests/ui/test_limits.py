"""Counting tries."""

from datetime import timedelta

import pytest

from donthu.ui.limits import Limit
from tests.world import MONDAY

pytestmark = pytest.mark.django_db


def test_tries_run_out_for_one_and_come_back_in_the_next_period() -> None:
    limit = Limit(name="try", most=2, seconds=600)
    assert [limit.take("a", MONDAY) for _ in range(3)] == [True, True, False]
    assert limit.take("b", MONDAY)
    assert limit.take("a", MONDAY + timedelta(minutes=10))


def test_two_limits_count_apart() -> None:
    assert Limit(name="one", most=1, seconds=60).take("a", MONDAY)
    assert Limit(name="other", most=1, seconds=60).take("a", MONDAY)
