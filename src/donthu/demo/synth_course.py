"""The course a made-up case takes: who does what and when, until the reference or until it stalls."""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from donthu.cases.actor import PLATFORM, SENDER, Actor
from donthu.demo.agencies import PROVINCE
from donthu.demo.synth_cast import Cast
from donthu.demo.synth_days import REFERENCE, later
from donthu.demo.synth_letters import Letter
from donthu.demo.synth_words import common
from donthu.law.grammar import Role

LEADERS = (Role.DEPUTY, Role.HEAD)
REFUSED, RETURNED, ASKED, SILENT = 0.06, 0.04, 0.06, 0.15
EXTENDED, SENT_BACK, REVIEWED, REWORKED = 0.04, 0.05, 0.08, 0.2
WITHDRAWN = 0.02  # by the sender, before anybody answered
RATED, OBJECTED, UPHELD = 0.35, 0.05, 0.5
TOGETHER = 0.04  # handed over with a second agency that cooperates
SLOW = 0.12  # handled past the days that the law gives
STALLED = 0.025  # left lying at some step


@dataclass(frozen=True, kw_only=True)
class Move:
    """One step of a case, taken by `actor` at `at` with `data`."""

    at: datetime
    actor: Actor
    step: str
    data: dict[str, Any]


def course(letter: Letter, cast: Cast, rng: Random) -> list[Move]:
    """What happens to a letter before REFERENCE; a few are left lying somewhere."""
    moves = [move for move in _Course(letter, cast, rng).moves() if move.at < REFERENCE]
    if rng.random() < STALLED:
        return moves[: rng.randint(0, len(moves))]
    return moves


