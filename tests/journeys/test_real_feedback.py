"""Feedback as people really wrote it, from citizen to published answer, by the API alone.

Real texts are no part of this repository: DONTHU_REAL_DATA names a folder with feedback.jsonl.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.journeys.driving import staff_tokens
from tests.serving import Served

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "replay_feedback.py"
REAL = Path(os.environ.get("DONTHU_REAL_DATA", "")) / "feedback.jsonl"

# those of the sample that letters of the file may be for
AGENCIES = ("vpcp", "btc", "btc.ct", "bxd", "bnnmt", "bnnmt.qldd", "dtp", "dtp.sxd", "dtp.snnmt")
LONG_LINE = (
    "Đèn đường trên tuyến tỉnh lộ qua ấp 3 tắt đã nhiều đêm. " + "Trẻ em đi học về tối. " * 20
)
MADE_UP = [
    {
        "id": "thu-1",
        "kind": "question",
        "text": "Hỏi về hạn mức giao đất ở\nTôi muốn biết hạn mức giao đất ở tại nông thôn.",
        "field": "đất đai",
        "agency": "Bộ Tài nguyên và Môi trường (cũ)",
        "place": "Quảng Trị",
        "answer": "Hạn mức do Ủy ban nhân dân cấp tỉnh quy định, bạn xem Luật Đất đai 2024.",
    },
    {
        "id": "thu-2",
        "kind": "feedback",
        "text": LONG_LINE,
        "field": "hạ tầng, chiếu sáng công cộng",
        "agency": "Công ty Chiếu sáng Không Có Thật",
        "place": "Hà Nội",
        "answer": "",
    },
    {
        "id": "thu-3",
        "kind": "feedback",
        "text": "Ổ gà trên đường Nguyễn Thị Thử gây tai nạn mỗi khi trời mưa.",
        "field": "giao thông",
        "agency": "Sở Xây dựng",
        "place": "Phường Mỹ Tho, tỉnh Đồng Tháp",
        "answer": "Đơn vị đã vá xong ngày 20/11.",
    },
]


@pytest.fixture(scope="module")
def served(serving: Callable[..., Served]) -> Served:
    """A server of its own, so that no other test finds a hundred cases more than it made."""
    served = serving()
    done = served.donthu("seed", "demo")
    assert done.returncode == 0, done.stderr
    return served


@pytest.fixture(scope="module")
def tokens(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of tokens, which is much quicker than a call of the command for each officer."""
    file = tmp_path_factory.mktemp("tokens") / "tokens"
    file.write_text("\n".join(staff_tokens(served, *AGENCIES)))
    return file


def replay(served: Served, file: Path, *more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(SCRIPT), str(file), "--url", served.url, *more],
        env=served.env,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )


def lines(file: Path, rows: list[dict[str, str]]) -> Path:
    file.write_text("\n".join(json.dumps(row) for row in rows))
    return file


def published(served: Served) -> dict[str, dict[str, str]]:
    page = httpx.get(f"{served.url}/api/v1/public/answers", params={"limit": 200}).json()
    return {answer["content"]: answer for answer in page["items"]}


def test_three_made_up_rows_are_answered_published_and_found_again(
    served: Served, tokens: Path, tmp_path: Path
) -> None:
    done = replay(served, lines(tmp_path / "rows.jsonl", MADE_UP), "--tokens", str(tokens))

    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 of 3 rows done." in done.stdout
    answers = published(served)
    by_row = [answers[row["text"].strip()] for row in MADE_UP]
    assert [answer["agency"]["code"] for answer in by_row] == ["bnnmt", "vpcp", "dtp.sxd"]
    assert by_row[0]["answer"] == MADE_UP[0]["answer"]
    assert by_row[1]["answer"].startswith("[Câu trả lời giả lập]")
    assert by_row[1]["title"] == "Đèn đường trên tuyến tỉnh lộ qua ấp 3 tắt đã nhiều đêm"
    assert [answer["field"] and answer["field"]["name"] for answer in by_row] == [
        None,
        "Hạ tầng",
        "Giao thông",
    ]
    for asked, answers_for_it in (
        ("Bộ Tài nguyên và Môi trường (cũ)", "Bộ Nông nghiệp và Môi trường (its successor)"),
        ("Công ty Chiếu sáng Không Có Thật", "Văn phòng Chính phủ (not in the sample)"),
        ("Sở Xây dựng", "Sở Xây dựng tỉnh Đồng Tháp (of that name)"),
    ):
        assert f"{asked} → {answers_for_it}" in done.stdout
    assert re.search(r"thu-1 .* done, its place left out", done.stdout)  # a province or a ward


def test_a_row_that_is_refused_is_told_with_its_reason_and_fails_the_run(
    served: Served, tmp_path: Path
) -> None:
    rows = [{"id": "thu-dai", "kind": "feedback", "text": "Dài. " * 600 + "x"}, MADE_UP[1]]

    done = replay(served, lines(tmp_path / "rows.jsonl", rows))  # makes its tokens by itself

    assert done.returncode == 1
    assert "1 of 2 rows done." in done.stdout
    assert re.search(r"thu-dai .* 422: .*3\.001 ký tự", done.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not REAL.is_file(), reason="DONTHU_REAL_DATA names no folder of real feedback")
def test_every_real_text_goes_the_whole_way(served: Served, tokens: Path) -> None:
    expected = len(REAL.read_text("utf-8").strip().splitlines())

    done = replay(served, REAL, "--tokens", str(tokens))

    assert done.returncode == 0, done.stdout + done.stderr
    assert expected
    assert f"{expected} of {expected} rows done." in done.stdout
    page = httpx.get(f"{served.url}/api/v1/public/statistics").json()
    assert page["total"] >= expected
