"""The words a procedure is written in.

A procedure is a table: states, steps and what each step needs, asks, starts and stops. The same
declaration serves the engine, the forms, the clocks, the messages, the API and the tests. Nothing
here knows a database or a framework.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """In what capacity somebody acts; law.md 5.4."""

    SENDER = "sender"  # người gửi
    CLERK = "clerk"  # văn thư, cán bộ tiếp nhận
    HANDLER = "handler"  # chuyên viên xử lý
    UNIT_HEAD = "unit_head"  # lãnh đạo phòng
    DEPUTY = "deputy"  # cấp phó, ký KT.
    HEAD = "head"  # người đứng đầu
    WATCHER = "watcher"  # lãnh đạo văn phòng theo dõi
    AGENCY_ADMIN = "agency_admin"  # quản trị của cơ quan
    SYSTEM_ADMIN = "system_admin"  # quản trị hệ thống
    PLATFORM = "platform"  # the platform itself, when a clock has run out


class Seat(StrEnum):
    """At which agency of the chain of hand-overs the one who acts must sit."""

    HOLDER = "holder"  # cơ quan đang giữ: the deepest open lead assignment
    ASSIGNEE = "assignee"  # the receiving side of one assignment
    ASSIGNER = "assigner"  # the giving side of one assignment
    OUTSIDE = "outside"  # the sender, not an officer
    PLATFORM = "platform"  # nobody: a clock has run out


class Audience(StrEnum):
    """Who is told of a step."""

    SENDER = "sender"
    HOLDER = "holder"
    ASSIGNER = "assigner"


class Folder(StrEnum):
    """Where a case lies for one agency, whatever its state; folders of the desk query it."""

    INCOMING = "incoming"  # Mới đến
    WORKING = "working"  # Đang xử lý
    SENT = "sent"  # Đã chuyển
    RETURNED = "returned"  # Trả lại
    AWAITING = "awaiting"  # Chờ bổ sung
    ANSWERED = "answered"  # Đã trả lời
    CLOSED = "closed"  # Đã kết thúc, không trả lời

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done for the sender."""
        return self in {Folder.ANSWERED, Folder.CLOSED}


class Effect(StrEnum):
    """What a step does to the case file besides its state and clocks; done by cases.actions."""

    ENTER_BOOK = "enter_book"  # a gap-free number in the book of letters received
    TAKE_RECEIPT = "take_receipt"  # the lead assignment to the holder is received
    SET_OFFICER = "set_officer"  # the responsible officer
    CHANGE_OFFICER = (
        "change_officer"  # another officer becomes responsible, who sees that it is new
    )
    SET_FIELD = "set_field"  # lĩnh vực
    SET_KIND = "set_kind"  # loại phản ánh
    KEEP_DIRECTIVE = "keep_directive"  # the leader's directive, a paper for the chain
    HAND_OVER = "hand_over"  # one lead and any number of cooperating assignments
    ISSUE_LETTER = "issue_letter"  # the letter to an agency without accounts gets its number
    NOTE_ARRIVAL = "note_arrival"  # that agency has got the letter
    URGE = "urge"  # a letter that reminds that agency
    RECORD_REPLY = "record_reply"  # what that agency answered, put in for it, and reported
    RETURN = "return"  # the lead assignment to the holder is refused with its reason
    RECALL = "recall"  # the giver takes the lead assignment to the holder back
    KEEP_DRAFT = "keep_draft"  # the answer as drafted
    SIGN = "sign"  # who signed the draft and in what capacity
    ISSUE = "issue"  # the signed draft gets its number and goes out
    REPORT = "report"  # open lead assignments up to the first reviewer are reported
    ACCEPT_REPORT = "accept_report"  # the lead assignment that was reported is accepted
    REWORK = "rework"  # the lead assignment that was reported goes back
    CLOSE = "close"  # what is still open of the case is done with: assignments and clocks
    APPEND_TEXT = "append_text"  # the sender's addition joins the case
    PREPARE_COPY = "prepare_copy"  # a copy for the public, not shown yet
    PUBLISH = "publish"  # the prepared copy is shown to everybody
    RATE = "rate"  # how content the sender is with the answer
    OBJECT = "object"  # the sender's objection goes up; who answered stays away from it
    UPHOLD = "uphold"  # the answer stands as it was given
    KEEP_AWAY = "keep_away"  # the officer whom it is about has nothing to do with it
    LET_IN = "let_in"  # that officer was taken for another
    TAKE_DOWN = "take_down"  # the published copy is no longer shown, and stays


