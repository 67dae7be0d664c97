"""Public codes: seven random letters and a check letter, such as 7K3M-9Q2T.

The 31 letters leave out 0, 1, I, L and O. 31 is prime, so a weighted sum modulo 31 with distinct
weights detects every wrong letter and every two letters exchanged.
"""

import secrets

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
_VALUE = {letter: value for value, letter in enumerate(LETTERS)}


class BadCode(ValueError):
    """A code that can not be right; the message is a Vietnamese sentence."""


def new() -> str:
    """A fresh random code with its check letter, without the dash."""
    return with_check("".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1)))


def with_check(body: str) -> str:
    """`body` of seven letters followed by its check letter."""
    total = sum(weight * _VALUE[letter] for weight, letter in enumerate(body, start=1))
    # The check letter c has weight 8: total + 8c must vanish modulo 31; 4 is the inverse of 8.
    return body + LETTERS[(-total * 4) % 31]


def shown(code: str) -> str:
    """`code` as people read it: 7K3M-9Q2T."""
    return f"{code[:4]}-{code[4:]}"


def read(typed: str) -> str:
    """The code somebody typed, without blanks and dashes. Raises BadCode with what is wrong."""
    code = "".join(typed.split()).replace("-", "").upper()
    if len(code) != LENGTH:
        raise BadCode(f"Mã số có {LENGTH} ký tự, ví dụ 7K3M-9Q2T; bạn đã nhập {len(code)} ký tự.")
    if strange := [letter for letter in code if letter not in _VALUE]:
        raise BadCode(
            f"Mã số không dùng ký tự «{strange[0]}». Mã số không có số 0, số 1 và các chữ I, L, O."
        )
    if with_check(code[:-1]) != code:
        raise BadCode("Mã số có một ký tự sai. Hãy xem lại mã trên giấy biên nhận hoặc trong thư.")
    return code
