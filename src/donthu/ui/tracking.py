"""Looking a case up from outside: by its code and something only its sender knows.

How long guessing takes is in docs/decisions/0007-guessing-codes-and-keys.md; tests/ui/test_tracking.py counts it.
"""

from datetime import datetime

from donthu.cases import codes, queries
from donthu.people.contact import key_matches
from donthu.people.keys import phone_key
from donthu.people.pins import DIGITS
from donthu.ui.limits import Limit, give_back, take

NOT_FOUND = (
    "Không có hồ sơ nào khớp với cả mã số và thông tin này. Hãy xem lại mã số và mã PIN trên giấy "
    "biên nhận, số điện thoại hoặc thư điện tử bạn đã ghi khi gửi."
)
TOO_OFTEN = (
    "Có quá nhiều lần nhập sai. Hãy đợi ít phút rồi thử lại; nếu vẫn vậy, hãy nhập cả số điện thoại "
    "hoặc cả địa chỉ thư điện tử."
)
WRONG_FROM = Limit(name="track.from", most=30, seconds=600)
WRONG_FOR = Limit(name="track.for", most=20, seconds=3600)
SHORT_FOR = Limit(name="track.short", most=60, seconds=30 * 24 * 3600)
PIN_FOR = Limit(name="track.pin", most=60, seconds=24 * 3600)
WHOLE_FOR = Limit(name="track.whole", most=20, seconds=24 * 3600)
WHOLE = 9  # digits: a phone with its beginning, not the end of one


class TooOften(Exception):
    """Too many wrong tries from one address, or for one code; whether the code exists or not."""


def case_of_sender(typed: str, key: str, *, address: str, at: datetime) -> queries.AnyCase | None:
    """The case of the code `typed` when `key` is its sender's, else None.

    key: the last four digits of the sender's phone or the part of the e-mail before the @; the
    whole of either is right too, and the PIN of who has neither. address: where the question came
    from. Tries are counted before they are compared and given back when right, so that many at once
    gain nothing. Raises codes.BadCode, TooOften.
    """
    code = codes.read(typed)
    tries = [(WRONG_FROM, address), *_for_code(code, key, address)]
    if not take(tries, at):
        raise TooOften
    case = queries.public_case(code)
    party = queries.sender_of(case.pk) if case else None
    if party and party.person and key_matches(party.person, key):
        give_back(tries, at)
        return case
    return None


def _for_code(code: str, key: str, address: str) -> list[tuple[Limit, str]]:
    """What counts the tries at one code. Those with a whole contact are counted for each address
    apart from all others, so that no stranger uses up what the sender has."""
    bare = "".join(key.split())
    if len(bare) == DIGITS and bare.isdecimal():
        return [(WRONG_FOR, code), (PIN_FOR, code)]
    if "@" in bare or len(phone_key(bare)) >= WHOLE:
        return [(WHOLE_FOR, f"{code} {address}")]
    return [(WRONG_FOR, code), (SHORT_FOR, code)]
