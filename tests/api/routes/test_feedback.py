"""POST /public/feedback."""

from collections.abc import Callable
from typing import Any

import pytest
from altcha import v2
from django.conf import settings
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from donthu.agencies.models import Field
from donthu.agencies.seeding import seed_fields
from donthu.cases.models import Case, Party
from donthu.ui import altcha
from tests.api.conftest import Caller, caller_for
from tests.world import World

FEEDBACK: dict[str, Any] = {
    "kind": "idea",
    "title": "Đèn tín hiệu hỏng",
    "content": "Đèn tín hiệu ở ngã tư không hoạt động vào sáng sớm.",
    "sender": {"name": "Lê Thị Thử", "address": "ấp 3, xã Thử", "phone": "0900000123"},
}


@pytest.fixture
def intake(world: World) -> Caller:
    """Another portal, which sends for the people."""
    return caller_for(world.officers["vpcp:clerk"].username, "intake")


def feedback(**changed: Any) -> dict[str, Any]:
    return FEEDBACK | changed


def solved(caller: Caller) -> str:
    """The challenge of the API, solved as a browser does it."""
    given = v2.Challenge.from_dict(caller.get("/public/altcha").body)
    solution = v2.solve_challenge(given)
    assert solution is not None
    return str(v2.Payload(challenge=given, solution=solution).to_base64())


def test_anybody_sends_with_a_proof_of_work_and_gets_a_code(world: World, anybody: Caller) -> None:
    answer = anybody.post("/public/feedback", feedback(altcha=solved(anybody)))

    assert answer.status == 201
    case = Case.objects.get(code=answer.body["code"].replace("-", ""))
    assert answer.body["track_url"] == f"{settings.BASE_URL}/tra-cuu?code={answer.body['code']}"
    assert (case.title, case.channel, case.agency.code) == ("Đèn tín hiệu hỏng", "api", "vpcp")
    sender = Party.objects.get(case=case).person
    assert sender is not None
    assert (sender.name, sender.phone) == ("Lê Thị Thử", "0900000123")


def test_without_a_proof_of_work_nothing_is_taken(world: World, anybody: Caller) -> None:
    answer = anybody.post("/public/feedback", feedback())

    assert answer.status == 422
    assert answer.fields == {"altcha": altcha.FAILED}
    assert not Case.objects.exists()


def test_a_proof_serves_one_feedback(world: World, anybody: Caller) -> None:
    proof = solved(anybody)

    assert anybody.post("/public/feedback", feedback(altcha=proof)).status == 201
    other = anybody.post("/public/feedback", feedback(title="Việc khác", altcha=proof))
    assert other.fields == {"altcha": altcha.FAILED}


def test_another_portal_needs_no_proof(world: World, intake: Caller) -> None:
    assert intake.post("/public/feedback", feedback()).status == 201


def test_an_enterprise_sends_its_tax_code_and_a_feedback_on_conduct_whom_it_is_about(
    world: World, intake: Caller
) -> None:
    refused = intake.post("/public/feedback", feedback(kind="business"))
    assert set(refused.fields) == {"sender.tax_code"}
    sender = FEEDBACK["sender"] | {"tax_code": "0900000002", "organisation": "Công ty Thử Sen"}
    body = feedback(kind="business", sender=sender)
    made = intake.post("/public/feedback", body, key="business")
    assert made.status == 201
    assert intake.post("/public/feedback", body, key="business").body == made.body
    enterprise = Party.objects.get(role="sender").person
    assert enterprise is not None
    assert (enterprise.name, enterprise.tax_code) == ("Công ty Thử Sen", "0900000002")
    intake.post("/public/feedback", feedback(kind="conduct", about="Ông Thử Hùng, văn thư"))
    official = Party.objects.get(role="official").person
    assert official is not None
    assert official.name == "Ông Thử Hùng, văn thư"


def test_a_token_that_is_not_good_is_not_taken_for_nobody(world: World) -> None:
    assert Caller("dt_unknown").post("/public/feedback", feedback()).status == 401


def test_the_place_the_field_and_the_agency_come_by_their_codes(
    world: World, intake: Caller
) -> None:
    seed_fields()
    Field.objects.get(code="pakn.transport")

    answer = intake.post("/public/feedback", feedback(field="pakn.transport", agency="dtp.sxd"))

    assert answer.status == 201
    case = Case.objects.select_related("field", "agency").get()
    assert case.field is not None
    assert (case.field.code, case.agency.code) == ("pakn.transport", "dtp.sxd")


