"""Reading the case file. What comes from here can be looked at, not changed."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils import timezone

from donthu.agencies.known import named
from donthu.cases import codes
from donthu.cases.actor import SENDER, Actor
from donthu.cases.chain import acts_at_holder, giver_to
from donthu.cases.facts import facts_of
from donthu.cases.keeping_away import seated_in, why_not
from donthu.cases.last_day import last_day
from donthu.cases.models import (
    Assignment,
    Case,
    Deadline,
    Link,
    Paper,
    PaperFile,
    Party,
    Publication,
    PublicCopy,
)
from donthu.cases.subjects import subject_of
from donthu.cases.timeline import UNDONE
from donthu.cases.visibility import Placed, visible_to
from donthu.law import engine, registry
from donthu.law.grammar import Folder, Step
from donthu.ledger.book import events_of, last_of

# The tables themselves are not for other rooms; their names serve to say what a queryset holds.
AnyAssignment = Assignment
AnyCase = Case
AnyDeadline = Deadline
AnyPaper = Paper
AnyPaperFile = PaperFile
AnyParty = Party
AnyPublication = Publication
AnyPublicCopy = PublicCopy
FILES = Prefetch("files", PaperFile.objects.select_related("file"))
PARTY_ROLES: tuple[str, ...] = tuple(Party.Role.values)


def by_code(typed: str, officer_id: int, duties: Iterable[Placed]) -> Case | None:
    """The case of that code if the officer may see it, else None. Raises codes.BadCode."""
    found = visible_to(officer_id, duties).filter(code=codes.read(typed))
    return next(iter(with_names(found)), None)


def visible_ids(codes: Sequence[str], officer_id: int, duties: Iterable[Placed]) -> list[int]:
    """The cases of these (checked) codes that the officer may see, by their ids."""
    found = visible_to(officer_id, duties).filter(code__in=codes)
    return list(found.order_by("pk").values_list("pk", flat=True))


def of_ids(ids: Sequence[int]) -> list[Case]:
    """Those cases, for who may see them."""
    return with_names(Case.objects.filter(pk__in=ids).order_by("pk"))


def public_case(code: str) -> Case | None:
    """The case of that (checked) code for its sender, who still has to show the key."""
    return next(iter(with_names(Case.objects.filter(code=code))), None)


def sender_of(case_id: int) -> Party | None:
    """The sender's party of a case, with its person when it is not sealed."""
    return (
        Party.objects.select_related("person__area")
        .filter(case_id=case_id, role=Party.Role.SENDER)
        .first()
    )


def parties(case: Case) -> list[Party]:
    """Every party of a case; a sealed one has no person."""
    found = list(case.parties.select_related("person").order_by("pk"))
    named((party.person for party in found if party.person), "area")
    return found


def deadlines(case: Case) -> list[Deadline]:
    """Every clock of a case, open ones first, nearest first."""
    found = named(case.deadlines.order_by("pk"), "agency")
    return sorted(
        found, key=lambda d: (d.state not in {"running", "suspended"}, d.due_at is None, d.due_at)
    )


def assignments(case: Case) -> list[Assignment]:
    """Every hand-over of a case, oldest first."""
    return named(case.assignments.order_by("pk"), "giver", "to", "proposed")


def papers(case: Case, *, agency_ids: Iterable[int]) -> list[Paper]:
    """The papers that officers of these agencies may read: internal ones only at their agency."""
    return named(
        case.papers.filter(~Q(audience="agency") | Q(agency__in=list(agency_ids)))
        .select_related("signer")
        .prefetch_related(FILES)
        .order_by("pk"),
        "agency",
    )


def papers_for_sender(case: Case) -> list[Paper]:
    """The papers that the sender may read: the sender's own, and what was issued to the sender."""
    if case.answered_at is None:
        own = Q(kind__in=[Paper.Kind.LETTER, Paper.Kind.SUPPLEMENT])
    else:
        own = Q()
    return list(
        case.papers.filter(own, audience__in=["sender", "public"], state=Paper.State.ISSUED)
        .select_related("agency", "signer")
        .prefetch_related(FILES)
        .order_by("pk")
    )


def answer_of(case_id: int) -> Paper | None:
    """The answer that went out, with its files; None before."""
    return (
        Paper.objects.filter(
            case_id=case_id,
            case__answered_at__isnull=False,
            kind="answer",
            state="issued",
            audience=Paper.Audience.SENDER,
        )
        .select_related("agency", "signer")
        .prefetch_related(FILES)
        .order_by("-pk")
        .first()
    )


def file_for_officer(file_id: int, case: Case, *, agency_ids: Iterable[int]) -> PaperFile | None:
    """One attached file of a case the officer may see; None when it is not theirs to read."""
    return (
        PaperFile.objects.select_related("file")
        .filter(
            ~Q(paper__audience="agency") | Q(paper__agency__in=list(agency_ids)),
            pk=file_id,
            paper__case=case,
        )
        .first()
    )


def file_for_sender(file_id: int, case: Case) -> PaperFile | None:
    """One attached file that the sender of the case may read."""
    allowed = {paper.pk for paper in papers_for_sender(case)}
    return PaperFile.objects.select_related("file").filter(pk=file_id, paper__in=allowed).first()


