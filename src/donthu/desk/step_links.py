"""The buttons of steps: one to offer first, the others, and those that are closed with reasons."""

from dataclasses import dataclass

from django.urls import reverse

from donthu.cases import codes
from donthu.cases.queries import AnyCase
from donthu.law.engine import Options
from donthu.law.grammar import Step
from donthu.law.procedures.feedback.by_letter import BY_LETTER


@dataclass(frozen=True, kw_only=True)
class StepLink:
    """One step as a button. `at_once`: it asks nothing, so the button takes it."""

    title: str
    href: str
    at_once: bool

    @classmethod
    def to(cls, step: Step, href: str, carried: str) -> "StepLink":
        """The button of `step`, whose page is at `href`."""
        return cls(title=step.title, href=f"{href}{carried}", at_once=not step.asks)


@dataclass(frozen=True, kw_only=True)
class StepLinks:
    """The steps of a case for one officer."""

    primary: StepLink | None
    others: tuple[StepLink, ...]
    closed: tuple[tuple[str, str], ...]  # title and reason, of the steps of this state
    later: tuple[tuple[str, str], ...]  # the same, of the steps of other states


def step_links(case: AnyCase, options: Options, carried: str) -> StepLinks:
    """The buttons for what is open to the officer, and the reasons for the rest; steps about letters
    stand with the cases of agencies that are written to alone."""
    closed = [c for c in options.closed if c.step not in BY_LETTER or not case.holder.has_accounts]

    def link(step: Step) -> StepLink:
        args = [codes.shown(case.code), step.key]
        return StepLink.to(step, reverse("desk:step", args=args), carried)

    first = options.primary
    return StepLinks(
        primary=link(first) if first else None,
        others=tuple(link(step) for step in options.open if step is not first),
        closed=tuple((c.step.title, c.reason) for c in closed if case.state in c.step.start),
        later=tuple((c.step.title, c.reason) for c in closed if case.state not in c.step.start),
    )
