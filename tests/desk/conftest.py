"""Officers of the small tree of agencies at their desks, on the Monday their cases come in."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from donthu.cases import codes
from donthu.cases.queries import AnyCase, case_by_id
from donthu.desk import menu
from tests.world import MONDAY, World

At = Callable[[datetime], None]
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[At]:
    """The desk's clock; calling it moves the time. Counts kept for a minute do not outlive it."""

    def move(moment: datetime) -> None:
        monkeypatch.setattr("donthu.desk.access.now", lambda: moment)
        menu.forget()

    move(MONDAY)
    yield move
    menu.forget()


class Desk:
    """One officer's browser at /lam-viec/."""

    def __init__(self, world: World, who: str) -> None:
        self.officer = world.officers[who]
        if self.officer.terms_accepted_at is None:
            self.officer.terms_accepted_at = MONDAY
            self.officer.save(update_fields=["terms_accepted_at"])
        self.client = Client()
        self.client.force_login(self.officer)

    def get(self, address: str, **query: str) -> str:
        """What a reader reads on the page, which must be there."""
        return words(self.html(address, **query))

    def html(self, address: str, **query: str) -> str:
        """The page as it is sent, which must be there."""
        answer = self.client.get(f"/lam-viec/{address}", query)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def status(self, address: str) -> int:
        """How the address answers."""
        return self.client.get(f"/lam-viec/{address}").status_code

    def post(self, address: str, **data: Any) -> HttpResponse:
        """Send a form; pages that it leads to are not opened."""
        answer: HttpResponse = self.client.post(f"/lam-viec/{address}", data)
        return answer

    def step(self, case: AnyCase, step: str, **data: Any) -> str:
        """Take a step by its form and read the page it leads to, which must be the case's."""
        answer = self.client.post(f"/lam-viec/{place(case)}buoc/{step}/", data)
        assert answer.status_code == 302, words(answer.content.decode())
        assert answer.headers["Location"].startswith(f"/lam-viec/{place(case)}")
        return words(self.client.get(answer.headers["Location"]).content.decode())


def place(case: AnyCase) -> str:
    """Where the page of a case is, below the desk."""
    return f"ho-so/{codes.shown(case.code)}/"


def words(html: str) -> str:
    """The text of a page, one blank between the words."""
    main = html[html.find("<main") :] if "<main" in html else html
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def pdf(name: str = "Trả lời.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, PDF, "application/pdf")


@pytest.fixture
def desk(world: World) -> Callable[[str], Desk]:
    """Signs in the officer "code:role"."""
    return lambda who: Desk(world, who)


@pytest.fixture
def case(world: World) -> AnyCase:
    """A feedback that has come to the Government Office."""
    return case_by_id(world.submit().case_id)


@pytest.fixture
def handed_down(world: World, case: AnyCase) -> AnyCase:
    """The same, handed down to the department, which has received it."""
    world.hand_down(case.pk, ["vpcp", "dtp", "dtp.sxd"])
    return case_by_id(case.pk)
