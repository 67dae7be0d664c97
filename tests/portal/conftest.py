"""A citizen in front of the portal, with and without JavaScript."""

import io
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from donthu.agencies.seeding import seed_fields
from tests.world import World

WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
TYPED = {
    "kind": "idea",
    "title": "Đèn đường ở ấp 3 hỏng",
    "content": "Đèn trước trạm y tế không sáng từ ngày 8/11.",
    "name": "Lê Thị Thử",
    "address": "12 đường Ba Mươi",
    "phone": "0900 000 123",
}


@dataclass
class Citizen:
    """Reads pages as text and fills in forms. The client checks CSRF as the real site does."""

    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))

    def open(self, path: str = "/gui-phan-anh") -> str:
        """The page as text."""
        return unescape(self.client.get(path).content.decode())

    def form(self, **typed: Any) -> dict[str, Any]:
        """The form of sending, filled in by hand on a fresh page, its question answered."""
        page = self.open()
        first, second = re.search(r">(\w+) cộng (\w+) bằng mấy", page).groups()  # type: ignore[union-attr]
        result = WORDS.index(first.lower()) + WORDS.index(second)
        hidden = {"form": value(page, "form"), "question": value(page, "question"), "sum": result}
        return TYPED | hidden | typed

    def send(self, **typed: Any) -> Any:
        """What comes back for a form filled in and sent."""
        return self.client.post("/gui-phan-anh", self.form(**typed))

    def stage(self, token: str, *files: SimpleUploadedFile) -> list[dict[str, Any]]:
        """Files sent ahead of the form `token`, as the upload in the page does it."""
        return [
            self.client.post(f"/gui-phan-anh/tep?form={token}", {"file": file}).json()
            for file in files
        ]


def value(page: str, name: str) -> str:
    """What a control of the page holds."""
    found = re.search(rf'name="{name}"[^>]*? value="([^"]*)"', page)
    assert found, name
    return found[1]


def text(response: Any) -> str:
    """The page as a reader gets it."""
    return unescape(response.content.decode())


def picture(name: str = "anh.png", about: str = "đèn") -> SimpleUploadedFile:
    """A true PNG."""
    drawn = io.BytesIO()
    segno.make(about).save(drawn, kind="png")
    return SimpleUploadedFile(name, drawn.getvalue())


def program(name: str = "don.pdf") -> SimpleUploadedFile:
    """A program that calls itself a document."""
    return SimpleUploadedFile(name, b"MZ\x90\x00" + bytes(200))


@pytest.fixture
def citizen(world: World) -> Citizen:
    """Somebody at the portal of a country with agencies and fields."""
    seed_fields()
    return Citizen()
