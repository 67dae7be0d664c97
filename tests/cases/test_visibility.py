"""Who reads names in a case."""

import pytest

from donthu.cases import queries
from donthu.cases.models import Case
from donthu.cases.visibility import with_a_part
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_part_in_a_case_has_who_received_the_letter_and_who_gave_or_got_it(world: World) -> None:
    case = Case.objects.get(pk=world.submit().case_id)
    assert with_a_part(case, queries.assignments(case)) == {world.id("vpcp")}
    world.hand_down(case.pk, ["vpcp", "dtp", "dtp.sxd"])
    case.refresh_from_db()
    assert with_a_part(case, queries.assignments(case)) == {
        world.id(code) for code in ("vpcp", "dtp", "dtp.sxd")
    }
