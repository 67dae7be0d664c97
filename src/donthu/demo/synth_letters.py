"""Made-up letters: what about, where, from whom and to whom; some are sent twice."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from random import Random

from donthu.cases.codes import LENGTH, LETTERS, with_check
from donthu.demo import nobody
from donthu.demo.agencies import PROVINCE
from donthu.demo.synth_cast import TOP, Cast, Commune
from donthu.demo.synth_words import Filling, Subject, common, matters

AGAIN = 0.03  # the share of letters about a matter that somebody has written about before
REMEMBERED = 300  # letters back
KNOWN = 0.15  # the share of senders who have written before

_CHANNELS = ("portal",) * 62 + ("api",) * 12 + ("phone",) * 14 + ("in_person",) * 8 + ("post",) * 4


@dataclass(frozen=True, kw_only=True)
class Sender:
    """A made-up person; the number is one that no network gives out."""

    name: str
    phone: str
    email: str
    address: str
    area_id: int


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter, and `path`: the agencies from the one it is sent to down to the one to settle it."""

    code: str
    subject: Subject
    commune: Commune
    title: str
    text: str
    kind: str
    channel: str
    hide_sender: bool
    sender: Sender
    path: tuple[str, ...]
    at: datetime

    @property
    def entered(self) -> bool:
        """Whether an officer entered it."""
        return self.channel in {"phone", "in_person", "post"}


class Mailbag:
    """Draws one letter after the other; equal chances give equal letters."""

    def __init__(self, rng: Random, cast: Cast) -> None:
        self._rng, self._cast = rng, cast
        self._codes: set[str] = set()
        self._senders: list[Sender] = []
        self._recent: deque[Letter] = deque(maxlen=REMEMBERED)

    def letter(self, at: datetime) -> Letter:
        """The letter that comes in at `at`."""
        rng = self._rng
        before = rng.choice(self._recent) if self._recent and rng.random() < AGAIN else None
        if before is not None:
            subject, commune = before.subject, before.commune
            same_sender = rng.random() < 0.5
            same_words = same_sender and rng.random() < 0.5
        else:
            commune = self._cast.commune(rng)
            place = commune.name[0].lower() + commune.name[1:]
            matter = rng.choice(matters())
            subject = Subject(matter, rng.randrange(len(matter.titles)), Filling(rng, place=place))
            same_sender = same_words = False
        letter = Letter(
            code=self._code(),
            subject=subject,
            commune=commune,
            title=subject.title,
            text=before.text if before and same_words else subject.text(rng),
            kind=rng.choice(subject.matter.kinds),
            channel=rng.choice(_CHANNELS),
            hide_sender=rng.random() < 0.04,
            sender=before.sender if before and same_sender else self._sender(subject, commune),
            path=self._path(subject, commune),
            at=at,
        )
        self._recent.append(letter)
        return letter

    def _code(self) -> str:
        while True:
            code = with_check("".join(self._rng.choices(LETTERS, k=LENGTH - 1)))
            if code not in self._codes:
                self._codes.add(code)
                return code

    def _sender(self, subject: Subject, commune: Commune) -> Sender:
        rng, people = self._rng, common()["people"]
        if self._senders and rng.random() < KNOWN:
            return rng.choice(self._senders)
        number = len(self._senders)
        name = f"{rng.choice(people['family'])} {rng.choice(people['middle'])} Thử {rng.choice(people['given'])}"
        sender = Sender(
            name=name,
            phone=nobody.phone(number),
            email=nobody.email(f"thu{number}") if rng.random() < 0.25 else "",
            address=f"{rng.randint(1, 480)} {subject.filling['hamlet']}, {subject.filling['place']}",
            area_id=commune.area_id,
        )
        self._senders.append(sender)
        return sender

    def _path(self, subject: Subject, commune: Commune) -> tuple[str, ...]:
        """Most write to those who settle it or to the province, the rest to the Government Office."""
        rng = self._rng
        settles = rng.choice(subject.matter.by)
        if settles == "commune":
            settles = commune.committee
        chain = self._cast.chain(TOP, settles)
        if PROVINCE in chain:
            start = rng.choices([TOP, PROVINCE, settles], weights=[22, 40, 38])[0]
        else:
            start = rng.choices([TOP, chain[min(1, len(chain) - 1)]], weights=[65, 35])[0]
        path = self._cast.chain(start, settles)
        department = next((code for code in subject.matter.by if code.startswith("dtp.")), "")
        if settles == commune.committee and len(path) > 1 and department and rng.random() < 0.3:
            path.insert(-1, department)  # the department passes it on to the commune
        return tuple(path)
