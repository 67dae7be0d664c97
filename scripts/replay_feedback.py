"""Take feedback of a JSON-lines file the whole way through a running deployment, by its API alone.

Each row is sent by a made-up citizen, handed down the agencies, received, added to by the citizen when
asked, assigned, drafted with a PDF, signed, issued, published by two people and judged; then it is
looked for by three of its words, without marks, and read again as its sender would.
"""

import json
import re
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

import click
import httpx
from callers import Api, Failure, Officers
from pypdf import PdfWriter

from donthu.law.text import fold, nfc, syllables
from donthu.people.identifiers.marks import COVER

TITLE_LENGTH = 300
WORDS_SOUGHT = 3
RUNS = 4
MADE_UP = "[Câu trả lời giả lập] Cơ quan đã xem xét phản ánh và trả lời như trên giấy kèm theo."
QUESTION = "Đề nghị cho biết rõ thời gian, địa điểm."
NOTE = "Đề nghị kiểm tra, giải quyết và trả lời người gửi."
STAFF = ("clerk", "handler", "deputy")  # whom an answer needs


@dataclass(frozen=True)
class Target:
    """The agency that answers, below which ones it lies, and why it is this one."""

    path: tuple[str, ...]
    name: str
    why: str

    @property
    def code(self) -> str:
        return self.path[-1]


class Tree:
    """The agencies of the deployment, and what the names of the file stand for among them."""

    def __init__(self, officers: Officers, root: str) -> None:
        self._officers, self._root = officers, root
        self._api = officers.api(root, "clerk")
        self._agencies = {one["code"]: one for one in self._api.items("/agencies")}

    def target(self, name: str) -> Target:
        """The agency of that name, its successor, or the top one; with staff enough to answer."""
        code, why = self._root, "not in the sample" if name else "none named"
        for part in name.partition("(")[0].split(","):
            if found := self._named(part.strip()):
                code, why = found
                break
        while not self._officers.has(code, *STAFF):
            code, why = self._agencies[code]["parent"], "above it, which has the staff to answer"
        path = [code]
        while path[0] != self._root:
            path.insert(0, self._agencies[path[0]]["parent"])
        return Target(tuple(path), self._agencies[code]["name"], why)

    def _named(self, name: str) -> tuple[str, str] | None:
        for hit in self._api.get("/agencies", q=name)["items"] if name else ():
            if fold(name) in {fold(hit["name"]), fold(hit["short_name"])}:
                return hit["code"], "of that name"
            if fold(name) == fold(hit["formerly"]):
                return hit["code"], "its successor"
        return None


@dataclass
class Row:
    """A row of the file on its way."""

    given: dict[str, str]
    number: int
    words: list[str]  # runs of three that stand in no other row; one may be covered in public
    target: Target
    code: str = ""
    answer: str = ""
    file: bytes = b""
    place_known: bool = True
    failure: str = ""
    seconds: float = 0.0

    @property
    def added(self) -> str:
        """What the sender adds when asked: where it is, as the row says, or the day."""
        place = self.given.get("place", "")
        return f"Tại {place}." if place else "Việc xảy ra từ đầu tháng."

    @property
    def phone(self) -> str:
        return f"0900{self.number:06d}"

    @property
    def title(self) -> str:
        """The first line, or the first sentence of a long one, cut to what a title may hold."""
        line = nfc(self.given["text"].strip()).splitlines()[0]
        line = line if len(line) <= TITLE_LENGTH else line.partition(". ")[0].strip()
        return line if len(line) <= TITLE_LENGTH else line[: TITLE_LENGTH - 1] + "…"


