"""GET /cases/{code}/public-copy, and releasing what was read there."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile

from donthu.cases import public_files, queries
from donthu.cases.attached import Attached
from donthu.documents.intake import accept
from tests.api.conftest import Answer, Caller
from tests.documents.redaction.making import pdf
from tests.world import World, later

Officers = Callable[[str], Caller]
pytestmark = pytest.mark.usefixtures("wednesday")
TEXT = "Bà Lê Thị Thử, điện thoại 0900 000 123, báo đèn hỏng; ông Nguyễn Văn Ký trả lời."


@pytest.fixture
def code(world: World) -> str:
    """A case whose copy waits to be released, with a file."""
    made = world.submit(to="dtp")
    stored = accept(ContentFile(pdf([["Đã sửa xong đèn ở ngã tư."]])), "trả lời.pdf", 30_000_000)
    world.take(made.case_id, "receive", "dtp:clerk")
    world.take(made.case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    files = [Attached(stored.pk, "trả lời.pdf")]
    world.take(made.case_id, "draft", "dtp:handler", answer="Đã sửa.", result="solved", files=files)
    world.take(made.case_id, "sign", "dtp:deputy")
    world.take(made.case_id, "issue", "dtp:clerk")
    prepare(world, made.code)
    return made.code


def prepare(world: World, code: str) -> None:
    case = queries.public_case(code)
    assert case is not None
    ((file_id, _),) = public_files.offered(case)
    world.take(
        case.pk,
        "publish",
        "dtp:clerk",
        later(9),
        title="Đèn hỏng",
        text=TEXT,
        answer="Đã sửa xong.",
        keep="Nguyễn Văn Ký",
        files=[file_id],
    )


def release(caller: Caller, code: str, **given: object) -> Answer:
    return caller.post(f"/cases/{code}/steps", {"step": "release", "data": {}} | given)


def test_the_copy_is_read_as_everybody_will(world: World, officer: Officers, code: str) -> None:
    head = officer("dtp:head")

    copy = head.get(f"/cases/{code}/public-copy").body

    assert copy["title"] == "Đèn hỏng"
    assert copy["text"] == "Bà […], điện thoại […], báo đèn hỏng; ông Nguyễn Văn Ký trả lời."
    assert copy["prepared_by"]["name"] == "Clerk dtp"
    assert {each["kind"]: each["count"] for each in copy["covered"]} == {"name": 1, "phone": 1}
    assert [(each["kind"], each["words"]) for each in copy["left"]] == [("name", "Nguyễn Văn Ký")]
    (file,) = copy["files"]
    assert file["name"] == "Văn bản trả lời 1.pdf"
    assert head.get(file["url"]).content.startswith(b"%PDF-")


@pytest.mark.parametrize("who", ["dtp:clerk", "dtp:handler", "dtp:watcher"])
def test_who_may_not_release_it_does_not_read_it(
    world: World, officer: Officers, code: str, who: str
) -> None:
    (file,) = officer("dtp:head").get(f"/cases/{code}/public-copy").body["files"]

    assert officer(who).get(f"/cases/{code}").status == 200
    assert officer(who).get(f"/cases/{code}/public-copy").status == 404
    assert officer(who).get(file["url"]).status == 404


def test_nobody_releases_what_was_not_read(world: World, officer: Officers, code: str) -> None:
    refused = release(officer("dtp:head"), code)

    assert (refused.status, set(refused.fields)) == (422, {"seen"})
    assert "GET /cases/{code}/public-copy" in refused.fields["seen"]


def test_a_copy_that_changed_since_it_was_read_is_read_again(
    world: World, officer: Officers, code: str
) -> None:
    head = officer("dtp:head")
    seen = head.get(f"/cases/{code}/public-copy").body["event"]
    revised = {"step": "revise", "data": {"note": "Ghi rõ ngày sửa."}, "seen": seen}
    assert head.post(f"/cases/{code}/steps", revised).status == 201
    prepare(world, code)

    refused = release(head, code, seen=seen)

    assert refused.status == 409
    assert "Hồ sơ vừa có thay đổi" in refused.body["detail"]
    again = head.get(f"/cases/{code}/public-copy").body["event"]
    assert release(head, code, seen=again).body["state"] == "published"
    assert head.get(f"/cases/{code}/public-copy").status == 404  # nothing waits any more


def test_any_step_may_say_what_it_was_taken_upon(world: World, officer: Officers) -> None:
    code = world.submit().code
    clerk = officer("vpcp:clerk")
    seen = clerk.get(f"/cases/{code}/steps").body["event"]

    stale = clerk.post(f"/cases/{code}/steps", {"step": "receive", "seen": seen - 1})
    assert stale.status == 409
    assert clerk.post(f"/cases/{code}/steps", {"step": "receive", "seen": seen}).status == 201
