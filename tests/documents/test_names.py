from unicodedata import normalize

import pytest

from donthu.documents.names import display_name, extension


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Đơn khiếu nại.pdf", "Đơn khiếu nại.pdf"),
        (normalize("NFD", "Đơn khiếu nại.pdf"), "Đơn khiếu nại.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Mau\\Đơn.docx", "Đơn.docx"),
        ("anh\u202efdp.exe", "anhfdp.exe"),
        ("a\x00b\r\nc\u200b.pdf", "abc.pdf"),
        ("  đơn.pdf ", "đơn.pdf"),
        ("đơn.", "đơn"),
        ("", ""),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(given: str, shown: str) -> None:
    assert display_name(given) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = display_name("đ" * 300 + ".pdf")
    assert len(shown) == 255
    assert shown.endswith("đ.pdf")


@pytest.mark.parametrize(
    ("name", "ending"), [("a.PDF", "pdf"), ("a.tar.gz", "gz"), ("a", ""), (".pdf", ""), ("", "")]
)
def test_the_ending_is_what_follows_the_last_dot(name: str, ending: str) -> None:
    assert extension(name) == ending