class Replay:
    """Takes rows the whole way."""

    def __init__(self, client: httpx.Client, officers: Officers, root: str) -> None:
        self._public, self._officers, self._root = Api(client), officers, root
        known = officers.api(root, "clerk").get("/fields")["items"]
        self._fields = {fold(f["name"]): f["code"] for f in known if f["catalogue"] == "feedback"}

    def run(self, row: Row) -> Row:
        """The row, done or with its failure."""
        begun = time.monotonic()
        try:
            self._submit(row)
            self._hand_down(row)
            self._answer(row)
            self._find_again(row)
        except Failure as failure:
            row.failure = str(failure)
        row.seconds = time.monotonic() - begun
        return row

    def _submit(self, row: Row) -> None:
        said = fold(row.given.get("field", ""))
        body = {
            "kind": "question" if row.given["kind"] == "question" else "idea",
            "title": row.title,
            "content": row.given["text"],
            "field": next((code for name, code in self._fields.items() if name in said), None),
            "area": row.given.get("place") or None,
            "sender": {
                "name": f"Người gửi thử {row.number}",
                "address": f"Số {row.number} đường Thử",
                "phone": row.phone,
            },
        }
        try:
            row.code = self._send(body)
        except Failure as failure:
            if "area:" not in str(failure):
                raise
            row.place_known = False
            row.code = self._send({**body, "area": None})

    def _send(self, body: dict[str, Any]) -> str:
        # as another portal does, whose token stands for a solved challenge
        portal = self._officers.api(self._root, "clerk")
        return str(portal.post("/public/feedback", json=body)["code"])

    def _hand_down(self, row: Row) -> None:
        for giver, taker in pairwise(row.target.path):
            self._step(row, giver, "clerk", "receive")
            self._step(row, giver, "clerk", "hand_over", lead=taker, note=NOTE)

    def _answer(self, row: Row) -> None:
        agency = row.target.code
        row.answer, row.file = nfc(row.given.get("answer", "").strip()) or MADE_UP, _pdf(row.code)
        self._step(row, agency, "clerk", "receive")
        self._supplement(row, agency)
        self._step(row, agency, "clerk", "assign", officer=self._officers.name(agency, "handler"))
        sent = self._officers.api(agency, "handler").post(
            "/files", files={"file": ("tra-loi.pdf", row.file, "application/pdf")}
        )
        draft = {"answer": row.answer, "result": "explained", "files": [sent["id"]]}
        self._step(row, agency, "handler", "draft", **draft)
        self._step(row, agency, "deputy", "sign")
        self._step(row, agency, "clerk", "issue")
        public = {"title": row.title, "text": row.given["text"], "answer": row.answer}
        self._step(row, agency, "clerk", "publish", **public)
        copy = self._officers.api(agency, "deputy").get(f"/cases/{row.code}/public-copy")
        self._step(row, agency, "deputy", "release", seen=copy["event"])

    def _supplement(self, row: Row, agency: str) -> None:
        self._step(row, agency, "clerk", "ask_supplement", question=QUESTION)
        path, key = f"/public/feedback/{row.code}", row.phone[-4:]
        asked = self._public.get(path, key=key)["asked_supplement"]
        if asked != QUESTION:
            raise Failure("the sender does not read what is asked")
        said = f"{row.added} Mã {row.code}."
        self._public.post(f"{path}/supplements", json={"key": key, "content": said})
        desk = self._officers.api(agency, "handler")
        papers = desk.get(f"/cases/{row.code}/papers")["items"]
        if said not in {paper["text"] for paper in papers}:
            raise Failure("what the sender added is not in the case")

    def _step(
        self,
        row: Row,
        agency: str,
        role: str,
        step: str,
        *,
        seen: int | None = None,
        **data: Any,
    ) -> None:
        caller = self._officers.api(agency, role)
        caller.post(f"/cases/{row.code}/steps", json={"step": step, "data": data, "seen": seen})

    def _find_again(self, row: Row) -> None:
        desk = self._officers.api(row.target.code, "handler")
        if all(hit["code"] != row.code for hit in desk.items("/search", q=row.words[0])):
            raise Failure("/search does not find it by words of its own")
        if not any(self._is_public(row, words) for words in row.words):
            raise Failure("/public/answers does not find it by words of its own")
        key = row.phone[-4:]
        seen = self._public.get(f"/public/feedback/{row.code}", key=key)
        answer = seen.get("answer") or {}
        self._judge(row, key)
        if seen["state"] != "published" or answer.get("text") != row.answer:
            raise Failure("the sender does not read the answer that was issued")
        if not answer["number"] or not answer["signer"]:
            raise Failure("the answer has no number or no signer")
        if [self._public.bytes(file["url"], key=key) for file in answer["files"]] != [row.file]:
            raise Failure("the sender does not get the file of the answer")

    def _is_public(self, row: Row, words: str) -> bool:
        return any(
            _read(row.title, hit["title"]) and _read(row.answer, hit["answer"])
            for hit in self._public.items("/public/answers", q=words)
        )

    def _judge(self, row: Row, key: str) -> None:
        path = f"/public/feedback/{row.code}"
        self._public.post(f"{path}/ratings", json={"key": key, "score": 5})
        told = [line["text"] for line in self._public.get(path, key=key)["timeline"]]
        if "Bạn đã đánh giá: Rất hài lòng." not in told:
            raise Failure("what the sender judged is not told")


