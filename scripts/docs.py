"""Write the pages of docs/law/ from the law as it stands in the code."""

from pathlib import Path

from donthu.law.describe import pages

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "law"


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
