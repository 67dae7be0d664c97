"""The sample province: its agencies, their past, its made-up officers."""

from datetime import date, timedelta

import pytest
from django.db import connection

from donthu.agencies.areas import find_areas
from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency, Membership, Officer
from donthu.agencies.permissions import ADMINISTRATORS
from donthu.demo.agencies import seed_agencies
from donthu.demo.officers import demo_password
from donthu.law.grammar import Role
from tests import personas
from tests.sample import SEEDED_AT

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("sample")]

DAY = SEEDED_AT.date()


def test_every_commune_of_the_province_has_its_committee() -> None:
    communes = find_areas("đồng tháp", on=DAY)[0].area.children.on(DAY)  # type: ignore[attr-defined]
    committees = Agency.objects.filter(kind="commune_committee", until=None)
    assert set(committees.values_list("area", flat=True)) == set(
        communes.values_list("pk", flat=True)
    )
    assert committees.count() == 102


def test_every_open_agency_has_its_account_of_entry_and_no_closed_one_has_any() -> None:
    for agency in Agency.objects.filter(until=None, has_accounts=True):
        entry = Officer.objects.get(username=f"{agency.code}.nl")
        assert entry.memberships.get().role == Role.CLERK
    assert not Membership.objects.exclude(agency__until=None).exists()
    assert not Membership.objects.filter(agency__has_accounts=False).exists()


def test_two_ministries_work_by_letter_until_they_are_handed_their_accounts() -> None:
    by_letter = Agency.objects.filter(until=None, has_accounts=False)
    assert set(by_letter.values_list("code", flat=True)) == {"byt", "bkhcn"}


def test_every_closed_agency_has_a_successor_that_works_from_the_next_day() -> None:
    closed = Agency.objects.exclude(until=None)
    assert closed.count() >= 8 + 23  # ministries and provinces, and the districts of two provinces
    for agency in closed:
        successions = list(agency.successions.all())
        assert successions, agency
        assert {s.since for s in successions} == {agency.until + timedelta(days=1)}  # type: ignore[operator]
        assert all(s.decision for s in successions)


def test_all_names_are_made_up_and_all_addresses_lead_nowhere() -> None:
    for officer in Officer.objects.all():
        assert "Mẫu" in officer.full_name
        assert officer.email.endswith("@donthu.example")


def test_all_accounts_open_with_the_one_password() -> None:
    password = demo_password()
    assert len(password) >= 14
    officers = Officer.objects.filter(username__in=["quantri", "vpcp.nl", "dtp.thapmuoi.ct"])
    assert officers.count() == 3
    assert all(officer.check_password(password) for officer in officers)


def test_nobody_has_both_the_administration_and_cases() -> None:
    for officer in Officer.objects.prefetch_related("memberships"):
        administers = {Role(m.role) in ADMINISTRATORS for m in officer.memberships.all()}
        assert len(administers) == 1, officer.username


@pytest.mark.parametrize(
    ("persona", "agency", "role"),
    [
        (personas.HOA, "vpcp", Role.CLERK),
        (personas.LAN, "dtp", Role.CLERK),
        (personas.MINH, "dtp.sxd", Role.CLERK),
        (personas.TAM, "dtp.sxd", Role.HANDLER),
        (personas.BINH, "dtp.sxd", Role.DEPUTY),
        (personas.OUTSIDER, "bnnmt", Role.HANDLER),
        (personas.SO_QUAN_TRI, "dtp.sxd", Role.AGENCY_ADMIN),
        (personas.ADMIN, "vpcp", Role.SYSTEM_ADMIN),
    ],
)
def test_the_personas_are_who_the_tests_take_them_for(
    persona: personas.Persona, agency: str, role: Role
) -> None:
    duty = duties_of(persona.officer, DAY)[0]
    assert (duty.agency_code, duty.role) == (agency, role)


def test_a_deputy_stands_in_for_the_head_and_one_officer_sits_in_two_places() -> None:
    acting = duties_of(personas.BINH.officer, DAY)[-1]
    assert (acting.role, acting.on_behalf_of) == (Role.HEAD, personas.GIAM_DOC.officer.pk)
    places = [duty.agency_code for duty in duties_of(personas.VAN_PHONG.officer, DAY)]
    assert places == ["dtp.vp", "dtp.vp.btcd"]


def test_seeding_again_adds_what_is_missing_and_changes_nothing_else() -> None:
    before = list(Officer.objects.order_by("pk").values_list("pk", "full_name"))
    Membership.objects.filter(officer__username="dtp.thapmuoi.cv1").delete()
    Officer.objects.filter(username="dtp.thapmuoi.cv1").delete()

    counts = seed_agencies(at=SEEDED_AT)

    assert counts["officers"] == len(before)
    again = Officer.objects.get(username="dtp.thapmuoi.cv1")
    assert again.memberships.get().since == date(2025, 7, 1)
    kept = list(Officer.objects.exclude(pk=again.pk).order_by("pk").values_list("pk", "full_name"))
    assert set(kept) < set(before)
    connection.check_constraints()
