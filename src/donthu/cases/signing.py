"""In what capacity a paper is signed, and how that is written above the name.

Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I: KT. stands before the title of the head when a
deputy signs instead of the head, TUQ. when somebody else signs by the head's delegation; the
signer's own title stands below. Only the head delegates signing, and nobody passes it on. TM., for
an agency that decides as a body (a People's Committee), is not written here: the head's title stands
alone.
"""

from dataclasses import dataclass
from typing import Protocol

from donthu.cases.actor import Actor, Capacity
from donthu.law.grammar import Role

DEPUTY_OF = "Phó "
ANY_HEAD = "Thủ trưởng cơ quan"
FOR_A_DEPUTY = (
    "Bạn đang làm thay cấp phó, mà chỉ người đứng đầu được ủy quyền ký (Nghị định 30/2020/NĐ-CP, "
    "Điều 13 khoản 3); hãy trình người đứng đầu hoặc một cấp phó ký."
)


class Signed(Protocol):
    """What of a paper says as whom it was signed; for a head `signed_for` is empty."""

    @property
    def signed_for(self) -> str: ...
    @property
    def head_title(self) -> str: ...
    @property
    def signer_title(self) -> str: ...


@dataclass(frozen=True)
class Signature:
    """As whom somebody signs: `signed_for` is KT., TUQ., or empty for the head."""

    signed_for: str
    head_title: str
    signer_title: str


def why_not(capacity: Capacity) -> str:
    """Why a paper can not be signed in that capacity of a leader; empty when it can."""
    delegated = capacity.on_behalf_of is not None
    return FOR_A_DEPUTY if delegated and capacity.role is Role.DEPUTY else ""


def signature(actor: Actor, capacity: Capacity, *, head_title: str) -> Signature:
    """How `actor` signs in that capacity, one that `why_not` lets pass, at an agency whose head has
    that title.

    Where no head's title is known, the deputy's own tells it («Phó Giám đốc»: «Giám đốc»).
    """
    if capacity.on_behalf_of is not None:
        own = _own_title(actor, capacity.agency_id)
        return Signature("TUQ.", capacity.title or head_title or ANY_HEAD, own)
    if capacity.role is Role.DEPUTY:
        return Signature("KT.", head_title or _head_of(capacity.title), capacity.title)
    return Signature("", "", capacity.title)


def written(signed: Signed) -> str:
    """What stands above the name, in capitals, its lines apart by a stroke: "KT. GIÁM ĐỐC / PHÓ
    GIÁM ĐỐC"."""
    return " / ".join(_lines(signed)).upper()


def spoken(signed: Signed) -> str:
    """The same within a sentence: "KT. Giám đốc, Phó Giám đốc"."""
    return ", ".join(_lines(signed))


def _lines(signed: Signed) -> list[str]:
    instead_of = f"{signed.signed_for} {signed.head_title}".strip()
    return [line for line in (instead_of, signed.signer_title) if line]


def _own_title(actor: Actor, agency_id: int) -> str:
    """The title of the actor's own post: at that agency, else the first at another."""
    own = [c for c in actor.capacities if c.on_behalf_of is None and c.title]
    own.sort(key=lambda capacity: capacity.agency_id != agency_id)
    return own[0].title if own else ""


def _head_of(title: str) -> str:
    if not title.startswith(DEPUTY_OF):
        return ANY_HEAD
    head = title.removeprefix(DEPUTY_OF)
    return head[:1].upper() + head[1:]
