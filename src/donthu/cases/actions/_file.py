"""The case file as actions see it: the case and its rows, read when asked for."""

from dataclasses import dataclass
from functools import cached_property

from donthu.cases.about import names_in
from donthu.cases.facts import facts_of
from donthu.cases.models import Assignment, Case, Deadline, Paper, Position, PublicCopy
from donthu.cases.public_copy import copy_of, senders
from donthu.law.grammar import Facts
from donthu.people.models import Person


@dataclass
class CaseFile:
    """A case with its assignments, clocks, positions and answers; `fresh` ones begin empty."""

    case: Case
    fresh: bool = False

    def __post_init__(self) -> None:
        # at which agency it was when the action began; a new one was nowhere
        self.came_to = None if self.fresh else self.case.holder_id

    @cached_property
    def assignments(self) -> list[Assignment]:
        """Every assignment, oldest first."""
        return [] if self.fresh else list(self.case.assignments.order_by("pk"))

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Every clock, oldest first."""
        return [] if self.fresh else list(self.case.deadlines.order_by("pk"))

    @cached_property
    def positions(self) -> list[Position]:
        """Where it lies for each agency."""
        return [] if self.fresh else list(self.case.positions.order_by("pk"))

    @cached_property
    def answers(self) -> list[Paper]:
        """The answers drafted so far, oldest first."""
        if self.fresh:
            return []
        return list(self.case.papers.filter(kind=Paper.Kind.ANSWER).order_by("pk"))

    @cached_property
    def senders(self) -> list[Person]:
        """Who must not be told from what is published; `submit.begin` fills it for a fresh one."""
        return [] if self.fresh else senders(self.case.pk)

    @cached_property
    def public_copy(self) -> PublicCopy | None:
        """The copy for the public last prepared."""
        return None if self.fresh else copy_of(self.case.pk)

    @cached_property
    def officials(self) -> list[str]:
        """Whom the sender wrote about, as typed; `submit.begin` fills it for a fresh one."""
        return [] if self.fresh else names_in(self.case.pk)

    @property
    def draft(self) -> Paper | None:
        """The answer in the making: drafted or signed, not yet issued."""
        return next((p for p in reversed(self.answers) if p.state in Paper.UNFINISHED), None)

    def facts(self, officer_id: int | None) -> Facts:
        """What the law asks to know when that officer asks."""
        return facts_of(
            self.case,
            assignments=self.assignments,
            deadlines=self.deadlines,
            has_draft=self.draft is not None,
            officer_id=officer_id,
        )
