"""Keeping machines from sending in bulk, without pictures and without anybody else's service.

The browser solves a proof of work while the form is filled in: the `altcha` package makes and
checks it, the worker of the npm package of that name solves it. Without JavaScript a question is
asked instead. Each proof serves one submission, which may come twice (a double click).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from altcha import v2
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from donthu.law.text import nfc

ALGORITHM = "PBKDF2/SHA-256"
COST = 5_000  # rounds a try: about 1 ms for the server, once a challenge
TRIES = range(
    150, 251
)  # for the browser: half a second at a desk, a few on a phone, while one types
PROOF_LASTS = timedelta(hours=1)
QUESTION_LASTS = timedelta(hours=4)
PAYLOAD_LENGTH = 2_000  # characters; a true one has some 600

FAILED = "Phần kiểm tra đã hết hạn hoặc đã dùng; hãy gửi lại lần nữa."
WRONG_ANSWER = "Kết quả chưa đúng hoặc câu hỏi đã hết hạn; đây là câu hỏi mới."
NOT_ANSWERED = "Hãy trả lời câu hỏi kiểm tra ở cuối trang."
_NUMBERS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def challenge(at: datetime) -> dict[str, object]:
    """A fresh challenge as the ALTCHA widget and its workers (version 3) take it."""
    made = v2.create_challenge(
        ALGORITHM,
        COST,
        counter=secrets.choice(TRIES),
        expires_at=at + PROOF_LASTS,
        hmac_secret=settings.DONTHU_ALTCHA_KEY,
        hmac_key_secret=_key("derived"),
    )
    return dict(made.to_dict())


@never_cache
@require_GET
def challenge_view(request: HttpRequest) -> HttpResponse:
    """The challenge as JSON, for every public form and for those who call the API."""
    return JsonResponse(challenge(timezone.now()))


def verify(payload: str, *, at: datetime, use: str) -> bool:
    """Whether `payload` (Base64 as the widget gives it) proves work not used before.

    `use` names the submission: the same proof is good for it again, and for no other.
    """
    if not payload or len(payload) > PAYLOAD_LENGTH:
        return False
    try:
        given = v2.Payload.from_base64(payload)
        until = datetime.fromtimestamp(int(given.challenge.parameters.expires_at or 0), at.tzinfo)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return False
    result = v2.verify_solution(given, settings.DONTHU_ALTCHA_KEY, hmac_key_secret=_key("derived"))
    return (
        result.verified and at <= until and _take(str(given.challenge.signature), use, until - at)
    )


@dataclass(frozen=True)
class Question:
    """A sum in words, and the signed token that comes back with the answer."""

    text: str
    token: str


def ask(at: datetime) -> Question:
    """A new question for those without JavaScript."""
    first, second = 1 + secrets.randbelow(9), 1 + secrets.randbelow(9)
    until = int((at + QUESTION_LASTS).timestamp())
    return _question(first, second, secrets.token_hex(8), until)


def ask_again(token: str, *, at: datetime) -> Question:
    """The same question when it may still be answered, else a new one."""
    held = _read(token, at)
    if held is None or cache.get(_used(held[2])) is not None:
        return ask(at)
    return _question(*held)


def answered(token: str, answer: str, *, at: datetime, use: str) -> bool:
    """Whether the question was answered rightly. One answer each; `use` as in `verify`."""
    held = _read(token, at)
    if held is None:
        return False
    first, second, mark, _ = held
    right = _number(answer) == first + second
    return _take(mark, use if right else "wrong", QUESTION_LASTS) and right


def _question(first: int, second: int, mark: str, until: int) -> Question:
    text = f"{_NUMBERS[first].capitalize()} cộng {_NUMBERS[second]} bằng mấy?"
    return Question(text, signing.dumps([first, second, mark, until], key=_key("question")))


def _read(token: str, at: datetime) -> tuple[int, int, str, int] | None:
    try:
        first, second, mark, until = signing.loads(token, key=_key("question"))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return (first, second, mark, until) if at.timestamp() <= until else None


def _number(answer: str) -> int | None:
    words = nfc(answer).strip().lower().split()
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) <= 2:
        return int(words[0])
    return _SPOKEN.get(" ".join(words))


_SPOKEN = {
    **{word: value for value, word in enumerate(_NUMBERS)},
    "mười": 10,
    **{f"mười {word}": 10 + value for value, word in enumerate(_NUMBERS) if 0 < value < 9},
    "mười lăm": 15,
}


def _take(mark: str, use: str, lasts: timedelta) -> bool:
    """Mark a proof as used for `use`; False when it was used for something else."""
    key = _used(mark)
    return cache.add(key, use, timeout=lasts.total_seconds() + 60) or cache.get(key) == use


def _used(mark: str) -> str:
    return f"altcha:{mark}"


def _key(purpose: str) -> str:
    return f"{purpose}:{settings.DONTHU_ALTCHA_KEY}"
