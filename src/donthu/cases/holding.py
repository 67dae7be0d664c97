"""An agency is not closed over the cases that it holds."""

from typing import Any

from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency
from donthu.cases.models import Case


def refuse_while_holding(agency: Agency, **signal: Any) -> None:
    """Raise NotPossible, with their number, while open cases lie with the agency."""
    held = Case.objects.filter(holder=agency, closed_at=None).count()
    if held:
        raise NotPossible(
            f"{agency.name} còn giữ {held} hồ sơ chưa xong: hãy giải quyết, chuyển hoặc trả lại "
            "trước; nơi đã chuyển đến cũng thu hồi được hồ sơ còn chờ tiếp nhận."
        )
