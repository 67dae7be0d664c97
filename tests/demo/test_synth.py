"""Made-up cases in bulk: the same for the same seed, whole, in every state, and findable."""

import hashlib
from collections.abc import Iterator
from itertools import pairwise
from random import Random

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from donthu.agencies.models import Agency
from donthu.cases.models import Assignment, Case, Counter, Deadline, Entry, Paper, Publication
from donthu.demo.synth import SynthError, write_cases
from donthu.demo.synth_cast import Cast
from donthu.demo.synth_course import course
from donthu.demo.synth_days import REFERENCE, arrivals
from donthu.demo.synth_letters import Mailbag
from donthu.law import registry
from donthu.ledger.models import Event
from donthu.ledger.verify import verify
from donthu.people.contact import clean_phone
from donthu.people.models import Person
from donthu.search.find import find_cases, find_publications

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]

CASES = 400


@pytest.fixture(scope="module")
def written(sample: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Cases of one seed, for the tests that only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        write_cases(cases=CASES, seed=11)
        yield
        transaction.set_rollback(True)


def digest() -> str:
    """Everything that the cases say, without the ids that databases give."""
    said = [
        Case.objects.values_list(
            "code", "state", "kind", "title", "text", "channel", "received_at", "due_at",
            "answered_at", "closed_at", "hide_sender", "area__code", "field__code",
            "root__code", "agency__code", "holder__code", "officer__username",
        ),
        Person.objects.values_list("name", "phone", "email", "address", "created_at"),
        Assignment.objects.values_list(
            "case__code", "giver__code", "to__code", "lead", "state", "review", "note", "sent_at",
            "reported_at",
        ),
        Deadline.objects.values_list("case__code", "limit", "state", "due_at", "counted", "spans"),
        Entry.objects.values_list("agency__code", "book", "year", "number", "case__code"),
        Paper.objects.values_list("case__code", "number", "text", "date"),
        Event.objects.filter(subject__startswith="case:").values_list(
            "at", "kind", "seq", "capacity"
        ),
    ]  # fmt: skip
    rows = [sorted(map(repr, found)) for found in said]
    return hashlib.sha256(repr(rows).encode()).hexdigest()


def test_the_same_seed_gives_the_same_cases_and_another_seed_others() -> None:
    def tell(seed: int) -> str:
        with transaction.atomic():
            write_cases(cases=60, seed=seed)
            found = digest()
            transaction.set_rollback(True)
        return found

    first = tell(1)
    assert tell(1) == first
    assert tell(2) != first


@pytest.mark.usefixtures("written")
def test_the_book_of_events_is_whole_and_no_number_is_missing() -> None:
    assert Case.objects.count() == CASES
    assert verify().ok
    for counter in Counter.objects.filter(book="letters"):
        numbers = Entry.objects.filter(agency=counter.agency, year=counter.year, book="letters")
        rows = list(numbers.order_by("number").values_list("number", "entered_at"))
        assert [number for number, _ in rows] == list(range(1, counter.last + 1))
        assert [at for _, at in rows] == sorted(at for _, at in rows)
    for counter in Counter.objects.filter(book="outgoing"):
        answers = Paper.objects.filter(agency=counter.agency, date__year=counter.year)
        given = {int(number) for number in answers.values_list("number", flat=True) if number}
        assert given == set(range(1, counter.last + 1))


@pytest.mark.usefixtures("written")
def test_all_states_chains_and_channels_occur_before_the_reference() -> None:
    states = {state.key for state in registry.procedure("feedback").states}
    reached = set(Event.objects.values_list("data__state", flat=True))
    assert states <= reached
    assert set(Case.objects.values_list("channel", flat=True)) == {
        *("portal", "api", "phone", "in_person", "post")
    }
    leads = Assignment.objects.filter(lead=True)
    pairs = set(leads.values_list("giver__kind", "to__kind"))
    assert {
        ("government_office", "ministry"),
        ("government_office", "province_committee"),
        ("province_committee", "department"),
        ("province_committee", "commune_committee"),
        ("department", "commune_committee"),
        ("ministry", "ministry_unit"),
    } <= pairs
    assert leads.filter(parent__isnull=False).exists()
    assert Assignment.objects.filter(lead=False).exists()
    assert Deadline.objects.filter(state="met").exclude(spans=[]).exists()
    late = Case.objects.filter(due_at__lt=REFERENCE, closed_at=None)
    assert 0 < late.count() < CASES / 10
    assert Event.objects.filter(subject__startswith="case:").latest("at").at <= REFERENCE


@pytest.mark.usefixtures("written")
def test_letters_differ_but_some_are_written_twice() -> None:
    titles = set(Case.objects.values_list("title", flat=True))
    assert CASES * 0.9 < len(titles) < CASES


@pytest.mark.usefixtures("written")
def test_cases_and_published_answers_are_found_by_their_words() -> None:
    published = Publication.objects.order_by("pk")[3]
    assert published in find_publications(published.title)
    found = find_cases(published.case.title, Case.objects.all())
    assert published.case in [hit.case for hit in found]


@pytest.mark.usefixtures("written")
def test_people_are_made_up() -> None:
    assert not Person.objects.exclude(name__contains=" Thử ").exists()
    assert not Person.objects.exclude(phone__startswith="0200").exists()
    phone = Person.objects.values_list("phone", flat=True)[0]
    assert clean_phone(phone) == phone  # the forms take it
    assert not Person.objects.exclude(email__regex=r"^(thu\d+@donthu\.example)?$").exists()


@pytest.mark.usefixtures("written")
def test_the_same_seed_is_refused_a_second_time() -> None:
    with pytest.raises(SynthError, match="hãy chọn số khác"):
        write_cases(cases=CASES, seed=11)


def test_without_the_sample_it_says_what_to_do_first() -> None:
    Agency.objects.filter(kind="commune_committee").update(until=REFERENCE.date())
    with pytest.raises(SynthError, match="donthu seed demo"):
        write_cases(cases=10, seed=1)


def test_nobody_acts_before_what_leads_to_it() -> None:
    rng, cast = Random(5), Cast.read()
    bag = Mailbag(rng, cast)
    for at in arrivals(rng, 2_000):
        letter = bag.letter(at)
        moments = [letter.at, *(move.at for move in course(letter, cast, rng))]
        assert all(earlier < later for earlier, later in pairwise(moments))
