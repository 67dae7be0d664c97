"""The master keys, in a file outside the database: one a line, the newest last.

Each line is `id key`, the key as 64 hex digits. The newest wraps what comes; the older ones stay
to open what they wrapped. A backup of the database without this file cannot be read, and neither
can the database when the file is lost.
"""

import fcntl
import os
import secrets
from pathlib import Path

from django.conf import settings

from donthu.ledger.keyfile import read_or_make
from donthu.vault.errors import VaultError


def newest(*, may_make: bool) -> tuple[str, bytes]:
    """The id and the key to wrap with. The first one is made when there is no file and `may_make`.

    Raises VaultError when the file is missing or is no file of keys.
    """
    path = _path()
    if not may_make and not path.exists():
        raise VaultError(_lost(path))
    read_or_make(path, lambda: _new_line().encode())
    *_, last = _keys().items()
    return last


def find(key_id: str) -> bytes:
    """The key of that id; VaultError when it is not among those of the file."""
    try:
        return _keys()[key_id]
    except KeyError:
        raise VaultError(
            f"Thiếu khóa số {key_id} trong {_path()}. Hãy phục hồi tệp khóa từ bản sao lưu; "
            "không có khóa này thì dữ liệu niêm phong không mở được."
        ) from None


def rotate() -> str:
    """Add a new key, which wraps from now on, and return its id."""
    newest(may_make=True)
    line = _new_line()
    with _path().open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(line.encode())
        file.flush()
        os.fsync(file.fileno())
    return line.split()[0]


def _keys() -> dict[str, bytes]:
    path = _path()
    try:
        lines = [line.split() for line in path.read_text().splitlines()]
        keys = {key_id: bytes.fromhex(key) for key_id, key in lines}
    except FileNotFoundError:
        raise VaultError(_lost(path)) from None
    except ValueError:
        keys = {}
    if not keys or {len(key) for key in keys.values()} != {32}:
        raise VaultError(f"Tệp {path} không phải là tệp khóa của dữ liệu niêm phong.")
    return keys


def _new_line() -> str:
    return f"{secrets.token_hex(4)} {secrets.token_hex(32)}\n"


def _lost(path: Path) -> str:
    return (
        f"Không thấy tệp khóa {path}. Hãy phục hồi tệp khóa từ bản sao lưu; "
        "không có khóa thì dữ liệu niêm phong không mở được."
    )


def _path() -> Path:
    path: Path = settings.DONTHU_KEYS / "vault.key"
    return path
