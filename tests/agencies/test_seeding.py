"""Catalogues may be seeded again at will."""

import pytest

from donthu.agencies.models import Area, Catalogue, Field
from donthu.agencies.seeding import seed_areas, seed_fields

pytestmark = [pytest.mark.django_db, pytest.mark.database, pytest.mark.usefixtures("sample")]

# the columns of TT 01/2024; law.md 6.1
GROUPS = {"land", "policy", "civil_service", "corruption", "judicial", "party", "other"}


def test_seeding_places_again_mends_names_and_keeps_flags_set_by_hand() -> None:
    pks = set(Area.objects.values_list("pk", flat=True))
    Area.objects.filter(name="Xã Tháp Mười", until=None).update(name="Xã Sai Tên", remote=True)
    told: list[int] = []

    counts = seed_areas(lambda _what, done, _of: told.append(done))

    assert (counts["provinces"], counts["communes"]) == (34, 3321)
    assert set(Area.objects.values_list("pk", flat=True)) == pks
    assert Area.objects.get(name="Xã Tháp Mười", until=None).remote
    assert told == sorted(told)
    assert told[-1] == len(pks)


def test_seeding_fields_again_changes_nothing() -> None:
    before = list(Field.objects.values())
    assert seed_fields() == {"feedback": 12, "letters": 52}
    assert list(Field.objects.values()) == before


def test_every_field_is_counted_in_a_group_of_the_reports() -> None:
    assert set(Field.objects.values_list("report_code", flat=True)) <= GROUPS
    land = Field.objects.get(code="land.compensation")
    assert (land.report_code, land.parent.code) == ("land", "land")  # type: ignore[union-attr]


def test_the_portal_offers_its_twelve_fields_in_their_order() -> None:
    names = [field.name for field in Field.objects.filter(catalogue=Catalogue.FEEDBACK)]
    assert names[:3] == [
        "Hành vi chậm trễ, gây phiền hà",
        "Thủ tục hành chính",
        "Cơ chế, chính sách",
    ]
    assert names[-1] == "Khác"