def test_every_wrong_field_is_named_with_its_sentence(world: World, intake: Caller) -> None:
    answer = intake.post(
        "/public/feedback",
        {"kind": "none", "content": "x" * 3001, "field": "no", "sender": {"name": "Lê Thị Thử"}},
    )

    assert answer.status == 422
    assert answer.type == "application/problem+json"
    assert answer.fields.keys() == {
        "kind",
        "title",
        "content",
        "field",
        "sender.address",
        "sender.phone",
    }
    assert "3.001" in answer.fields["content"]
    assert answer.fields["sender.phone"].startswith("Hãy ghi số điện thoại hoặc thư điện tử")


def test_a_value_of_another_type_is_named(world: World, intake: Caller) -> None:
    answer = intake.post("/public/feedback", feedback(title=7, sender="Lê Thị Thử"))

    assert answer.status == 422
    assert answer.fields == {
        "title": "Mục này phải là chữ.",
        "sender": "Mục này phải là một đối tượng.",
    }


@pytest.mark.parametrize("body", ["{", "[1", ""])
def test_what_is_not_json_is_told_so(world: World, intake: Caller, body: str) -> None:
    answer = intake.call("POST", "/public/feedback", data=body, content_type="application/json")

    assert answer.status in {400, 422}
    assert answer.type == "application/problem+json"


def test_a_nul_character_is_refused_and_not_stored(world: World, intake: Caller) -> None:
    answer = intake.post("/public/feedback", feedback(title="Đèn\x00hỏng"))

    assert answer.status == 422
    assert "U+0000" in answer.body["detail"]


@pytest.mark.parametrize(
    "sender",
    [
        {"sender.name": "Lê Thị Thử", "sender.address": "ấp 3", "sender.phone": "0900000123"},
        {"sender[name]": "Lê Thị Thử", "sender[address]": "ấp 3", "sender[phone]": "0900000123"},
        {"sender": '{"name": "Lê Thị Thử", "address": "ấp 3", "phone": "0900000123"}'},
    ],
    ids=["dots", "brackets", "json"],
)
def test_a_form_says_the_same_as_json(world: World, intake: Caller, sender: dict[str, str]) -> None:
    form = {key: value for key, value in FEEDBACK.items() if key != "sender"}

    answer = intake.post("/public/feedback", form=form | {"hide_sender": "true"} | sender)

    assert answer.status == 201, answer.body
    assert Case.objects.get().hide_sender is True
    person = Party.objects.get().person
    assert person is not None
    assert (person.name, person.phone) == ("Lê Thị Thử", "0900000123")


def test_the_same_key_gives_the_same_receipt(world: World, anybody: Caller) -> None:
    body = feedback(altcha=solved(anybody))
    first = anybody.post("/public/feedback", body, key="k1")
    again = anybody.post("/public/feedback", body, key="k1")

    assert (again.status, again.body) == (201, first.body)
    assert Case.objects.count() == 1


def test_the_same_key_with_other_words_or_of_another_caller_is_another_matter(
    world: World, intake: Caller, anybody: Caller
) -> None:
    first = intake.post("/public/feedback", feedback(), key="k1")
    other_words = intake.post("/public/feedback", feedback(title="Việc khác"), key="k1")
    other_caller = anybody.post("/public/feedback", feedback(altcha=solved(anybody)), key="k1")

    assert other_words.status == 422
    assert "Idempotency-Key" in other_words.fields
    assert other_caller.status == 201
    assert other_caller.body["code"] != first.body["code"]


def test_a_receipt_is_not_given_to_who_did_not_send_it(world: World, anybody: Caller) -> None:
    anybody.post("/public/feedback", feedback(altcha=solved(anybody)), key="k1")
    stranger = feedback(sender=FEEDBACK["sender"] | {"phone": "0900000999"})

    answer = anybody.post("/public/feedback", stranger, key="k1")

    assert answer.status == 422
    assert "code" not in answer.body


def test_sending_asks_the_database_little(
    world: World, intake: Caller, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    intake.post("/public/feedback", feedback())
    with django_assert_max_num_queries(15):
        intake.post("/public/feedback", feedback())


def test_the_time_of_a_case_has_the_offset_of_vietnam(
    world: World, intake: Caller, officer: Callable[[str], Caller]
) -> None:
    sent = intake.post("/public/feedback", feedback())

    shown = officer("vpcp:clerk").get(f"/cases/{sent.body['code']}").body["received_at"]

    assert shown.endswith("+07:00")
    assert shown[:10] == timezone.localdate().isoformat()
