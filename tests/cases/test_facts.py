"""What the law is told of a case."""

import pytest

from donthu.agencies.duties import duties_of
from donthu.cases import queries, timeline
from donthu.cases.errors import Refused
from donthu.cases.folders import waiting
from donthu.cases.listed import listed
from donthu.cases.models import Case
from donthu.cases.worklist import next_steps
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def test_a_review_asked_two_agencies_above_binds_who_answers(world: World) -> None:
    """The province hands down without asking to review; the office above it had asked."""
    case_id = world.submit().case_id
    for giver, taker, review in (("vpcp", "dtp", True), ("dtp", "dtp.sxd", False)):
        world.take(case_id, "receive", f"{giver}:clerk")
        lead = world.id(taker)
        world.take(
            case_id, "hand_over", f"{giver}:clerk", lead=lead, note="Sửa đèn.", review=review
        )
    world.take(case_id, "receive", "dtp.sxd:clerk")
    world.answer(case_id, "dtp.sxd")

    clerk = world.actor("dtp.sxd:clerk")
    officer = world.officers["dtp.sxd:clerk"]
    offered = queries.options_for(Case.objects.get(), clerk).primary
    assert offered is not None
    assert offered.key == "report"
    rows = listed(waiting(duties_of(officer, MONDAY.date()), officer.pk))
    assert [found.step.key for found in next_steps(rows, clerk).values()] == ["report"]
    with pytest.raises(Refused, match="yêu cầu xem kết quả"):
        world.take(case_id, "issue", "dtp.sxd:clerk")
    world.take(case_id, "report", "dtp.sxd:clerk")
    case = Case.objects.get()
    assert (case.holder.code, case.state, case.answered_at) == ("vpcp", "awaiting_review", None)
    said = timeline.for_officers(case)[0].text
    assert said == "Sở Xây dựng báo cáo kết quả với Văn phòng Chính phủ"

    world.take(case_id, "approve_report", "vpcp:clerk")
    assert queries.answer_of(case_id) is not None
