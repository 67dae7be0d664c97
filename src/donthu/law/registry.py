"""Finds the procedures on the shelf: a new folder is enough."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files

from donthu.law.grammar import Procedure, Step
from donthu.law.handover import HANDOVER
from donthu.law.limits import Limit, load


@dataclass(frozen=True)
class Message:
    """What is written to somebody who is told of a step; `{…}` are filled by the sender of it.
    `sms` is the text message, for the steps whose news can not wait; it loses its accents."""

    subject: str
    body: str
    sms: str = ""


@cache
def procedures() -> dict[str, Procedure]:
    """Every procedure by its key, in the order of the keys."""
    shelf = files("donthu.law.procedures")
    keys = sorted(folder.name for folder in shelf.iterdir() if (folder / "steps.py").is_file())
    return {key: import_module(f"donthu.law.procedures.{key}.steps").PROCEDURE for key in keys}


def procedure(key: str) -> Procedure:
    """The procedure of that key; KeyError when there is none."""
    return procedures()[key]


def step_of(kind: str) -> Step:
    """The step that an event of that kind took: "feedback.receive"; KeyError when there is none."""
    key, _, step = kind.partition(".")
    return (HANDOVER if key == HANDOVER.key else procedure(key)).step(step)


@cache
def limits(key: str) -> dict[str, Limit]:
    """The dated limits of the procedure `key`, by their own keys."""
    return load((files(f"donthu.law.procedures.{key}") / "limits.toml").read_text("utf-8"))


@cache
def messages(key: str) -> dict[str, Message]:
    """The messages of the procedure `key` to its sender, by step."""
    text = (files(f"donthu.law.procedures.{key}") / "messages.toml").read_text("utf-8")
    return {step: Message(**message) for step, message in tomllib.loads(text).items()}