class _Course:
    """The whole of it, as chance would have it without an end of time."""

    def __init__(self, letter: Letter, cast: Cast, rng: Random) -> None:
        self.letter, self.cast, self.rng = letter, cast, rng
        self.at, self.code = letter.at, letter.path[0]
        self.review = False

    def moves(self) -> Iterator[Move]:
        if self._chance(REFUSED):
            yield self._refuse()
            return
        yield self._receive()
        yield from self._hand_down()
        if self._chance(WITHDRAWN):
            yield self._of_the_sender("withdraw", 2, 90)
            return
        if self.code == self.letter.path[-1] and self._chance(ASKED):
            yield self._move("ask_supplement", Role.CLERK, 0, 2, question=self._said("questions"))
            if self._chance(SILENT):
                yield from self._silence()
                return
            yield self._supplement()
        yield from self._settle()
        yield from self._answer()
        if (yield from self._judge()):
            return
        yield from self._make_public()

    def _refuse(self) -> Move:
        ground, reason = self._ground("refusals")
        return self._move("refuse", Role.CLERK, 0, 2, ground=ground, reason=reason)

    def _receive(self) -> Move:
        field = self.cast.fields[self.letter.subject.matter.field]
        return self._move("receive", Role.CLERK, 0, 2, field=field)

    def _hand_down(self) -> Iterator[Move]:
        path = self.letter.path
        for giver, taker in pairwise(path):
            last = taker == path[-1]
            yield self._hand_over(taker, review=last and self._chance(REVIEWED))
            if last and self._chance(RETURNED):
                ground, reason = self._ground("returns")
                yield self._move("return", Role.CLERK, 0, 2, ground=ground, reason=reason)
                self.code, self.review = giver, False
                return
            yield self._receive()

    def _hand_over(self, taker: str, *, review: bool) -> Move:
        data: dict[str, Any] = {
            "lead": self.cast.ids[taker],
            "note": self._said("hand_over_notes").format(to=self.cast.names[taker]),
            "review": review,
        }
        if self.code.startswith(PROVINCE) and self._chance(TOGETHER):
            helper = self.cast.commune(self.rng).committee
            if helper not in {*self.letter.path, self.code}:
                data["cooperating"] = [self.cast.ids[helper]]
        move = self._move("hand_over", Role.CLERK, 0, 2, **data)
        self.code, self.review = taker, review
        return move

    def _supplement(self) -> Move:
        said = self._said("supplements").format_map(self.letter.subject.filling)
        return self._of_the_sender("supplement", 5, 190, content=said)

    def _settle(self) -> Iterator[Move]:
        officer = self.cast.someone(self.rng, self.code, Role.HANDLER)
        data = {"officer": officer.officer_id, "note": self._said("assign_notes")}
        who = (Role.CLERK, Role.UNIT_HEAD)
        yield self._move("assign", self.rng.choice(who), 0, 2, **data)
        if self._chance(EXTENDED):
            reason = self._said("extend_reasons")
            yield self._move("extend", LEADERS, 4, 8, reason=reason)
        least, most = (12, 24) if self._chance(SLOW) else (1, 7)
        yield self._draft(officer, least, most)
        if self._chance(SENT_BACK):
            yield self._move("send_back", LEADERS, 0, 1, note=self._said("send_back_notes"))
            yield self._draft(officer, 0, 2)
        yield self._move("sign", LEADERS, 0, 2)

    def _answer(self) -> Iterator[Move]:
        if not self.review:
            yield self._move("issue", Role.CLERK, 0, 1)
            return
        settled, above = self.code, self.letter.path[-2]
        yield self._move("report", Role.CLERK, 0, 1)
        self.code = above
        if self._chance(REWORKED):
            yield self._move("rework_report", LEADERS, 0, 2, note=self._said("rework_notes"))
            self.code = settled
            yield self._draft(self.cast.someone(self.rng, settled, Role.HANDLER), 1, 3)
            yield self._move("sign", LEADERS, 0, 1)
            yield self._move("report", Role.CLERK, 0, 1)
            self.code = above
        yield self._move("approve_report", LEADERS, 0, 2)

    def _judge(self) -> Generator[Move, None, bool]:
        """Some senders say how content they are, a few object; whether the case goes on from there."""
        given = self.code == self.letter.path[-1] and not self.review and len(self.letter.path) > 1
        if given and self._chance(OBJECTED):
            yield from self._object()
            return True
        if self._chance(RATED):
            score = self.rng.choices("54321", weights=(30, 40, 18, 8, 4))[0]
            yield self._of_the_sender("rate", 1, 120, score=score)
        return False

    def _object(self) -> Iterator[Move]:
        reason = self._said("objections")
        yield self._of_the_sender("object", 1, 200, score=self.rng.choice("12"), reason=reason)
        self.code = self.letter.path[-2]
        above = (Role.HEAD, Role.DEPUTY)
        if self._chance(UPHELD):
            yield self._move("uphold", above, 1, 5, reason=self._said("uphold_reasons"))
        else:
            yield self._move("reconsider", above, 1, 5)

    def _silence(self) -> Iterator[Move]:
        """Asked for more, the sender is reminded and stays silent."""
        asked = self.at
        for days, step in ((7, "remind_supplement"), (17, "lapse")):
            at = asked + timedelta(days=days)
            yield Move(at=at, actor=PLATFORM, step=step, data={})

    def _of_the_sender(self, step: str, least: int, most: int, **data: str) -> Move:
        """A step of the sender, `least` to `most` hours after the step before."""
        self.at += timedelta(hours=self.rng.randint(least, most), minutes=self.rng.randrange(60))
        return Move(at=self.at, actor=SENDER, step=step, data=data)

    def _make_public(self) -> Iterator[Move]:
        share = self.rng.random()
        subject = self.letter.subject
        if share < 0.75:
            yield self._move(
                "publish",
                Role.CLERK,
                0,
                5,
                title=subject.title,
                text=subject.plain,
                answer=self.answer,
            )
            yield self._move("release", LEADERS, 0, 1)
        elif share < 0.88:
            reason = self._said("withhold_reasons")
            yield self._move("withhold", Role.CLERK, 0, 5, reason=reason)

    def _draft(self, officer: Actor, least: int, most: int) -> Move:
        subject = self.letter.subject
        self.answer = subject.answer(self.rng, agency=self.cast.names[self.code])
        self.at = later(self.rng, self.at, least, most)
        data = {"answer": self.answer, "result": subject.matter.result}
        return Move(at=self.at, actor=officer, step="draft", data=data)

    def _move(
        self, step: str, roles: Role | tuple[Role, ...], least: int, most: int, **data: Any
    ) -> Move:
        """A step at the holder, `least` to `most` working days after the one before."""
        self.at = later(self.rng, self.at, least, most)
        roles = roles if isinstance(roles, tuple) else (roles,)
        actor = self.cast.someone(self.rng, self.code, *roles)
        return Move(at=self.at, actor=actor, step=step, data=data)

    def _chance(self, share: float) -> bool:
        return self.rng.random() < share

    def _said(self, key: str) -> str:
        return str(self.rng.choice(common()[key]))

    def _ground(self, key: str) -> tuple[str, str]:
        grounds = common()[key]
        ground = self.rng.choice(list(grounds))
        return ground, self.rng.choice(grounds[ground])
