"""A call that creates may be sent again."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from donthu.api.models import IdempotencyRecord
from donthu.api.tasks import KEPT, forget_keys
from donthu.cases.models import Case, Entry, Lookup
from donthu.documents.models import StagedFile
from tests.api.conftest import Answer, Caller, caller_for
from tests.api.samples import PDF, PNG
from tests.world import World, make_world

Officers = Callable[[str], Caller]
LOOKUP = {"content": "Đèn tín hiệu ở ngã tư hỏng."}


def test_the_same_call_is_done_once_and_answered_alike(world: World, officer: Officers) -> None:
    code = world.submit().code
    clerk = officer("vpcp:clerk")
    step = {"step": "receive", "data": {}}

    first = clerk.post(f"/cases/{code}/steps", step, key="k1")
    again = clerk.post(f"/cases/{code}/steps", step, key="k1")

    assert first.status == 201
    assert (again.status, again.content) == (first.status, first.content)
    assert Entry.objects.count() == 1


def test_without_a_key_each_call_counts(world: World, officer: Officers) -> None:
    clerk = officer("vpcp:clerk")

    assert clerk.post("/lookups", LOOKUP).body["id"] != clerk.post("/lookups", LOOKUP).body["id"]


def test_a_key_belongs_to_one_officer_and_one_content(world: World, officer: Officers) -> None:
    clerk = officer("vpcp:clerk")
    first = clerk.post("/lookups", LOOKUP, key="k1")

    other_content = clerk.post("/lookups", {"content": "Mương thoát nước bị lấp."}, key="k1")
    other_path = clerk.post("/cases/23456789/steps", LOOKUP, key="k1")
    other_officer = officer("dtp:clerk").post("/lookups", LOOKUP, key="k1")

    assert other_content.status == 422
    assert other_content.fields.keys() == {"Idempotency-Key"}
    assert other_path.status == 422
    assert other_officer.body["id"] != first.body["id"]


def test_what_failed_may_be_tried_again_with_the_same_key(world: World, officer: Officers) -> None:
    code = world.submit().code
    clerk = officer("vpcp:clerk")
    step = {"step": "assign", "data": {"officer": "vpcp.handler"}}

    too_early = clerk.post(f"/cases/{code}/steps", step, key="k1")
    clerk.post(f"/cases/{code}/steps", {"step": "receive"})
    in_time = clerk.post(f"/cases/{code}/steps", step, key="k1")

    assert (too_early.status, in_time.status) == (409, 201)


def test_files_are_part_of_the_content(world: World, officer: Officers) -> None:
    clerk = officer("vpcp:clerk")

    def send(content: bytes, name: str = "a.pdf") -> Answer:
        return clerk.post("/files", form={"file": SimpleUploadedFile(name, content)}, key="k1")

    first = send(PDF)

    assert send(PDF).body == first.body
    assert send(PNG, "a.png").status == 422
    assert StagedFile.objects.count() == 1


@pytest.mark.parametrize("key", ["", "k" * 256])
def test_a_key_has_a_length(world: World, officer: Officers, key: str) -> None:
    answer = officer("vpcp:clerk").call(
        "POST",
        "/lookups",
        data=LOOKUP,
        content_type="application/json",
        HTTP_IDEMPOTENCY_KEY=key,
    )

    assert (answer.status, set(answer.fields)) == (422, {"Idempotency-Key"})


def test_keys_are_forgotten_after_two_days(world: World, officer: Officers) -> None:
    clerk = officer("vpcp:clerk")
    clerk.post("/lookups", LOOKUP, key="old")
    IdempotencyRecord.objects.update(created_at=timezone.now() - KEPT - timedelta(minutes=1))
    clerk.post("/lookups", LOOKUP, key="new")

    forget_keys(timestamp=0)

    assert list(IdempotencyRecord.objects.values_list("key", flat=True)) == ["new"]


@pytest.mark.django_db(transaction=True)
def test_of_two_calls_at_the_same_time_one_is_done() -> None:
    world = make_world()
    clerk = caller_for(world.officers["vpcp:clerk"].username)

    def call(_: int) -> Answer:
        try:
            return Caller(clerk.token).post("/lookups", LOOKUP, key="k1")
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(call, range(4)))

    assert {answer.status for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert Lookup.objects.count() == 1
    assert not Case.objects.exists()