def options_for(
    case: Case,
    actor: Actor,
    *,
    assignments: Sequence[Assignment] | None = None,
    deadlines: Sequence[Deadline] | None = None,
    papers: Iterable[Paper] | None = None,
) -> engine.Options:
    """Every step of the case told apart for this actor: open, or closed with its reason.

    `assignments`, oldest first, `deadlines` and the `papers` that the actor may read spare a query
    each where they were read before.
    """
    if assignments is None:
        assignments = list(case.assignments.order_by("pk"))
    if papers is None:
        papers = case.papers.filter(kind="answer").only("kind", "state")
    facts = facts_of(
        case,
        assignments=assignments,
        deadlines=list(case.deadlines.order_by("pk")) if deadlines is None else deadlines,
        has_draft=any(p.kind == "answer" and p.state in Paper.UNFINISHED for p in papers),
        officer_id=actor.officer_id,
    )
    law = registry.procedure(case.procedure)
    if reason := why_not(case, actor):
        return engine.all_closed(law, reason)
    actor = seated_in(case, actor)
    acting_id = acts_at_holder(
        assignments,
        case.holder_id,
        by_letter=facts.holder_by_letter,
        over=case.closed_at is not None,
    )
    return engine.options(
        law, facts, roles=actor.seated(acting_id, giver_to(assignments, case.holder_id))
    )


def open_to_sender(
    case: Case, at: datetime, *, papers: Iterable[Paper] | None = None
) -> list[Step]:
    """The steps that the sender of the case may take at that moment; `papers` as in `options_for`."""
    open_now = options_for(case, SENDER, papers=papers).open
    return [s for s in open_now if (until := last_day(case, s)) is None or at <= until]


def last_day_of(case: Case, step: Step) -> date | None:
    """Until which day the sender may take that step, None where nothing limits it."""
    until = last_day(case, step)
    return timezone.localtime(until).date() if until else None


def links_of(case: Case, officer_id: int, duties: Iterable[Placed]) -> list[tuple[str, Case]]:
    """The cases tied to this one that the officer may see, with what they are to it."""
    ties = {
        link.case_id if link.other_id == case.pk else link.other_id: link.seen_from(case.pk)
        for link in Link.objects.filter(Q(case=case) | Q(other=case))
    }
    if not ties:
        return []
    seen = visible_to(officer_id, duties).filter(pk__in=ties).order_by("-pk")
    return [(ties[other.pk], other) for other in with_names(seen)]


def publications() -> QuerySet[Publication]:
    """Published answers that were not taken down, newest first."""
    return (
        Publication.objects.filter(taken_down_at=None)
        .select_related("agency", "field", "case")
        .order_by("-published_at", "-id")
    )


def open_cases_at(agency_ids: Iterable[int]) -> dict[int, int]:
    """How many open cases lie with each of these agencies; one without any is left out."""
    rows = Case.objects.filter(holder__in=list(agency_ids), closed_at=None).values_list("holder")
    return dict(rows.annotate(count=Count("pk")).order_by())


def case_by_id(case_id: int) -> Case:
    """The case of that id, for jobs. Raises Case.DoesNotExist."""
    return Case.objects.select_related("agency", "holder", "root").get(pk=case_id)


def with_names(cases: Iterable[Case]) -> list[Case]:
    """The cases with what is shown beside them: agencies, field, place."""
    return named(cases, "agency", "holder", "root", "field", "area")


def narrowed(
    cases: QuerySet[Case],
    *,
    procedure: str | None = None,
    state: str | None = None,
    agency_code: str | None = None,
    field_code: str | None = None,
    overdue: bool | None = None,
    at: datetime,
) -> QuerySet[Case]:
    """Those of `cases` that fit what was asked for; `overdue` at the moment `at`. None: any."""
    wanted = {
        "procedure": procedure,
        "state": state,
        "agency__code": agency_code,
        "field__code": field_code,
    }
    found = cases.filter(**{column: value for column, value in wanted.items() if value is not None})
    if overdue is None:
        return found
    late = Q(due_at__lt=at, closed_at=None)
    return found.filter(late if overdue else ~late)


def assignment_by_id(
    assignment_id: int, officer_id: int, duties: Iterable[Placed]
) -> Assignment | None:
    """That hand-over with its case, if the officer may see the case, else None."""
    seen = visible_to(officer_id, duties)
    return (
        Assignment.objects.select_related("case__holder", "giver", "to", "proposed")
        .filter(pk=assignment_id, case__in=seen)
        .first()
    )


def receipt_of(idempotency_key: str) -> Case | None:
    """The case that was submitted under that key, with its sender's party to compare."""
    return Case.objects.filter(idempotency_key=idempotency_key).first()


def submitted_since(since: datetime, *, key_begins: str) -> Case | None:
    """The newest case received since then that was submitted under a key that begins so."""
    cases = Case.objects.filter(idempotency_key__startswith=key_begins, received_at__gte=since)
    return cases.order_by("-pk").first()


def any_code_taken(codes: Sequence[str]) -> bool:
    """Whether a case has one of these (checked) codes already."""
    return Case.objects.filter(code__in=codes).exists()


def assignment_due(assignment_id: int) -> datetime | None:
    """When a hand-over is due; None when no clock was set for it."""
    clocks = Deadline.objects.filter(assignment=assignment_id).order_by("-pk")
    return clocks.values_list("due_at", flat=True).first()


def asked_supplement(case: Case) -> str:
    """What the sender of a case was asked to add; empty when nothing is waited for."""
    if registry.procedure(case.procedure).state(case.state).folder is not Folder.AWAITING:
        return ""
    asked = case.notes.filter(name="question").order_by("-seq").values_list("text", flat=True)
    return asked.first() or ""


def last_kind(case_id: int) -> str:
    """The kind of the case's last event."""
    return events_of(subject_of(case_id)).values_list("kind", flat=True).last() or ""


def last_event(case_id: int) -> int:
    """The number of the case's last event: what a page was made from, for `take_step(seen=)`."""
    return last_of(subject_of(case_id))


def was_undone(case_id: int, seq: int) -> bool:
    """Whether the step of the case's event `seq` was taken back since."""
    return events_of(subject_of(case_id)).filter(kind=UNDONE, data__seq=seq).exists()
