"""What a seal says, how it is signed, and the file outside the database that also holds it."""

import fcntl
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Self

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from donthu.ledger.entry import utc_text
from donthu.ledger.keyfile import read_or_make, sync_folder
from donthu.ledger.models import Seal


class SealingError(Exception):
    """Seals can be neither made nor checked; the message is a Vietnamese sentence."""


@dataclass(frozen=True, kw_only=True)
class Record:
    """A seal as it is signed and as it stands in the file; bytes are in hex."""

    id: int
    at: str
    events: int
    leaves: int
    root: str
    prev: str
    upto_xid: int
    cluster: str
    signature: str = ""

    @classmethod
    def of(cls, seal: Seal) -> Self:
        return cls(
            id=seal.id,
            at=utc_text(seal.at),
            events=seal.events,
            leaves=seal.leaves,
            root=bytes(seal.root).hex(),
            prev=bytes(seal.prev).hex(),
            upto_xid=seal.upto_xid,
            cluster=seal.cluster,
            signature=bytes(seal.signature).hex(),
        )

    @property
    def line(self) -> bytes:
        return orjson.dumps(asdict(self), option=orjson.OPT_SORT_KEYS)

    @property
    def hash(self) -> bytes:
        """What the next seal names as the one before it."""
        return sha256(self.line).digest()

    def signed_by(self, key: Ed25519PrivateKey) -> bytes:
        """The signature that this seal should bear."""
        return key.sign(self._body)

    def is_signed_by(self, key: Ed25519PublicKey) -> bool:
        try:
            key.verify(bytes.fromhex(self.signature), self._body)
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def _body(self) -> bytes:
        return replace(self, signature="").line


def signing_key(*, may_make: bool) -> Ed25519PrivateKey:
    """The key of the seals. A lost one is not replaced unasked: seals made with it would look
    forged. Raises SealingError when it is missing and `may_make` is false, or is no such key."""
    path = settings.DONTHU_KEYS / "ledger.key"
    if not may_make and not path.exists():
        raise SealingError(
            f"Không thấy khóa niêm phong {path}. Hãy phục hồi khóa từ bản sao lưu; "
            "không có khóa thì không kiểm tra và không niêm phong tiếp được."
        )
    try:
        key = load_pem_private_key(read_or_make(path, _new_key), password=None)
    except ValueError as error:
        raise SealingError(f"Tệp {path} không phải là khóa niêm phong.") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise SealingError(f"Khóa trong {path} không thuộc loại Ed25519.")
    return key


def outside_file() -> Path:
    """The file that holds all seals outside the database, one a line."""
    path: Path = settings.DONTHU_KEYS / "seals.jsonl"
    return path


def read_outside() -> list[Record]:
    """The seals of the outside file in its order; none when there is no file.

    A last line cut short by a crash is left out. Raises SealingError for any other line that is
    no seal.
    """
    try:
        content = outside_file().read_bytes()
    except FileNotFoundError:
        return []
    whole = content[: content.rfind(b"\n") + 1]
    try:
        return [Record(**orjson.loads(line)) for line in whole.splitlines()]
    except (orjson.JSONDecodeError, TypeError) as error:
        raise SealingError(f"Tệp {outside_file()} có dòng không phải là niêm phong.") from error


def write_outside(newer_than: Callable[[int], Iterable[Record]]) -> None:
    """Append to the outside file, durably, what `newer_than` gives for the number of its last."""
    path = outside_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with open(descriptor, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        newest = max((seal.id for seal in read_outside()), default=0)
        # writing begins after the last whole line, over what a crash has cut short
        file.seek(sum(len(line) for line in file if line.endswith(b"\n")))
        file.truncate()
        file.writelines(seal.line + b"\n" for seal in newer_than(newest))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _new_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
