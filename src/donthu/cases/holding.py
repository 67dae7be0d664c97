"""An agency is not closed over the cases that it holds, nor over those that come back to it."""

from typing import Any

from django.db.models import Q

from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency
from donthu.cases.models import Assignment, Case
from donthu.cases.models.assignment import OPEN


def refuse_while_holding(agency: Agency, **signal: Any) -> None:
    """Raise NotPossible, with their number, while open cases lie with the agency, or lie where it
    handed them to and can be returned to it or reported."""
    given = Assignment.objects.filter(giver=agency, lead=True, state__in=OPEN)
    cases = Case.objects.filter(closed_at=None)
    held = cases.filter(holder=agency).count()
    away = cases.filter(~Q(holder=agency), pk__in=given.values("case")).count()
    reasons = []
    if held:
        reasons.append(
            f"còn giữ {held} hồ sơ chưa xong: hãy giải quyết, chuyển hoặc trả lại trước; cơ quan đã "
            "chuyển hồ sơ đến đây cũng thu hồi được hồ sơ còn chờ tiếp nhận"
        )
    if away:
        reasons.append(
            f"còn {away} hồ sơ đã chuyển đi mà chưa xong, có thể được trả lại đây: hãy đợi các hồ sơ "
            "ấy xong, hoặc thu hồi những hồ sơ còn chờ tiếp nhận để giải quyết"
        )
    if reasons:
        raise NotPossible(f"{agency.name} {'; '.join(reasons)}.")
