"""What the search for twins may ask of cases, and what it may show of them: the one view beyond an
officer's own rights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from donthu.cases.models import Case, Party
from donthu.law import registry
from donthu.people.keys import id_number_key, name_key, phone_key


@dataclass(frozen=True)
class TwinRow:
    """What may be shown of a case to one who may not see it."""

    code: str
    agency_name: str
    state_title: str


def ids_by_sender(
    *, name: str, id_number: str, phone: str
) -> Iterator[tuple[str, float, list[int]]]:
    """Cases by keys of the sender: why, how much it weighs (0 to 1), and the newest ids."""
    keys = (
        ("Trùng số định danh", 0.6, "person__id_number_key", id_number_key(id_number)),
        ("Trùng số điện thoại", 0.4, "person__phone_key", phone_key(phone)),
        ("Trùng họ tên", 0.2, "person__name_key", name_key(name)),
    )
    for reason, weight, column, key in keys:
        if key:
            parties = Party.objects.filter(
                **{column: key},
                role=Party.Role.SENDER,
                case__restricted=False,
                case__hide_sender=False,
            )
            yield (
                reason,
                weight,
                list(parties.order_by("-case_id").values_list("case_id", flat=True)[:50]),
            )


def twin_rows(case_ids: Sequence[int]) -> list[tuple[int, TwinRow]]:
    """What may be shown of these cases, in the order given; restricted ones are left out."""
    cases = Case.objects.filter(pk__in=case_ids, restricted=False).select_related("agency")
    rows = {
        case.pk: TwinRow(
            code=case.code,
            agency_name=case.agency.name,
            state_title=registry.procedure(case.procedure).state(case.state).title,
        )
        for case in cases
    }
    return [(case_id, rows[case_id]) for case_id in case_ids if case_id in rows]
