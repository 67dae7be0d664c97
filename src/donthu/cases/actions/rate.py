"""A sender judges the answer."""

from datetime import datetime

from donthu.cases.actions.take_step import Taken, take_step
from donthu.cases.actor import SENDER
from donthu.cases.errors import Refused
from donthu.cases.models import Case
from donthu.law import registry


def rate(*, case_id: int, score: str, reason: str, at: datetime) -> Taken:
    """`score` is one that the law's step offers, 5 the best. A bad one that says why is an objection
    as long as the law hears one, and else a judgement like the others.

    Raises Refused where nothing is to be judged (any more), Invalid for a score that there is not.
    """
    data = {"score": score} | ({"reason": reason} if reason else {})
    if reason and score in _objecting(case_id):
        try:
            return take_step(case_id=case_id, step="object", data=data, actor=SENDER, at=at)
        except Refused:
            pass  # it was heard once, or it is too late for it
    return take_step(case_id=case_id, step="rate", data=data, actor=SENDER, at=at)


def _objecting(case_id: int) -> set[str]:
    """The scores with which the law of the case hears an objection."""
    procedure = registry.procedure(Case.objects.values_list("procedure", flat=True).get(pk=case_id))
    return {value for value, _ in procedure.step("object").field("score").choices}
