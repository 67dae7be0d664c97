"""Secrets made on first use and kept beside the data, outside the database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def secret(name: str, data: Path) -> str:
    """The secret `name`: from DONTHU_SECRET_<NAME>, else from data/keys, made when missing."""
    if given := os.environ.get(f"DONTHU_SECRET_{name.upper()}"):
        return given
    path = data / "keys" / f"{name}.secret"
    try:
        return path.read_text()
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = path.with_suffix(f".{os.getpid()}")
        with open(fresh, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # another process was first; its secret counts
            os.link(fresh, path)
        fresh.unlink()
        return path.read_text()
