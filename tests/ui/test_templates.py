"""What must hold of every template: icons that exist, nothing written into the page for a
Content-Security-Policy to refuse."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.views import defaults
from django.views.csrf import csrf_failure

import donthu
from donthu.ui import icons

SOURCE = Path(donthu.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in TEMPLATES]
TEXTS = [path.read_text("utf-8") for path in TEMPLATES]
ICON = re.compile(r"""{% icon ["']([^"']+)["']""")
CHIP = re.compile(r"""{% chip \S+(?: "[^"]*")? "\w+" "([\w-]+)" %}""")
REFUSED = re.compile(
    r"<style|\sstyle=|\son\w+=|<script(?![^>]*(src=|application/json))|javascript:|https?://(?!www\.w3\.org)"
)

each_template = pytest.mark.parametrize("text", TEXTS, ids=NAMES)


@each_template
def test_icons_of_a_template_are_listed_for_the_build(text: str) -> None:
    asked = set(ICON.findall(text)) | set(CHIP.findall(text))
    assert asked <= set(icons.names())


def test_the_build_brought_every_icon_listed() -> None:
    for name in icons.names():
        assert "<path" in icons.drawing(name), name
        assert "<script" not in icons.drawing(name), name


@each_template
def test_nothing_is_written_into_a_page_that_a_strict_policy_refuses(text: str) -> None:
    assert REFUSED.findall(text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=NAMES)
def test_a_template_can_be_read(path: Path) -> None:
    name = path.as_posix().split("/templates/")[-1]
    get_template(name)


@pytest.mark.parametrize("code", [400, 403, 404, 500])
def test_an_error_page_says_what_was_kept_and_what_to_do(code: int) -> None:
    request = RequestFactory().get("/")
    answers = {
        400: lambda: defaults.bad_request(request, ValueError()),
        403: lambda: defaults.permission_denied(request, ValueError()),
        404: lambda: defaults.page_not_found(request, ValueError()),
        500: lambda: defaults.server_error(request),
    }
    answer = answers[code]()
    html = answer.content.decode()
    assert answer.status_code == code
    assert 'lang="vi"' in html
    assert "Những gì còn giữ được" in html
    assert f"Mã lỗi {code}" in html


def test_a_form_from_an_old_page_is_refused_in_vietnamese() -> None:
    html = csrf_failure(RequestFactory().post("/")).content.decode()
    assert "Nội dung đã nhập vẫn ở trang trước" in html
