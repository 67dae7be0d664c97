"""The sample cases: every folder of the main officers has something."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import DjangoDbBlocker

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency
from donthu.cases.folders import folder_counts
from donthu.cases.models import Case, Deadline, Entry
from donthu.cases.worklist import Section, section_counts, worklist
from donthu.demo.world import seed_demo
from donthu.law import registry
from donthu.law.grammar import Folder
from donthu.ledger.models import Event
from donthu.ledger.verify import verify
from donthu.people.models import Person
from tests import personas
from tests.sample import SEEDED_AT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


@pytest.fixture(scope="module")
def told(sample: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The stories, told once for the tests of this module that only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        seed_demo(at=SEEDED_AT)
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("told")
def test_every_folder_of_the_main_agencies_holds_a_case() -> None:
    for code in ("vpcp", "dtp", "dtp.sxd", "dtp.mytho"):
        agency = Agency.objects.get(code=code)
        counts = folder_counts([agency.pk], SEEDED_AT)
        assert all(counts[folder.value] for folder in Folder), (code, counts)


@pytest.mark.usefixtures("told")
def test_cases_are_in_every_state_and_clocks_in_every_condition() -> None:
    states = {state.key for state in registry.procedure("feedback").states}
    assert set(Case.objects.values_list("state", flat=True)) == states
    assert set(Deadline.objects.values_list("state", flat=True)) == set(Deadline.State.values)
    assert Deadline.objects.exclude(extensions=[]).exists()
    due = Deadline.objects.filter(state="running").values_list("due_at", flat=True)
    days = {timezone.localtime(at).date() for at in due}
    assert min(days) < SEEDED_AT.date() < max(days)
    assert SEEDED_AT.date() in days


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("persona", "sections"),
    [
        (personas.LAN, {Section.LATE, Section.BACK, Section.REST}),
        (personas.MINH, {Section.SOON, Section.BACK, Section.REST}),
        (personas.TAM, {Section.LATE, Section.SOON, Section.BACK}),
        (personas.BINH, {Section.SIGNATURE}),
    ],
)
def test_worklists_have_something_urgent_and_something_to_begin(
    persona: personas.Persona, sections: set[Section]
) -> None:
    officer = persona.officer
    listed = worklist(duties_of(officer, SEEDED_AT.date()), officer.pk, SEEDED_AT)
    counts = section_counts(listed)
    assert sections <= {section for section, count in counts.items() if count}, counts


@pytest.mark.usefixtures("told")
def test_numbers_of_a_book_follow_the_days() -> None:
    books = Entry.objects.values_list("agency", "book", "year").distinct()
    for agency, book, year in books:
        entries = Entry.objects.filter(agency=agency, book=book, year=year).order_by("number")
        days = list(entries.values_list("entered_at", flat=True))
        assert days == sorted(days)


@pytest.mark.usefixtures("told")
def test_telling_again_changes_nothing() -> None:
    before = Event.objects.count()
    assert seed_demo(at=SEEDED_AT)["cases"] == 0
    assert Event.objects.count() == before
    assert verify().ok


@pytest.mark.usefixtures("told")
def test_people_are_made_up_and_few_letters_wait_for_the_mail_server() -> None:
    assert not Person.objects.exclude(name__contains="Thử").exists()
    assert not Person.objects.exclude(phone__startswith="0200").exists()
    emails = set(Person.objects.exclude(email="").values_list("email", flat=True))
    assert all(email.endswith("@donthu.example") for email in emails)
    mail = ProcrastinateJob.objects.filter(queue_name="mail").values_list("args", flat=True)
    reach = Case.objects.exclude(parties__person__email="").values_list("pk", flat=True)
    assert sum(args["case_id"] in set(reach) for args in mail) < 40
