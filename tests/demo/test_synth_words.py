"""The templates of made-up letters, each filled in every variant."""

from random import Random

import pytest

from donthu.agencies.models import Agency, Field, Membership
from donthu.cases.actions.submit import TITLE_LENGTH
from donthu.demo.synth_words import Filling, Matter, Subject, matters
from donthu.law.procedures.feedback.asks import RESULTS
from donthu.law.words import KIND_NAMES

VARIANTS = [
    pytest.param(matter, variant, id=f"{matter.key}-{variant}")
    for matter in matters()
    for variant in range(len(matter.titles))
]


def test_there_are_many_matters_under_keys_of_their_own() -> None:
    keys = [matter.key for matter in matters()]
    assert len(keys) == len(set(keys)) >= 60


@pytest.mark.parametrize(("matter", "variant"), VARIANTS)
def test_a_letter_reads_as_sentences(matter: Matter, variant: int) -> None:
    rng = Random(5)
    subject = Subject(matter, variant, Filling(rng, place="xã Thử"))
    answer = subject.answer(rng, agency="Ủy ban nhân dân xã Thử")
    assert len(matter.titles) == len(matter.facts) == len(matter.answers) >= 2
    assert len(subject.title) <= TITLE_LENGTH
    for text in (subject.title, subject.text(rng), subject.plain, answer):
        assert text[0].isupper()
        assert not set("{}") & set(text)
        assert "  " not in text
    for text in (subject.text(rng), subject.plain):
        assert text.endswith(".")
    assert set(matter.kinds) <= set(KIND_NAMES)
    assert matter.result in dict(RESULTS)


def test_what_is_said_once_of_a_place_stays_so() -> None:
    filling = Filling(Random(3), place="phường Thử")
    assert filling["Street"].lower() == filling["street"].lower()
    assert filling["hamlet"].split()[0] in {"khu", "khóm", "tổ"}
    assert Filling(Random(3), place="xã Thử")["hamlet"].startswith("ấp")


@pytest.mark.django_db
@pytest.mark.usefixtures("sample")
def test_who_settles_a_matter_is_in_the_sample_and_has_somebody_to_do_it() -> None:
    codes = {code for matter in matters() for code in matter.by} - {"commune"}
    for code in codes:
        agency = Agency.objects.get(code=code)
        roles = set(Membership.objects.filter(agency=agency).values_list("role", flat=True))
        assert {"clerk", "handler", "head", "deputy"} <= roles, code
    fields = {matter.field for matter in matters()}
    assert Field.objects.filter(code__in=fields).count() == len(fields)
