from datetime import UTC, datetime
from unicodedata import normalize

import pytest

from donthu.people.models import Kind, Person

AT = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_a_person_is_found_by_what_was_typed_in_another_way() -> None:
    told = Person.objects.create(
        kind=Kind.INDIVIDUAL,
        name=normalize("NFD", "Trần Văn Mậu"),
        phone="+84 912 345 678",
        email=" Mau@Example.vn",
        id_number="001 099 123 456",
        created_at=AT,
    )
    for key, value in {
        "name_key": "tran van mau",
        "phone_key": "0912345678",
        "email_key": "mau@example.vn",
        "id_number_key": "001099123456",
    }.items():
        assert Person.objects.get(**{key: value}) == told
    stored = Person.objects.get()
    assert (stored.name, stored.email) == ("Trần Văn Mậu", "Mau@Example.vn")


def test_what_is_logged_of_a_person_is_a_number() -> None:
    assert str(Person(pk=5, name="Trần Văn Mậu")) == "person 5"
