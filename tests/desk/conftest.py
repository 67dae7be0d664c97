"""Officers of the small tree of agencies at their desks, on the Monday their cases come in."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from donthu.desk import menu
from tests.world import MONDAY, World

At = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """The desk's clock; calling it moves the time. Counts kept for a minute do not outlive it."""

    def move(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)
        menu.forget()

    move(MONDAY)
    yield move
    menu.forget()


class Desk:
    """One officer's browser."""

    def __init__(self, world: World, who: str) -> None:
        self.officer = world.officers[who]
        self.officer.terms_accepted_at = MONDAY
        self.officer.save(update_fields=["terms_accepted_at"])
        self.client = Client()
        self.client.force_login(self.officer)

    def get(self, address: str, **query: str) -> str:
        """The page at /lam-viec/<address>, which must be there."""
        answer = self.client.get(f"/lam-viec/{address}", query)
        assert answer.status_code == 200, (address, answer.status_code, answer.headers)
        return answer.content.decode()

    def status(self, address: str) -> int:
        """How the address answers."""
        return self.client.get(f"/lam-viec/{address}").status_code


@pytest.fixture
def desk(world: World) -> Callable[[str], Desk]:
    """Signs in the officer "code:role"."""
    return lambda who: Desk(world, who)
