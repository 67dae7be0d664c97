"""Acting for somebody else, links, look-ups, files added later."""

from datetime import date, timedelta

import pytest

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Delegation, Membership
from donthu.cases.actions.add_files import add_files
from donthu.cases.actions.link import link
from donthu.cases.actions.look_up import check_lookup, keep_lookup
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import Actor
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Link, Lookup, Paper
from donthu.cases.signing import written
from donthu.ledger.book import events_of
from tests.paths import PATHS
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def test_a_delegate_signs_in_the_name_of_who_is_absent(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_approval"](world)
    absent, present = world.officers["dtp:head"], world.officers["dtp:handler"]
    Delegation.objects.create(
        giver=absent,
        taker=present,
        membership=Membership.objects.get(officer=absent),
        since=date(2026, 11, 9),
        until=date(2026, 11, 13),
        reason="Đi công tác",
    )
    actor = Actor.officer(present.pk, duties_of(present, MONDAY.date()))
    take_step(case_id=case_id, step="sign", data={}, actor=actor, at=MONDAY)
    event = events_of(f"case:{case_id}").order_by("-seq")[0]
    assert (event.actor_id, event.on_behalf_of, event.capacity) == (present.pk, absent.pk, "head")
    after = MONDAY + timedelta(days=7)
    late = Actor.officer(present.pk, duties_of(present, after.date()))
    with pytest.raises(Refused, match="thuộc quyền"):
        take_step(case_id=case_id, step="send_back", data={"note": "x"}, actor=late, at=after)


def test_a_deputy_who_stands_in_for_the_head_signs_as_deputy(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_approval"](world)
    head, deputy = world.officers["dtp:head"], world.officers["dtp:deputy"]
    Delegation.objects.create(
        giver=head,
        taker=deputy,
        membership=Membership.objects.get(officer=head),
        since=date(2026, 11, 9),
        until=date(2026, 11, 13),
        reason="Đi công tác",
    )
    take_step(case_id=case_id, step="sign", data={}, actor=world.actor("dtp:deputy"), at=MONDAY)
    paper = Paper.objects.get(case=case_id, state="signed")
    assert (paper.signer_id, written(paper)) == (deputy.pk, "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC")


def test_a_head_signs_by_the_title_alone(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_approval"](world)
    world.take(case_id, "sign", "dtp:head")
    paper = Paper.objects.get(case=case_id, state="signed")
    assert (paper.signed_for, written(paper)) == ("", "GIÁM ĐỐC")


def test_who_signs_for_the_head_without_being_deputy_signs_by_delegation(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_approval"](world)
    head, other = world.officers["dtp:head"], world.officers["dtp:unit_head"]
    Membership.objects.filter(officer=other).update(title="Trưởng phòng")
    Delegation.objects.create(
        giver=head,
        taker=other,
        membership=Membership.objects.get(officer=head),
        since=date(2026, 11, 9),
        until=date(2026, 11, 13),
        reason="Đi công tác",
    )
    world.take(case_id, "sign", "dtp:unit_head")
    paper = Paper.objects.get(case=case_id, state="signed")
    assert (paper.signer_id, written(paper)) == (other.pk, "TUQ. GIÁM ĐỐC / TRƯỞNG PHÒNG")


def test_a_deputy_signs_for_the_last_head_while_the_post_is_vacant(world: World) -> None:
    case_id = PATHS["feedback"]["awaiting_approval"](world)
    Membership.objects.filter(officer=world.officers["dtp:head"]).update(
        until=date(2026, 10, 31), title="Giám đốc Sở"
    )
    world.take(case_id, "sign", "dtp:deputy")
    paper = Paper.objects.get(case=case_id, state="signed")
    assert written(paper) == "KT. GIÁM ĐỐC SỞ / PHÓ GIÁM ĐỐC"


def test_cases_are_tied_by_their_holder_only(world: World) -> None:
    one, other = world.submit().case_id, world.submit().case_id
    link(
        case_id=other, other_id=one, kind="same_matter", actor=world.actor("vpcp:clerk"), at=MONDAY
    )
    assert Link.objects.get().other_id == one
    with pytest.raises(Refused):
        link(
            case_id=other,
            other_id=one,
            kind="split_from",
            actor=world.actor("btc:clerk"),
            at=MONDAY,
        )
    with pytest.raises(Invalid):
        link(
            case_id=one,
            other_id=one,
            kind="same_matter",
            actor=world.actor("vpcp:clerk"),
            at=MONDAY,
        )


def test_a_look_up_holds_for_half_an_hour_and_the_same_words(world: World) -> None:
    officer = world.officers["dtp:clerk"]
    kept = keep_lookup(
        officer_id=officer.pk,
        agency_id=world.id("dtp"),
        sender="Lê Thị Thử 0900000123",
        text="Đèn hỏng ở ngã tư",
        found=[],
        at=MONDAY,
    )
    row = Lookup.objects.values().get(pk=kept)
    assert "Thử" not in str(row)

    def check(**changed: object) -> None:
        given = {
            "officer_id": officer.pk,
            "sender": "Lê Thị Thử 0900000123",
            "text": "Đèn hỏng ở ngã tư",
            "at": MONDAY + timedelta(minutes=29),
        }
        check_lookup(kept, **(given | changed))  # type: ignore[arg-type]

    check()
    for changed, sentence in (
        ({"at": MONDAY + timedelta(minutes=31)}, "quá 30 phút"),
        ({"text": "Việc khác"}, "đã đổi"),
        ({"sender": "Người khác"}, "đã đổi"),
        ({"officer_id": world.officers["dtp:head"].pk}, "Hãy tra trùng"),
    ):
        with pytest.raises(Refused, match=sentence):
            check(**changed)


def test_files_are_added_until_it_is_received_and_never_a_sixth(world: World) -> None:
    submitted = world.submit()
    with pytest.raises(Invalid, match="Hãy chọn tệp"):
        add_files(case_id=submitted.case_id, files=[], limit=5, at=MONDAY)
    world.take(submitted.case_id, "receive", "vpcp:clerk")
    with pytest.raises(Refused, match="đã được tiếp nhận"):
        add_files(case_id=submitted.case_id, files=[], limit=5, at=MONDAY)
    assert not Paper.objects.filter(case=submitted.case_id).exists()


def test_an_officer_who_left_no_duty_sees_and_does_nothing(world: World) -> None:
    case = Case.objects.get(pk=world.submit().case_id)
    nobody = Actor(world.officers["vpcp:clerk"].pk, ())
    with pytest.raises(Refused):
        take_step(case_id=case.pk, step="receive", data={}, actor=nobody, at=MONDAY)
