"""The officer's own account and delegations."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from donthu.agencies.models import Delegation
from donthu.cases.queries import AnyCase
from tests.desk.conftest import At, Desk, words
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]


def test_the_account_leads_to_password_second_factor_passkeys_and_sessions(desk: AtDesk) -> None:
    html = desk("vpcp:clerk").html("tai-khoan/")
    for address in ("password/change/", "2fa/", "2fa/webauthn/", "sessions/"):
        assert f'href="/tai-khoan/{address}"' in html
    assert "Văn thư · Văn phòng Chính phủ" in words(html)
    assert "Đã chấp nhận ngày 09/11/2026" in words(html)


def give(at_desk: Desk, world: World, **changed: str) -> int:
    post = at_desk.officer.memberships.get()
    data = {
        "membership": str(post.pk),
        "taker": str(world.officers["dtp.sxd:deputy"].pk),
        "since": "09/11/2026",
        "until": "13/11/2026",
        "reason": "Đi công tác.",
    }
    return at_desk.post("uy-quyen/", **(data | changed)).status_code


def test_a_head_who_is_away_lets_the_deputy_act_and_takes_it_back(
    world: World, desk: AtDesk, at: At
) -> None:
    head = desk("dtp.sxd:head")
    assert give(head, world) == 302
    assert "Head dtp.sxd ủy quyền cho Deputy dtp.sxd" in head.get("uy-quyen/")
    deputy = desk("dtp.sxd:deputy")
    assert "Giám đốc (được ủy quyền) · Sở Xây dựng" in deputy.get("tai-khoan/")
    assert "Đang hiệu lực" in deputy.get("uy-quyen/")
    key = str(Delegation.objects.get().pk)
    # who took it cannot end it, nor can a stranger see it
    deputy.post("uy-quyen/", end=key)
    assert Delegation.objects.get().until == MONDAY.date() + timedelta(days=4)
    assert desk("btc:head").post("uy-quyen/", end=key).status_code == 404
    assert head.post("uy-quyen/", end=key).status_code == 302
    assert Delegation.objects.get().until == MONDAY.date()
    at(MONDAY + timedelta(days=1))
    assert "được ủy quyền" not in deputy.get("tai-khoan/")


def test_what_is_wrong_with_a_delegation_is_said_and_what_was_typed_kept(
    world: World, desk: AtDesk
) -> None:
    head = desk("dtp.sxd:head")
    assert give(head, world, until="") == 422
    assert give(head, world, until="01/11/2026") == 409
    assert give(head, world, taker=str(world.officers["btc:deputy"].pk)) == 422
    assert not Delegation.objects.exists()


def test_who_has_nothing_to_delegate_is_told_so(world: World, desk: AtDesk) -> None:
    handler = desk("dtp.sxd:handler")
    assert "Chỉ lãnh đạo phòng, cấp phó và người đứng đầu" in handler.get("uy-quyen/")
    assert give(handler, world) == 404


def test_an_administrator_enters_a_delegation_by_its_document(
    world: World, desk: AtDesk, case: AnyCase
) -> None:
    admin = desk("dtp.sxd:agency_admin")
    post = world.officers["dtp.sxd:head"].memberships.get()
    data = {"membership": str(post.pk)}
    assert give(admin, world, **data) == 409
    assert give(admin, world, **data, document="Giấy ủy quyền 12/GUQ-SXD") == 302
    assert "Giấy ủy quyền 12/GUQ-SXD" in admin.get("uy-quyen/")
    assert Delegation.objects.get().giver == world.officers["dtp.sxd:head"]
