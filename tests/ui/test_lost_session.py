"""A form that comes without its session gives back what was typed."""

import pytest
from django.test import Client, RequestFactory

from donthu.ui.lost_session import failure
from tests.portal.conftest import text

LETTER = "Tôi đề nghị cơ quan xem lại quyết định này vì các lý do sau đây."


def test_long_texts_are_shown_again_and_secrets_are_not() -> None:
    form = {"reason": LETTER, "password": "mot mat khau rat la dai 123", "ok": "on"}
    answer = failure(RequestFactory().post("/lam-viec/x", form))
    page = text(answer)
    assert answer.status_code == 403
    assert f'readonly aria-label="Nội dung 1 vừa nhập">{LETTER}</textarea>' in page
    assert "mat khau rat la dai" not in page
    assert "chưa được ghi" in page


def test_what_is_given_back_is_escaped() -> None:
    answer = failure(RequestFactory().post("/x", {"a": "</textarea><script>alert(1)</script>"}))
    assert b"<script>alert" not in answer.content


@pytest.mark.django_db
def test_every_door_shows_that_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/tai-khoan/login/", {"login": LETTER})
    assert answer.status_code == 403
    assert LETTER in text(answer)
