"""Sending files ahead of a step, and reading those of a case."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.conftest import Answer, Caller
from tests.api.samples import PDF, PNG
from tests.world import World

Officers = Callable[[str], Caller]


def send(caller: Caller, name: str = "trả lời.pdf", content: bytes = PDF) -> Answer:
    return caller.post("/files", form={"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def code(world: World) -> str:
    """A case whose answer is to be drafted at the province."""
    case = world.submit(to="dtp")
    world.take(case.case_id, "receive", "dtp:clerk")
    world.take(case.case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    return case.code


def draft(caller: Caller, code: str, file: str, **more: object) -> Answer:
    body = {
        "step": "draft",
        "data": {"answer": "Đã sửa xong.", "result": "solved"},
        "papers": [{"file": file, "kind": "answer"} | more],
    }
    return caller.post(f"/cases/{code}/steps", body)


def test_a_file_is_named_by_its_content(world: World, officer: Officers) -> None:
    answer = send(officer("dtp:handler"))

    assert answer.status == 201, answer.body
    assert answer.body == {
        "id": answer.body["id"],
        "sha256": sha256(PDF).hexdigest(),
        "type": "application/pdf",
        "size": len(PDF),
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.exe", b"MZ" + bytes(64)), ("a.pdf", PNG), ("a.pdf", b""), ("a.html", b"<script>")],
    ids=["program", "another type", "empty", "page"],
)
def test_a_file_that_is_not_good_is_refused_with_the_reason(
    world: World, officer: Officers, name: str, content: bytes
) -> None:
    answer = send(officer("dtp:handler"), name, content)

    assert (answer.status, set(answer.fields)) == (422, {"file"})
    assert name in answer.fields["file"]


def test_a_file_is_needed(world: World, officer: Officers) -> None:
    assert set(officer("dtp:handler").post("/files", form={"x": "y"}).fields) == {"file"}


def test_the_bytes_of_a_paper_are_read_by_who_may_read_it(
    world: World, officer: Officers, code: str
) -> None:
    handler = officer("dtp:handler")
    drafted = draft(handler, code, send(handler).body["id"])
    assert drafted.status == 201, drafted.body
    (paper,) = handler.get(f"/cases/{code}/papers").body["items"]
    (file,) = paper["files"]

    read = handler.get(file["url"])

    assert (file["name"], file["type"], file["size"]) == (
        "trả lời.pdf",
        "application/pdf",
        len(PDF),
    )
    assert (read.status, read.content, read.type) == (200, PDF, "application/pdf")
    assert read.headers["Content-Disposition"].startswith("attachment")
    assert read.headers["X-Content-Type-Options"] == "nosniff"
    assert officer("btc:clerk").get(file["url"]).status == 404


def test_a_draft_is_not_read_by_an_agency_above(world: World, officer: Officers) -> None:
    case = world.submit()
    world.hand_down(case.case_id, ["vpcp", "dtp"])
    world.take(case.case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    handler = officer("dtp:handler")
    draft(handler, case.code, send(handler).body["id"])
    (paper,) = handler.get(f"/cases/{case.code}/papers").body["items"]

    assert officer("vpcp:head").get(f"/cases/{case.code}").status == 200
    assert officer("vpcp:head").get(paper["files"][0]["url"]).status == 404


def test_a_file_of_another_officer_or_of_another_day_is_gone(
    world: World, officer: Officers, code: str
) -> None:
    other = send(officer("dtp:clerk")).body["id"]

    for file in (other, "00000000-0000-4000-8000-000000000000", "x"):
        answer = draft(officer("dtp:handler"), code, file)
        assert (answer.status, set(answer.fields)) == (422, {"files"})


def test_a_paper_of_another_kind_or_signed_elsewhere_is_refused(
    world: World, officer: Officers, code: str
) -> None:
    handler = officer("dtp:handler")
    file = send(handler).body["id"]

    kind = draft(handler, code, file, kind="directive")
    number = draft(handler, code, file, number="12")

    assert kind.fields == {"papers.0.kind": "Bước này chỉ nhận văn bản loại «answer»."}
    assert set(number.fields) == {"papers.0.number"}


def test_a_directive_comes_with_its_number_day_and_signer(world: World, officer: Officers) -> None:
    made = world.submit()
    world.hand_down(made.case_id, ["vpcp", "dtp"])
    clerk = officer("dtp:clerk")
    (hand_over,) = (
        step
        for step in clerk.get(f"/cases/{made.code}/steps").body["open"]
        if step["step"] == "hand_over"
    )
    asked = {field["name"]: field["type"] for field in hand_over["fields"]}
    assert (asked["directive_number"], asked["directive_date"]) == ("text", "date")
    directive = {"file": send(clerk).body["id"], "kind": "directive", "number": "125/UBND-KT"}
    signed = {"date": "2026-11-09", "signer": "Phó Chủ tịch Thử Ba"}
    step = {"step": "direct", "data": {}, "papers": [directive | signed]}

    taken = clerk.post(f"/cases/{made.code}/steps", step)

    assert taken.status == 201, taken.body
    (paper,) = clerk.get(f"/cases/{made.code}/papers").body["items"]
    told = [paper[name] for name in ("kind", "number", "symbol", "date", "signed_by")]
    assert told == ["directive", "125", "UBND-KT", "2026-11-09", "Phó Chủ tịch Thử Ba"]


def test_files_may_also_be_named_in_the_data_of_a_step(
    world: World, officer: Officers, code: str
) -> None:
    handler = officer("dtp:handler")
    files = [send(handler).body["id"], send(handler, "ảnh.png", PNG).body["id"]]
    data = {"answer": "Đã sửa xong.", "result": "solved", "files": files}

    answer = handler.post(f"/cases/{code}/steps", {"step": "draft", "data": data})

    assert answer.status == 201, answer.body
    (paper,) = handler.get(f"/cases/{code}/papers").body["items"]
    assert [file["name"] for file in paper["files"]] == ["trả lời.pdf", "ảnh.png"]
