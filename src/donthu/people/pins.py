"""The PIN of who has neither phone nor e-mail: six digits printed once, kept as a hash.

The hash is keyed with the secret of the deployment, which lies outside the database: a million
tries, all the PINs there are, tell nothing to who has the table alone.
"""

import secrets
from hmac import compare_digest
from itertools import pairwise

from django.utils.crypto import salted_hmac

DIGITS = 6


def new() -> str:
    """A fresh PIN, none that people try first: 111111, 123456, 654321, 121212, 123123."""
    while True:
        pin = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
        if not _easy(pin):
            return pin


def kept(pin: str) -> str:
    """What is kept of a PIN: a salt of its own, and the hash."""
    salt = secrets.token_hex(8)
    return f"{salt}${_hash(salt, pin)}"


def matches(kept: str, given: str) -> bool:
    """Whether `given` is the PIN of which `kept` was kept; never when nothing was."""
    salt, _, hashed = kept.partition("$")
    right = compare_digest(hashed.encode(), _hash(salt, given).encode())
    return right and bool(hashed)


def _hash(salt: str, pin: str) -> str:
    return salted_hmac(f"people.pin.{salt}", pin, algorithm="sha256").hexdigest()


def _easy(pin: str) -> bool:
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    repeats = pin[:3] == pin[3:] or pin[:2] * 3 == pin
    return repeats or steps in ({0}, {1}, {-1})
