"""The hand-overs of a case, each with its clock and the buttons of the officer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from donthu.cases.actor import Actor
from donthu.cases.chain import keeper_of
from donthu.cases.queries import AnyAssignment, AnyCase, AnyDeadline, AnyPaper
from donthu.cases.timeline import paper_name
from donthu.cases.worklist import assignment_options
from donthu.desk.clocks import clock_of
from donthu.desk.step_links import StepLink
from donthu.desk.words import choices_named
from donthu.law.calendar import Remaining
from donthu.law.handover import HANDOVER

TONES = {"accepted": "ok", "reported": "blue", "refused": "due"}


@dataclass(frozen=True, kw_only=True)
class HandoverRow:
    """One hand-over as the page shows it. `words` are the texts written in it, by their title."""

    agency: str
    task: str
    note: str
    words: tuple[tuple[str, str], ...]
    remaining: Remaining | None
    outcome: str
    tone: str
    steps: tuple[StepLink, ...]


def handover_rows(
    case: AnyCase,
    assignments: Iterable[AnyAssignment],
    deadlines: Iterable[AnyDeadline],
    *,
    actor: Actor,
    at: datetime,
    carried: str,
    papers: Iterable[AnyPaper] = (),
) -> list[HandoverRow]:
    """Every hand-over of the case, oldest first. Those that lead go on by the steps of the case.
    `papers` tell which directives went with which."""
    directives: dict[int | None, list[str]] = {}
    for paper in papers:
        if paper.kind == "directive":
            directives.setdefault(paper.assignment_id, []).append(_cited(paper))
    clocks = {d.assignment_id: d for d in deadlines if d.assignment_id is not None}
    grounds = choices_named(case.procedure, "ground")
    return [
        _row(
            case,
            given,
            clocks.get(given.pk),
            grounds,
            directives.get(given.pk, []),
            actor=actor,
            at=at,
            carried=carried,
        )
        for given in assignments
    ]


def may_assign(case: AnyCase, assignments: Sequence[AnyAssignment], actor: Actor) -> bool:
    """Whether the actor may give another agency a part to do."""
    roles = set(HANDOVER.step(HANDOVER.begin).by)
    return case.closed_at is None and bool(actor.roles_at(keeper_of(case, assignments)) & roles)


def _row(
    case: AnyCase,
    given: AnyAssignment,
    deadline: AnyDeadline | None,
    grounds: Mapping[str, str],
    directives: Iterable[str],
    *,
    actor: Actor,
    at: datetime,
    carried: str,
) -> HandoverRow:
    clock = clock_of(deadline, at) if deadline else None
    running = clock.remaining if clock else None
    state = HANDOVER.state(given.state)
    outcome = "" if running else state.title
    if clock and given.state in {"accepted", "reported"} and clock.outcome_tone != "plain":
        outcome = f"{outcome} · {clock.outcome.lower()}"
    words = [("Nội dung giao", given.note), ("Văn bản chỉ đạo", "; ".join(directives))]
    words.append(("Kết quả", given.result))
    if given.ground:
        words.append(("Căn cứ", grounds.get(given.ground, given.ground)))
    words.append(("Lý do", given.reason))
    if given.proposed:
        words.append(("Cơ quan có thẩm quyền, theo đơn vị", given.proposed.name))
    steps = () if given.lead else assignment_options(given, case, actor).open
    return HandoverRow(
        agency=given.to.name,
        task=f"{'chủ trì' if given.lead else 'phối hợp'}, {given.giver.name} giao",
        note=_dates(given),
        words=tuple((title, text) for title, text in words if text),
        remaining=running,
        outcome=outcome,
        tone="late" if clock and clock.outcome_tone == "late" else TONES.get(given.state, "plain"),
        steps=tuple(
            StepLink.to(step, reverse("desk:assignment_step", args=[given.pk, step.key]), carried)
            for step in steps
        ),
    )


def _cited(paper: AnyPaper) -> str:
    """A directive as a hand-over cites it: number, day, signer, else its files."""
    named = paper_name(paper) if paper.number else ", ".join(f.name for f in paper.files.all())
    return f"{named}, {paper.signed_by}" if paper.signed_by else named


def _dates(given: AnyAssignment) -> str:
    moments = [
        ("giao", given.sent_at),
        ("nhận", given.received_at),
        ("báo cáo", given.reported_at),
        ("xong", given.closed_at),
    ]
    said = [f"{verb} {timezone.localtime(at):%d/%m/%Y}" for verb, at in moments if at]
    if given.rounds:
        said.append(f"làm lại {given.rounds} lần")
    return " · ".join(said).capitalize() if said else ""
