"""Numbers and symbols of the papers that go out."""

import pytest

from donthu.cases.models import Counter, Paper
from tests.world import World


@pytest.mark.django_db
def test_a_reported_answer_has_the_number_and_symbol_of_the_agency_that_wrote_it(
    world: World,
) -> None:
    case_id = world.submit(to="dtp").case_id
    world.hand_down(case_id, ["dtp", "dtp.sxd"], review=True)
    world.answer(case_id, "dtp.sxd")
    world.take(case_id, "report", "dtp.sxd:clerk")

    answer = Paper.objects.get(case=case_id, kind="answer")
    counter = Counter.objects.get(book="outgoing")
    assert (answer.number, answer.symbol) == ("01", "SXD-VP")
    assert (counter.agency.code, counter.last) == ("dtp.sxd", 1)
