"""While the database is away, every door says so and that it will pass; then it works again."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from donthu.config.urls import handler500, urlpatterns  # noqa: F401

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]

AWAY = "Cơ sở dữ liệu tạm thời không trả lời"


def _broken(request: HttpRequest) -> HttpResponse:
    raise ValueError


urlpatterns = [path("hong/", _broken), *urlpatterns]


@contextmanager
def database_away(folder: Path) -> Iterator[None]:
    """Nobody listens where the database is looked for."""
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = str(folder)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host


@pytest.fixture
def anybody() -> Client:
    return Client(raise_request_exception=False)


def test_a_page_says_that_the_database_is_away_and_comes_back(
    anybody: Client, tmp_path: Path
) -> None:
    with database_away(tmp_path):
        answer = anybody.get("/cau-tra-loi")

    assert answer.status_code == 503
    assert answer["Retry-After"] == "5"
    html = answer.content.decode()
    assert 'lang="vi"' in html
    assert AWAY in html
    assert "Những gì còn giữ được" in html
    assert "Mã lỗi 503" in html
    assert anybody.get("/cau-tra-loi").status_code == 200


def test_the_api_says_so_in_a_problem_document_and_comes_back(
    anybody: Client, tmp_path: Path
) -> None:
    with database_away(tmp_path):
        answer = anybody.get("/api/v1/public/answers")

    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "5"
    assert AWAY in answer.json()["detail"]
    assert anybody.get("/api/v1/public/answers").status_code == 200


def test_an_error_of_ours_is_not_laid_on_the_database(anybody: Client) -> None:
    answer = anybody.get("/hong/")

    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "không phải do bạn" in answer.content.decode()


def test_without_the_collected_styles_the_error_is_still_told(
    anybody: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.STATIC_ROOT = tmp_path
    manifest = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": manifest}}
    answer = anybody.get("/hong/")

    assert answer.status_code == 500
    html = answer.content.decode()
    assert "không phải do bạn" in html
    assert "Mã lỗi 500" in html
    assert "ui/tokens.css" not in html
