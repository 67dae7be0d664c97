"""Tells the stories of `stories.toml` through the real actions, day by day."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from donthu.agencies.duties import duties_of
from donthu.agencies.models import Agency, Area, Field, Officer
from donthu.cases.actions.assignments import take_assignment_step
from donthu.cases.actions.link import link
from donthu.cases.actions.submit import submit
from donthu.cases.actions.take_step import take_step
from donthu.cases.actor import PLATFORM, SENDER, Actor
from donthu.cases.queries import assignments, case_by_id, receipt_of
from donthu.demo.agencies import PROVINCE
from donthu.law import registry
from donthu.law.calendar import LOCAL, Calendar
from donthu.law.grammar import Input, Step
from donthu.law.handover import HANDOVER
from donthu.people.models import Person

Progress = Callable[[str, int, int], None]
PROCEDURE = "feedback"


@transaction.atomic
def tell_stories(*, at: datetime, progress: Progress | None = None) -> int:
    """Tell every story that was not told yet, as if it had happened in the weeks before `at`.

    All or none; needs the sample agencies and officers. Returns how many cases were made. What
    happened earlier is told first, so that the numbers of the books follow the days.
    """
    table = _table()
    untold = [s for s in table["stories"] if receipt_of(_receipt(s["key"])) is None]
    teller = _Teller(at, table["senders"])
    happenings = sorted(
        (
            (moment(told["at"], at), number, order, story, told)
            for number, story in enumerate(untold)
            for order, told in enumerate([story, *story.get("told", ())])
        ),
        key=lambda happening: happening[:3],
    )
    for done, (when, _, order, story, told) in enumerate(happenings, start=1):
        if order == 0:
            teller.begin(story, when)
        else:
            teller.go_on(story["key"], told, when)
        if progress:
            progress("câu chuyện mẫu", done, len(happenings))
    return len(untold)


def moment(said: str, at: datetime) -> datetime:
    """What "8d 09:40" or "40m" says, seen from `at`."""
    if said.endswith("m"):
        return at - timedelta(minutes=int(said[:-1]))
    day_said, clock = said.split()
    return datetime.combine(day(day_said, at), time.fromisoformat(clock), tzinfo=LOCAL)


def day(said: str, at: datetime) -> date:
    """What "3d", "today" or "+2d" says, seen from `at`; counted in working days."""
    today = at.astimezone(LOCAL).date()
    if said == "today":
        return today
    one = timedelta(days=1 if said.startswith("+") else -1)
    found, left = today, int(said.lstrip("+").rstrip("d"))
    while left:
        found += one
        left -= Calendar.official().works(found)
    return found


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("donthu.demo") / "stories.toml").read_text("utf-8"))


def _of_the_platform(told: Mapping[str, Any]) -> bool:
    """Whether the step is one that the platform takes upon a clock."""
    return "step" in told and registry.procedure(PROCEDURE).step(told["step"]).upon is not None


def _receipt(key: str) -> str:
    return f"demo:{key}"


@dataclass
class _Teller:
    """Knows what the codes of the stories stand for, and which case each story has become."""

    at: datetime
    senders: Mapping[str, Mapping[str, Any]]

    def __post_init__(self) -> None:
        self.cases: dict[str, int] = {}
        self._agencies = dict(Agency.objects.values_list("code", "pk"))
        self._officers = {officer.username: officer for officer in Officer.objects.all()}
        self._fields = dict(Field.objects.values_list("code", "pk"))
        communes = Area.objects.filter(parent__agency__code=PROVINCE, level="commune", until=None)
        self._areas = dict(communes.values_list("name", "pk"))
        self._actors: dict[tuple[str, date], Actor] = {}

    def begin(self, story: Mapping[str, Any], when: datetime) -> None:
        """The letter of a story comes in, from the sender or entered by an officer."""
        sender = dict(self.senders[story["sender"]])
        sender["area_id"] = self._areas[sender.pop("area")]
        self.cases[story["key"]] = submit(
            procedure=PROCEDURE,
            title=story["title"],
            text=story["text"],
            kind=story["kind"],
            sender=Person(**sender, created_at=when),
            agency_id=self._agencies[story["to"]],
            field_id=self._fields[story["field"]],
            area_id=self._areas[story["area"]],
            channel=story.get("channel", "portal"),
            hide_sender=story.get("hide_sender", False),
            idempotency_key=_receipt(story["key"]),
            actor=self._actor(story, when),
            at=when,
        ).case_id

    def go_on(self, key: str, told: Mapping[str, Any], when: datetime) -> None:
        """Something happens to the case of the story `key`."""
        case_id, actor = self.cases[key], self._actor(told, when)
        if "link" in told:
            other_id = self.cases[told["other"]]
            link(case_id=case_id, other_id=other_id, kind=told["link"], actor=actor, at=when)
        elif "with" in told:
            step = HANDOVER.step(told["step"])
            take_assignment_step(
                assignment_id=self._part(case_id, told["with"]),
                step=step.key,
                data=self._data(step, told),
                actor=actor,
                at=when,
            )
        else:
            step = registry.procedure(PROCEDURE).step(told["step"])
            data = self._data(step, told)
            take_step(case_id=case_id, step=step.key, data=data, actor=actor, at=when)

    def _actor(self, told: Mapping[str, Any], when: datetime) -> Actor:
        if "by" not in told:
            return PLATFORM if _of_the_platform(told) else SENDER
        key = (told["by"], when.date())
        if key not in self._actors:
            officer = self._officers[told["by"]]
            self._actors[key] = Actor.officer(officer.pk, duties_of(officer, when.date()))
        return self._actors[key]

    def _part(self, case_id: int, code: str) -> int:
        """The hand-over by which that agency cooperates."""
        given = assignments(case_by_id(case_id))
        return next(a.pk for a in given if not a.lead and a.to.code == code)

    def _data(self, step: Step, told: Mapping[str, Any]) -> dict[str, Any]:
        said = {field: told[field.name] for field in step.asks if field.name in told}
        return {field.name: self._meant(field.type, value) for field, value in said.items()}

    def _meant(self, kind: Input, said: Any) -> Any:
        match kind:
            case Input.AGENCY:
                return self._agencies[said]
            case Input.AGENCIES:
                return [self._agencies[code] for code in said]
            case Input.OFFICER:
                return self._officers[said].pk
            case Input.FIELD:
                return self._fields[said]
            case Input.DATE:
                return day(said, self.at)
            case Input.LONG_TEXT:
                return said.strip()
            case _:
                return said
