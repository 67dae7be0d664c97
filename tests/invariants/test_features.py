"""What docs/features.md says of the product is backed by tests that exist."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| ([AB]\d+) \|(.+)\|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def rows() -> dict[str, list[str]]:
    """The cells of each row by its code: name, state, what is missing, tests."""
    found = ROW.findall((ROOT / "docs/features.md").read_text("utf-8"))
    return {code: [cell.strip() for cell in rest.split("|")] for code, rest in found}


@cache
def functions_of(file: str) -> frozenset[str]:
    path = ROOT / file
    if not path.is_file():
        return frozenset()
    tree = ast.walk(ast.parse(path.read_text("utf-8")))
    return frozenset(
        node.name for node in tree if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


@pytest.mark.parametrize("code", rows())
def test_every_test_named_there_exists(code: str) -> None:
    named = TEST.findall(rows()[code][3])
    assert [f"{file}::{name}" for file, name in named if name not in functions_of(file)] == []


@pytest.mark.parametrize("code", rows())
def test_what_works_names_its_test_and_what_does_not_says_what_is_missing(code: str) -> None:
    _, state, missing, tests = rows()[code]
    assert state in {"✔", "◐", "–"}
    if state == "✔":
        assert TEST.search(tests)
        assert not missing
    if state == "◐":
        assert missing


def test_no_function_is_listed_twice_and_none_of_the_promised_ranges_is_left_out() -> None:
    text = (ROOT / "docs/features.md").read_text("utf-8")
    codes = [code for code, _ in ROW.findall(text)]
    assert len(codes) == len(set(codes))
    wanted = {f"A{number}" for number in (*range(109, 152), *range(182, 193))}
    assert wanted <= set(codes)
