"""A feedback from the citizen to the published answer, by the API alone."""

import orjson
import pytest
from altcha import v2
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.api.conftest import Answer, Caller, caller_for
from tests.api.samples import PDF, PNG
from tests.personas import BINH, HOA, LAN, MAI, MINH, OUTSIDER, TAM, Persona

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]
ANSWER = "Sở đã kiểm tra và sửa xong đèn tín hiệu ngày 20/11."


class Officer(Caller):
    """An officer of the sample who works on one case."""

    def __init__(self, who: Persona, code: str) -> None:
        super().__init__(caller_for(who.username).token)
        self.code = code

    def take(
        self,
        step: str,
        papers: list[dict[str, str]] | None = None,
        seen: int | None = None,
        **data: object,
    ) -> Answer:
        """Take a step that is offered, and see that it was."""
        offered = self.get(f"/cases/{self.code}/steps").body["open"]
        assert step in {each["step"] for each in offered}
        answer = self.post(
            f"/cases/{self.code}/steps",
            {"step": step, "data": data, "papers": papers or [], "seen": seen},
        )
        assert answer.status == 201, answer.body
        return answer

    def work(self) -> list[str]:
        """The steps that the worklist names for the case."""
        items = self.get("/worklist").body["items"]
        return [item["next"]["step"] for item in items if item["code"] == self.code]


def send_feedback(citizen: Caller) -> str:
    """MAI sends two files with her words; the code."""
    given = v2.Challenge.from_dict(citizen.get("/public/altcha").body)
    solution = v2.solve_challenge(given)
    assert solution is not None
    answer = citizen.post(
        "/public/feedback",
        form={
            "kind": "idea",
            "title": "Đèn tín hiệu ở ngã tư hỏng",
            "content": "Đèn tín hiệu không hoạt động vào sáng sớm.",
            "sender": orjson.dumps(
                {"name": MAI.name, "address": MAI.address, "phone": MAI.phone, "email": MAI.email}
            ).decode(),
            "altcha": v2.Payload(challenge=given, solution=solution).to_base64(),
            "files": [
                SimpleUploadedFile("ngã tư.png", PNG),
                SimpleUploadedFile("đơn.pdf", PDF),
            ],
        },
    )
    assert answer.status == 201, answer.body
    return str(answer.body["code"])


def test_a_feedback_goes_down_three_levels_and_its_answer_comes_back() -> None:
    citizen = Caller()
    code = send_feedback(citizen)
    hoa, lan, minh, tam, binh = (Officer(who, code) for who in (HOA, LAN, MINH, TAM, BINH))

    assert hoa.work() == ["receive"]
    hoa.take("receive")
    letter, *_ = hoa.get(f"/cases/{code}/papers").body["items"]
    assert [file["name"] for file in letter["files"]] == ["ngã tư.png", "đơn.pdf"]
    assert hoa.get(letter["files"][0]["url"]).content == PNG
    hoa.take("hand_over", lead="dtp", note="Chuyển tỉnh giải quyết.")
    assert (hoa.work(), lan.work()) == ([], ["receive"])

    lan.take("receive")
    lan.take("hand_over", lead="dtp.sxd", note="Giao Sở Xây dựng.")
    minh.take("receive")
    minh.take("assign", officer=TAM.username)
    assert tam.work() == ["draft"]
    file = tam.post("/files", form={"file": SimpleUploadedFile("trả lời.pdf", PDF)}).body["id"]
    tam.take("draft", papers=[{"file": file, "kind": "answer"}], answer=ANSWER, result="solved")
    assert "answer" not in citizen.get(f"/public/feedback/{code}", key=MAI.phone[-4:]).body

    binh.take("sign")
    number = minh.take("issue").body
    assert number["state"] == "answered"
    minh.take("publish", title="Đèn tín hiệu hỏng", text="Đèn không sáng.", answer=ANSWER)
    copy = binh.get(f"/cases/{code}/public-copy").body
    assert copy["answer"] == ANSWER
    assert binh.take("release", seen=copy["event"]).body["state"] == "published"

    told = citizen.get(f"/public/feedback/{code}", key=MAI.phone[-4:]).body
    assert told["state"] == "published"
    assert told["answer"]["text"] == ANSWER
    assert told["answer"]["signer"].startswith("KT. ")
    assert told["answer"]["agency"]["code"] == "dtp.sxd"
    (file,) = told["answer"]["files"]
    read = citizen.get(file["url"], key=MAI.phone[-4:])
    assert (read.status, read.content, read.type) == (200, PDF, "application/pdf")
    (public,) = citizen.get("/public/answers", q="den tin hieu").body["items"]
    assert code not in str(public)

    hand_overs = hoa.get(f"/cases/{code}/assignments").body["items"]
    assert [(one["giver"]["code"], one["to"]["code"], one["state"]) for one in hand_overs] == [
        ("vpcp", "dtp", "reported"),
        ("dtp", "dtp.sxd", "reported"),
    ]
    assert len(hoa.get(f"/cases/{code}/events").body["items"]) == 12


def test_an_outsider_sees_nothing_of_it_at_any_time() -> None:
    citizen = Caller()
    code = send_feedback(citizen)
    hoa, outsider = Officer(HOA, code), Officer(OUTSIDER, code)
    hoa.take("receive")
    (letter,) = hoa.get(f"/cases/{code}/papers").body["items"]
    hoa.take("hand_over", lead="dtp", note="Chuyển tỉnh giải quyết.")
    (given,) = hoa.get(f"/cases/{code}/assignments").body["items"]

    for part in ("", "/events", "/deadlines", "/assignments", "/papers", "/parties", "/steps"):
        assert outsider.get(f"/cases/{code}{part}").status == 404
    assert outsider.get(letter["files"][0]["url"]).status == 404
    assert outsider.post(f"/cases/{code}/steps", {"step": "receive"}).status == 404
    assert outsider.post(f"/cases/{code}/assignments", {"to": "dtp", "note": "x"}).status == 404
    assert outsider.post(f"/assignments/{given['id']}/receipts").status == 404
    assert outsider.get("/search", q="đèn tín hiệu").body["items"] == []
    assert outsider.get("/cases").body["items"] == []
    assert citizen.get(f"/public/feedback/{code}", key="9999").status == 404
