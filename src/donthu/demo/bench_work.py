"""The work that is measured: what citizens, other portals and officers do most."""

import itertools
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import orjson
from altcha import v2

from donthu.demo import nobody
from donthu.demo.bench_client import BenchError, Call, Client, Exhausted
from donthu.demo.bench_place import Place

AGENCY, CLERK = "dtp", "dtp.nl"
SIGN_IN = "/tai-khoan/login/"
SEARCHES = ("ngập nước", "đất đai", "đèn đường", "rác thải", "học phí", "cup dien", "xay dung")
CONTENT = (
    "Từ đầu tháng đến nay đèn đường trước trạm y tế không sáng, ban đêm người dân đi khám bệnh rất "
    "nguy hiểm, đã có hai người ngã xe. Chúng tôi đã báo tổ dân phố nhưng chưa thấy ai đến kiểm tra. "
    "Kính đề nghị cơ quan quản lý sửa chữa và trả lời cho bà con được biết khi nào làm xong. "
)


@dataclass(frozen=True, kw_only=True)
class Work:
    """One kind of work: the most milliseconds it may take and the least calls a second, if any."""

    key: str
    title: str
    call: Call
    most_ms: float | None = None
    least_rate: float | None = None
    alone: bool = False  # not by several at once


def sign_in(made: Place) -> Client:
    """An officer's client, signed in through the form. Raises BenchError."""
    client = Client(made.url)
    client.get(SIGN_IN)
    client.post_form(SIGN_IN, {"login": CLERK, "password": made.password})
    return client


class Works:
    """All kinds of work on one deployment; what is submitted first is stepped on later."""

    def __init__(self, made: Place, client: Client, *, proofs: int) -> None:
        self._token = made.donthu("token", CLERK)
        self._intake = made.donthu("token", CLERK, "--scope", "intake")
        self._numbers = itertools.count(1)
        self._new: deque[str] = deque()
        self._proofs = deque(_proof(client) for _ in range(proofs))
        self._codes = itertools.cycle(self._seen(client))
        self._searches = itertools.cycle(SEARCHES)

    def __iter__(self) -> Iterator[Work]:
        page: dict[str, Any] = {"most_ms": 40, "least_rate": 50}
        yield Work(
            key="submit",
            title="Gửi phản ánh qua API (mã intake)",
            call=self._submit,
            most_ms=25,
            least_rate=80,
        )
        yield Work(
            key="submit_altcha",
            title="Gửi phản ánh qua API (lời giải ALTCHA)",
            call=self._submit_proven,
            most_ms=25,
            alone=True,
        )
        yield Work(key="home", title="Trang chủ Cổng", call=lambda c: c.get("/"), **page)
        yield Work(key="worklist", title="Việc hôm nay", call=lambda c: c.get("/lam-viec/"), **page)
        yield Work(
            key="folder",
            title="Thư mục Đã trả lời",
            call=lambda c: c.get("/lam-viec/thu-muc/answered/"),
            **page,
        )
        yield Work(key="case", title="Trang hồ sơ", call=self._case, **page)
        yield Work(key="search", title="Tìm hai từ", call=self._search, **page)
        yield Work(
            key="api_list",
            title="Danh sách vụ việc qua API",
            call=lambda c: c.get("/api/v1/cases", token=self._token),
            **page,
        )
        step: dict[str, Any] = {"most_ms": 40, "alone": True}
        yield Work(key="step", title="Tiếp nhận trên bàn làm việc", call=self._step, **step)
        yield Work(key="api_step", title="Tiếp nhận qua API", call=self._api_step, **step)

    def _submit(self, client: Client) -> None:
        self._keep(client.post_json("/api/v1/public/feedback", self._letter(), token=self._intake))

    def _submit_proven(self, client: Client) -> None:
        letter = self._letter() | {"altcha": _next(self._proofs)}
        self._keep(client.post_json("/api/v1/public/feedback", letter))

    def _keep(self, receipt: bytes) -> None:
        self._new.append(orjson.loads(receipt)["code"])

    def _letter(self) -> dict[str, Any]:
        number = next(self._numbers)
        return {
            "kind": "idea",
            "title": f"Đèn đường trước trạm y tế số {number} không sáng",
            "content": f"Trạm y tế số {number}. {CONTENT}",
            "field": "pakn.infrastructure",
            "agency": AGENCY,
            "sender": {
                "name": f"Lê Thị Thử {number}",
                "address": f"{number} đường Thử, phường Mỹ Tho",
                "phone": nobody.phone(number),
                "email": "" if number % 3 else nobody.email(f"do{number}"),
            },
        }

    def _case(self, client: Client) -> None:
        client.get(f"/lam-viec/ho-so/{next(self._codes)}/")

    def _search(self, client: Client) -> None:
        client.get(f"/lam-viec/tim/?q={quote(next(self._searches))}")

    def _step(self, client: Client) -> None:
        client.post_form(f"/lam-viec/ho-so/{_next(self._new)}/buoc/receive/", {})

    def _api_step(self, client: Client) -> None:
        path = f"/api/v1/cases/{_next(self._new)}/steps"
        client.post_json(path, {"step": "receive"}, token=self._token)

    def _seen(self, client: Client) -> list[str]:
        listed = orjson.loads(client.get("/api/v1/cases?limit=100", token=self._token))
        return [row["code"] for row in listed["items"]]


def _next(left: deque[str]) -> str:
    try:
        return left.popleft()
    except IndexError:
        raise Exhausted from None


def _proof(client: Client) -> str:
    """A challenge of the server, solved as a browser would."""
    challenge = v2.Challenge.from_dict(orjson.loads(client.get("/api/v1/public/altcha")))
    solution = v2.solve_challenge(challenge)
    if solution is None:
        raise BenchError("Không giải được thử thách ALTCHA.")
    return str(v2.Payload(challenge, solution).to_base64())
