"""Looking a case up from outside: by its code and something only its sender knows."""

from datetime import datetime

from donthu.cases import codes, queries
from donthu.people.contact import key_matches
from donthu.ui.limits import Limit

NOT_FOUND = (
    "Không có hồ sơ nào khớp với cả mã số và thông tin này. Hãy xem lại mã số và mã PIN trên giấy "
    "biên nhận, số điện thoại hoặc thư điện tử bạn đã ghi khi gửi."
)
TOO_OFTEN = "Có quá nhiều lần nhập sai. Hãy đợi ít phút rồi thử lại."
WRONG_FROM = Limit(name="track.from", most=30, seconds=600)
WRONG_FOR = Limit(name="track.for", most=20, seconds=3600)


class TooOften(Exception):
    """Too many wrong tries from one address, or for one code; whether the code exists or not."""


def case_of_sender(typed: str, key: str, *, address: str, at: datetime) -> queries.AnyCase | None:
    """The case of the code `typed` when `key` is its sender's, else None.

    key: the last four digits of the sender's phone or the part of the e-mail before the @; the
    whole of either is right too, and the PIN of who has neither. address: where the question came
    from, for counting wrong tries.
    Raises codes.BadCode, TooOften.
    """
    code = codes.read(typed)
    if WRONG_FROM.reached(address, at) or WRONG_FOR.reached(code, at):
        raise TooOften
    case = queries.public_case(code)
    party = queries.sender_of(case.pk) if case else None
    if party and party.person and key_matches(party.person, key):
        return case
    WRONG_FROM.count(address, at)
    WRONG_FOR.count(code, at)
    return None