class Input(StrEnum):
    """The kinds of field a step may ask for; each has one component on the desk and in the API."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"
    AGENCY = "agency"
    AGENCIES = "agencies"
    OFFICER = "officer"  # who may be made responsible
    MEMBER = "member"  # anybody of the agency
    KEPT_AWAY = "kept_away"  # whom the case was said to be about
    FIELD = "field"
    FILES = "files"
    ANSWER_FILES = "answer_files"  # which files of the answer


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing a step asks for. `max_length` counts characters after NFC."""

    name: str
    title: str
    type: Input = Input.TEXT
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    max_length: int | None = None
    hint: str = ""
    elsewhere: bool = False  # an effect keeps it; otherwise texts are kept as notes of the step


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the law needs to know of a case; nothing of how it is stored."""

    procedure: str
    state: str
    received_at: datetime | None = None
    holder_was_assigned: bool = False  # the holder got it by an assignment
    holder_ends: bool = False  # an end of the holder's work has been decided
    holder_by_letter: bool = False  # the holder has no accounts: it is written to
    holder_leads_others: bool = False  # those below the holder settle, not the holder itself
    review_asked: bool = False  # an agency above asked to review before the answer goes out
    has_draft: bool = False
    has_officer: bool = False  # somebody at the holder is responsible
    sender_reachable: bool = False
    acted_before: bool = False  # who asks prepared what another person has to release
    sender_sealed: bool = False  # nothing can be compared with a name that nobody reads
    extended: frozenset[str] = frozenset()  # clocks that were extended already
    running: frozenset[str] = frozenset()  # clocks that run now
    declared: Mapping[str, object] = field(default_factory=dict)


def always(facts: Facts) -> bool:
    """A condition that holds of every case."""
    return True


def never(facts: Facts) -> bool:
    """A condition that holds of no case."""
    return False


@dataclass(frozen=True, kw_only=True)
class Need:
    """A condition of a step, with the Vietnamese sentence shown when it fails."""

    holds: Callable[[Facts], bool]
    otherwise: str


@dataclass(frozen=True, kw_only=True)
class Upon:
    """When the platform takes a step by itself: at the end of the clock `limit`, or once half of
    its time has passed; with `told` only where a message about what started it reached the sender.
    """

    limit: str
    half: bool = False
    told: bool = False


@dataclass(frozen=True, kw_only=True)
class State:
    """A state of a procedure, as officers and as the sender read it.

    `waits_for` names the roles at the holder whose next step is due; `folder` is where the case
    lies for its holder; `sender_next` tells the sender what may be done now.
    """

    key: str
    title: str
    folder: Folder
    waits_for: tuple[Role, ...] = ()
    sender_text: str = ""
    sender_next: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row of a procedure. `end` None leaves the state as it is.

    `reopens` are clocks of the agency that holds the case afterwards: they had been met, and run on
    to their old ends.
    `primary` says of which cases it is the step that is due, to be offered before the others.
    `many`: it may be taken for many cases at once, and is undone by putting back what it changed.
    """

    key: str
    title: str
    law: str
    by: tuple[Role, ...]
    start: tuple[str, ...]
    end: str | None
    seat: Seat = Seat.HOLDER
    needs: tuple[Need, ...] = ()
    asks: tuple[Field, ...] = ()
    does: tuple[Effect, ...] = ()
    many: bool = False
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    suspends: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    reopens: tuple[str, ...] = ()
    tells: tuple[Audience, ...] = ()
    primary: Callable[[Facts], bool] = never
    within: str = ""  # the limit, counted from the answer, after which it is too late
    upon: Upon | None = None  # of the platform's own steps
    done: str  # the sentence of the timeline for officers: "{agency} tiếp nhận, vào sổ số {number}"
    seen: str = ""  # the sentence for the sender; empty when the sender is not shown the step

    def field(self, name: str) -> Field:
        """What the step asks under that name; StopIteration when it does not."""
        return next(field for field in self.asks if field.name == name)


@dataclass(frozen=True, kw_only=True)
class Procedure:
    """One procedure, whole. `begin` is the step that creates a case."""

    key: str
    title: str
    law: str
    states: tuple[State, ...]
    begin: str
    steps: tuple[Step, ...]
    ends: tuple[str, ...]
    declares: tuple[Field, ...] = ()

    def step(self, key: str) -> Step:
        """The step of that key; KeyError when there is none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)

    def state(self, key: str) -> State:
        """The state of that key; KeyError when there is none."""
        for state in self.states:
            if state.key == key:
                return state
        raise KeyError(key)
