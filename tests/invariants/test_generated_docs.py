"""The pages about the law say what the law in the code says."""

from pathlib import Path

from donthu.law.describe import pages

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "law"


def test_docs_law_is_what_the_code_says() -> None:
    committed = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert committed == pages(), "run: make docs"