def _read(written: str, shown: str) -> bool:
    """Whether `shown` is what was written, with or without places that were covered."""
    parts = map(re.escape, " ".join(shown.split()).split(COVER))
    return re.fullmatch(".+?".join(parts), " ".join(written.split())) is not None


def _pdf(code: str) -> bytes:
    paper, made = PdfWriter(), BytesIO()
    paper.add_blank_page(width=595, height=842)  # A4 in points
    paper.add_metadata({"/Title": f"Trả lời phản ánh {code} (giả lập)"})
    paper.write(made)
    return made.getvalue()


def _own_words(texts: list[str]) -> list[list[str]]:
    """Of each text some runs of words without marks that no other holds, or its last when all do."""
    runs = [
        [" ".join(said[i : i + WORDS_SOUGHT]) for i in range(max(1, len(said) - WORDS_SOUGHT + 1))]
        for said in map(syllables, texts)
    ]
    held = Counter(run for each in runs for run in set(each))
    own = [[run for run in each if held[run] == 1] or each[-1:] for each in runs]
    return [each[:: max(1, len(each) // RUNS)][:RUNS] for each in own]


def _report(rows: list[Row]) -> None:
    click.echo(f"\n{'row':<14}{'code':<12}{'answered by':<14}{'seconds':>8}  result")
    for row in rows:
        result = row.failure or ("done" if row.place_known else "done, its place left out")
        click.echo(
            f"{row.given['id']:<14}{row.code:<12}{row.target.code:<14}{row.seconds:>8.1f}  {result}"
        )
    click.echo("\nWho answers for whom:")
    asked = Counter((row.given.get("agency", ""), row.target) for row in rows)
    for (name, target), count in asked.most_common():
        click.echo(f"{count:>5}  {name or '–'} → {target.name} ({target.why})")


@click.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="Where it runs.")
@click.option(
    "--tokens",
    type=click.File(),
    help="A file of officers' tokens, one a line. Without it the command 'donthu' of this "
    "environment makes them; DATABASE_URL or DONTHU_DATA must then be as the server has them.",
)
@click.option("--root", default="vpcp", show_default=True, help="The agency of the portal.")
@click.option("--at-once", default=4, show_default=True, help="Rows on their way together.")
def main(path: Path, url: str, tokens: IO[str] | None, root: str, at_once: int) -> None:
    """Take each row of PATH the whole way from citizen to published answer and back.

    PATH has a JSON object a line: id, kind (feedback or question), text, and perhaps field, agency,
    place, answer. Agencies that are no more are answered for by their successors, those outside the
    deployment by --root; senders, missing answers and the attached PDF are made up. Prints a table,
    and who answered for whom; fails unless every row is done.
    """
    given = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    with httpx.Client(base_url=url, timeout=60) as client:
        try:
            officers = Officers(client, tokens.read().split() if tokens else ())
            tree = Tree(officers, root)
            targets = {name: tree.target(name) for name in {row.get("agency", "") for row in given}}
            replay = Replay(client, officers, root)
        except Failure as failure:
            raise click.ClickException(str(failure)) from failure
        rows = [
            Row(row, number, words, targets[row.get("agency", "")])
            for number, (row, words) in enumerate(
                zip(given, _own_words([row["text"] for row in given]), strict=True), start=1
            )
        ]
        with ThreadPoolExecutor(at_once) as pool, click.progressbar(length=len(rows)) as bar:
            for _ in pool.map(replay.run, rows):
                bar.update(1)
    _report(rows)
    done = sum(not row.failure for row in rows)
    click.echo(f"\n{done} of {len(rows)} rows done.")
    if done < len(rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
