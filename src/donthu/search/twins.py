"""Cases that may be the same matter: by who wrote and by the words in common."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models.expressions import RawSQL

from donthu.cases.alike import ids_by_sender, twin_rows
from donthu.law.text import pairs
from donthu.search.find import holds
from donthu.search.index import LONGEST
from donthu.search.models import CaseText

ASKED = 60  # pairs of the content that are asked for; a letter's first lines say what it is about
CANDIDATES = 200
TELLS_NOTHING = 0.02  # a pair in more than this share of all letters is not asked for
ALIKE = 0.35  # share of common pairs from which two texts are shown as alike


@dataclass(frozen=True)
class Twin:
    """A likely twin: never its text or its parties."""

    case_id: int
    code: str
    score: int
    reasons: tuple[str, ...]
    agency_name: str
    state_title: str


@dataclass
class _Found:
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)


def find_twins(
    *, name: str = "", id_number: str = "", phone: str = "", content: str = "", limit: int = 10
) -> list[Twin]:
    """The cases most likely to be twins of a letter with this sender and content, best first.

    `score` is 0 to 100. This is the one view beyond an officer's own rights.
    """
    found: dict[int, _Found] = defaultdict(_Found)
    for reason, weight, ids in ids_by_sender(name=name, id_number=id_number, phone=phone):
        for case_id in ids:
            found[case_id].score += weight
            found[case_id].reasons.append(reason)
    for case_id, share in _alike(content):
        found[case_id].score += share
        found[case_id].reasons.append(f"Trùng {round(share * 100)} % cụm từ")
    best = sorted(found, key=lambda case_id: (-found[case_id].score, -case_id))[:limit]
    return [
        Twin(
            case_id=case_id,
            code=row.code,
            score=min(100, round(found[case_id].score * 100)),
            reasons=tuple(found[case_id].reasons),
            agency_name=row.agency_name,
            state_title=row.state_title,
        )
        for case_id, row in twin_rows(best)
    ]


def sealed_exists(*, content: str) -> bool:
    """Whether a case that is not shown to others, such as a denunciation, has a text alike."""
    return bool(_alike(content, restricted=True))


def _alike(content: str, *, restricted: bool = False) -> list[tuple[int, float]]:
    common_everywhere = _common_everywhere()
    asked = [
        pair
        for pair in dict.fromkeys(pairs(content))
        if pair not in common_everywhere and len(pair) <= LONGEST
    ][:ASKED]
    if len(asked) < 3:
        return []
    any_of = " | ".join(f"'{pair}'" for pair in asked)
    rows = (
        CaseText.objects.filter(holds("pairs", any_of), case__restricted=restricted)
        .annotate(
            common=RawSQL(
                "cardinality(ARRAY(SELECT unnest(tsvector_to_array(pairs)) "
                "INTERSECT SELECT unnest(%s::text[])))",
                [asked],
            )
        )
        .order_by("-case_id")
        .values_list("case_id", "common")[:CANDIDATES]
    )
    shares = [(case_id, common / len(asked)) for case_id, common in rows]
    return [(case_id, share) for case_id, share in shares if share >= ALIKE]


def _common_everywhere() -> set[str]:
    """Pairs that so many letters hold that they tell nothing ("đề nghị"), as PostgreSQL counted."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT most_common_elems::text::text[], most_common_elem_freqs FROM pg_stats "
            "WHERE schemaname = current_schema() AND tablename = 'search_casetext' "
            "AND attname = 'pairs'"
        )
        row = cursor.fetchone()
    if not row or not row[0]:
        return set()
    # after the frequencies of the elements stand those of the rarest and the most common one
    return {pair for pair, share in zip(row[0], row[1], strict=False) if share > TELLS_NOTHING}
