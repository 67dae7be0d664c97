"""Keeping a case away from the officers whom it is about."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from donthu.cases import about
from donthu.cases.errors import Invalid
from donthu.cases.keeping_away import MARK, NAMED
from donthu.cases.models import Barred

if TYPE_CHECKING:
    from donthu.cases.actions._record import Record

Data = Mapping[str, Any]
HEADS = (
    "Phản ánh nói về người đứng đầu cơ quan thì không giải quyết tại cơ quan đó: hãy trả lại nơi "
    "chuyển hoặc chuyển cơ quan cấp trên."
)


def arrives(record: "Record", agency_id: int) -> None:
    """The case comes to that agency: those there, and those watching over it, whom the sender named
    have nothing to do with it."""
    if not record.case.declared.get(about.MARK):
        return
    on = timezone.localtime(record.at).date()
    names = record.file.officials
    meant = [*about.meant_at(agency_id, names, on), *about.meant_above(agency_id, names, on)]
    bar(record, {m.officer_id for m in meant})


def bar(record: "Record", officer_ids: Iterable[int]) -> None:
    """Each of them neither sees the case from now on nor is made responsible for it."""
    case = record.case
    wanted = set(officer_ids)
    if not wanted:
        return
    if not record.fresh:
        there = Barred.objects.filter(case=case, officer__in=wanted)
        wanted -= set(there.values_list("officer", flat=True))
        there.update(why=Barred.Why.WRITTEN_ABOUT)  # who answered before does not see it either now
    for officer_id in sorted(wanted):
        why = Barred.Why.WRITTEN_ABOUT
        record.rows.add(Barred(case=case, officer_id=officer_id, why=why, since=record.at))
    case.declared = {**case.declared, MARK: True, NAMED: True}
    if case.officer_id in wanted:
        case.officer_id = None


def keep_away(record: "Record", data: Data) -> None:
    """The officer chosen is the one it is about. Raises Invalid for the head of the holder, who
    leads everybody else there."""
    on = timezone.localtime(record.at).date()
    if about.is_head(record.case.holder_id, data["officer"], on):
        raise Invalid({"officer": HEADS})
    bar(record, [data["officer"]])
    record.data["officer"] = data["officer"]


def let_in(record: "Record", data: Data) -> None:
    """The officer chosen was taken for another; `choices` has made sure that somebody wrote so."""
    why = Barred.Why.WRITTEN_ABOUT
    Barred.objects.filter(case=record.case, officer=data["officer"], why=why).delete()
    record.data["officer"] = data["officer"]
