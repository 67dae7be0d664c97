"""The command `donthu`: one entrance to everything an operator does."""

from donthu.cli.group import main

__all__ = ["main"]
