"""Sending: what is refused keeps all that was typed, what is sent is sent once."""

import contextlib
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from unicodedata import normalize

import pytest
from altcha import v2
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from donthu.cases.models import Case, Paper, PaperFile, Party
from donthu.portal.views import receipt
from donthu.portal.views import send as sending
from tests.portal.conftest import TYPED, Citizen, picture, program, text, value
from tests.world import World, make_world

pytestmark = pytest.mark.django_db


def test_what_was_typed_becomes_a_case_of_the_agency_of_the_portal(citizen: Citizen) -> None:
    answer = citizen.send(field="pakn.transport", hide_sender="on", email="thu@example.vn")
    assert answer.status_code == 302
    case = Case.objects.get()
    assert (case.title, case.text, case.kind) == (TYPED["title"], TYPED["content"], "idea")
    assert (case.agency.code, case.channel, case.state) == ("vpcp", "portal", "new")
    assert case.field is not None
    assert (case.field.code, case.hide_sender) == ("pakn.transport", True)
    person = Party.objects.get().person
    assert person is not None
    assert (person.name, person.address) == ("Lê Thị Thử", "12 đường Ba Mươi")
    assert (person.phone, person.email) == ("0900000123", "thu@example.vn")


def test_it_goes_to_the_agency_that_was_named(citizen: Citizen) -> None:
    citizen.send(agency="so xay dung")
    assert Case.objects.get().agency.code == "dtp.sxd"


def test_an_enterprise_gives_its_tax_code_and_who_writes_for_it(
    citizen: Citizen, world: World
) -> None:
    missing = citizen.send(kind="business")
    assert missing.status_code == 422
    assert "Phản ánh của doanh nghiệp cần mã số thuế." in text(missing)
    wrong = citizen.send(kind="business", tax_code="0900000003")
    assert "Mã số thuế chưa đúng; hãy xem lại từng số." in text(wrong)
    assert not Case.objects.exists()
    citizen.send(kind="business", tax_code="0900000002 001", organisation="Công ty Thử Sen")
    people = {p.role: p.person for p in Party.objects.select_related("person")}
    enterprise, writer = people["sender"], people["representative"]
    assert enterprise is not None
    assert writer is not None
    assert (enterprise.kind, enterprise.name) == ("organisation", "Công ty Thử Sen")
    assert (enterprise.tax_code, enterprise.phone) == ("0900000002-001", "0900000123")
    assert writer.name == "Lê Thị Thử"


def test_whom_it_is_about_is_kept_with_feedback_on_conduct_alone(
    citizen: Citizen, world: World
) -> None:
    about = "Bà Thử Nga, Phòng Kinh tế"
    citizen.send(kind="idea", about=about, tax_code="nhầm mục")
    assert list(Party.objects.values_list("role", flat=True)) == ["sender"]
    citizen.send(kind="conduct", about=about)
    official = Party.objects.select_related("person").get(role="official").person
    assert official is not None
    assert official.name == about


def test_without_the_agency_of_the_portal_it_says_that_it_is_not_open(
    citizen: Citizen, settings: Settings
) -> None:
    form = citizen.form()
    settings.DONTHU_PORTAL_AGENCY = "chua.co"
    page = citizen.client.get("/gui-phan-anh")
    assert page.status_code == 503
    assert "Cổng chưa mở" in text(page)
    sent = citizen.client.post("/gui-phan-anh", form)  # opened before, or by a program
    assert sent.status_code == 409
    assert "Cổng chưa mở" in text(sent)
    assert TYPED["content"] in text(sent)
    assert not Case.objects.exists()


def test_two_clicks_give_one_case_and_the_same_receipt(citizen: Citizen) -> None:
    form = citizen.form()
    first, second = (citizen.client.post("/gui-phan-anh", form) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"].split("?")[0] == second["Location"].split("?")[0]
    assert Case.objects.count() == 1


def test_the_same_words_sent_again_soon_after_lead_to_the_receipt_that_is_there(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = citizen.form()
    staged = citizen.stage(form["form"], picture())[0]["token"]
    first = citizen.client.post("/gui-phan-anh", form | {"staged": staged})
    again = citizen.send()  # "Back": a fresh form with the same words, the files gone
    assert again["Location"].split("?")[0] == first["Location"].split("?")[0]
    assert Case.objects.count() == 1
    said = "Bạn đã gửi phản ánh này lúc"
    assert said not in citizen.open(again["Location"])  # two clicks, rather
    monkeypatch.setattr(receipt, "DOUBLE_CLICK", timedelta(0))
    assert said in citizen.open(again["Location"])
    assert said not in citizen.open(first["Location"])


def test_one_page_makes_one_case_however_much_later_it_is_sent_again(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = citizen.form()
    first = citizen.client.post("/gui-phan-anh", form)["Location"]
    for later in (31, 61, 180):
        at = timezone.now() + timedelta(minutes=later)
        with monkeypatch.context() as patch:
            patch.setattr(sending.timezone, "now", lambda at=at: at)
            again = citizen.client.post("/gui-phan-anh", form)["Location"]
        assert again.split("?")[0] == first.split("?")[0]
    assert Case.objects.count() == 1


def test_a_photo_added_after_going_back_joins_the_case_that_is_there(citizen: Citizen) -> None:
    form = citizen.form()
    (kept,) = citizen.stage(form["form"], picture("trước.png", "một"))
    citizen.client.post("/gui-phan-anh", form | {"staged": kept["token"]})
    both = [picture("trước.png", "một"), picture("sau.png", "hai")]
    again = citizen.send(files=both)
    assert Case.objects.count() == 1
    assert list(PaperFile.objects.values_list("name", flat=True)) == ["trước.png", "sau.png"]
    page = citizen.open(again["Location"])
    assert "sau.png" in page
    assert "chưa được thêm" not in page


def test_a_photo_for_which_there_is_no_room_or_no_time_is_told_to_be_left_out(
    citizen: Citizen, world: World
) -> None:
    citizen.send(files=[picture(f"{n}.png", str(n)) for n in range(4)])
    more = [picture("5.png", "5"), picture("6.png", "6")]
    page = citizen.open(citizen.send(files=more)["Location"])
    assert "tệp bạn vừa gửi kèm chưa được thêm vào. Hãy thêm tệp ở cuối trang này; còn thêm" in page
    assert "còn thêm được 1 tệp." in page
    world.take(Case.objects.get().pk, "receive", "vpcp:clerk", timezone.now())
    page = citizen.open(citizen.send(files=[picture("5.png", "5")])["Location"])
    assert "chưa được thêm vào. Ở đây không thêm được tệp nữa" in page
    assert PaperFile.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_the_same_words_sent_at_once_from_two_pages_are_one_case(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_world()
    forms = [Citizen().form() for _ in range(2)]
    together, submit = threading.Barrier(2), sending.feedback.send

    def slowly(*args: Any, **given: Any) -> Any:
        with contextlib.suppress(threading.BrokenBarrierError):
            together.wait(timeout=1)  # both are here at once unless one waits for the other
        return submit(*args, **given)

    monkeypatch.setattr(sending.feedback, "send", slowly)

    def post(form: dict[str, Any]) -> str:
        try:
            there: str = Client().post("/gui-phan-anh", form)["Location"]
            return there.split("?")[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(post, forms)
    assert first == second
    assert Case.objects.count() == 1


def test_the_same_words_are_another_case_from_somebody_else_or_much_later(
    citizen: Citizen, monkeypatch: pytest.MonkeyPatch
) -> None:
    citizen.send()
    citizen.send(phone="0900 000 124")
    assert Case.objects.count() == 2
    for later, cases in ((15, 2), (61, 3)):
        at = timezone.now() + timedelta(minutes=later)
        form = citizen.form()
        monkeypatch.setattr(sending.timezone, "now", lambda at=at: at)
        citizen.client.post("/gui-phan-anh", form)
        monkeypatch.undo()
        assert Case.objects.count() == cases


def test_a_form_corrected_after_sending_is_another_case(citizen: Citizen) -> None:
    form = citizen.form()
    citizen.client.post("/gui-phan-anh", form)
    page = text(citizen.client.post("/gui-phan-anh", form | {"title": "Đèn đường ở ấp 4 hỏng"}))
    assert "đây là câu hỏi mới" in page  # one answer serves one submission
    assert "Đèn đường ở ấp 4 hỏng" in page
    citizen.send(form=form["form"], title="Đèn đường ở ấp 4 hỏng")
    assert Case.objects.count() == 2


def test_who_wants_to_stay_unknown_is_told_where_the_texts_name_them(citizen: Citizen) -> None:
    words = "Tôi là Đỗ Thị Kín, số 0912 345 678, đèn trước nhà tôi hỏng."
    given = {"content": words, "name": "Đỗ Thị Kín", "phone": "0912345678"}
    answer = citizen.send(hide_sender="on", **given)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Bạn đề nghị giấu tên, nhưng chỗ này còn ghi họ tên của bạn: “Đỗ Thị Kín”" in page
    assert words in page
    assert citizen.send(**given).status_code == 302


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Công ty Thử Sen chưa được hoàn thuế.", "họ tên của bạn: “Công ty Thử Sen”"),
        ("Doanh nghiệp 0900000002 chưa được hoàn thuế.", "mã số thuế của bạn: “0900000002”"),
        ("Tôi là Lê Thị Thử, chưa được hoàn thuế.", "họ tên của bạn: “Lê Thị Thử”"),
    ],
)
def test_an_enterprise_that_wants_to_stay_unknown_is_told_too(
    citizen: Citizen, words: str, what: str
) -> None:
    given = {"kind": "business", "organisation": "Công ty Thử Sen", "tax_code": "0900000002"}
    answer = citizen.send(hide_sender="on", content=words, **given)
    assert answer.status_code == 422
    assert f"nhưng chỗ này còn ghi {what}. Hãy bỏ đi, hoặc bỏ chọn giấu tên." in text(answer)
    assert not Case.objects.exists()


def test_3001_characters_are_refused_near_the_field_and_kept(citizen: Citizen) -> None:
    content = "ữ" * 3001
    answer = citizen.send(content=content)
    page = text(answer)
    assert answer.status_code == 422
    assert "Nội dung dài 3.001 ký tự, nhiều hơn 1 ký tự so với mức 3.000." in page
    assert re.search(r'id="id_content_error">', page)
    assert content in page
    assert value(page, "name") == "Lê Thị Thử"
    assert not Case.objects.exists()


def test_3000_characters_are_counted_as_a_reader_counts_them(citizen: Citizen) -> None:
    composed = "ữ" * 3000
    assert citizen.send(content=normalize("NFD", composed)).status_code == 302
    assert Case.objects.get().text == composed


def test_line_breaks_count_once(citizen: Citizen) -> None:
    assert citizen.send(content="a\r\n" * 1499 + "bc").status_code == 302
    assert len(Case.objects.get().text) == 3000


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ("kind", "Hãy chọn loại phản ánh."),
        ("title", "Hãy nhập tiêu đề."),
        ("content", "Hãy nhập nội dung."),
        ("name", "Hãy nhập họ và tên, hoặc tên tổ chức."),
        ("address", "Hãy nhập địa chỉ liên hệ."),
        ("phone", "Hãy ghi số điện thoại hoặc thư điện tử, ít nhất một."),
    ],
)
def test_what_the_decree_asks_for_is_asked_for_near_its_field(
    citizen: Citizen, missing: str, sentence: str
) -> None:
    answer = citizen.send(**{missing: ""})
    assert answer.status_code == 422
    error = re.search(rf'id="id_{missing}_error">.*?<span>(.*?)</span>', text(answer), re.DOTALL)
    assert error
    assert error[1] == sentence


def test_a_mail_address_alone_is_enough_and_a_wrong_one_is_said_to_be(citizen: Citizen) -> None:
    assert "ten@example.vn" in text(citizen.send(phone="", email="thu@"))
    assert "Số điện thoại chưa đúng" in text(citizen.send(phone="12345"))
    assert citizen.send(phone="", email="thu@example.vn").status_code == 302


def test_neither_cookies_nor_a_session_are_needed(citizen: Citizen) -> None:
    form = citizen.form()
    assert not citizen.client.cookies
    answer = Client(enforce_csrf_checks=True).post("/gui-phan-anh", form)
    assert answer.status_code == 302
    receipt = Client().get(answer["Location"])
    assert "Đã nhận phản ánh của bạn" in text(receipt)
    assert not receipt.cookies


def test_a_page_open_too_long_gives_all_back_under_a_fresh_token(citizen: Citizen) -> None:
    answer = citizen.send(form="made-up:token")
    page = text(answer)
    assert answer.status_code == 422
    assert "Trang này mở đã quá lâu" in page
    assert TYPED["content"] in page
    form = citizen.form(form=value(page, "form"))
    assert citizen.client.post("/gui-phan-anh", form).status_code == 302


def test_a_wrong_answer_asks_anew_and_keeps_all(citizen: Citizen) -> None:
    form = citizen.form(sum="99")
    page = text(citizen.client.post("/gui-phan-anh", form))
    assert "đây là câu hỏi mới" in page
    assert TYPED["content"] in page
    assert value(page, "question") != form["question"]
    assert not Case.objects.exists()


def test_no_answer_at_all_is_refused(citizen: Citizen) -> None:
    assert "Hãy trả lời câu hỏi kiểm tra" in text(citizen.send(sum=""))


def test_another_mistake_does_not_use_the_answer_up(citizen: Citizen) -> None:
    form = citizen.form(title="")
    page = text(citizen.client.post("/gui-phan-anh", form))
    assert value(page, "sum") == str(form["sum"])
    again = form | {"title": "Đèn hỏng", "question": value(page, "question")}
    assert citizen.client.post("/gui-phan-anh", again).status_code == 302


def test_answering_by_hand_is_limited_for_one_address(citizen: Citizen) -> None:
    for _ in range(sending.ANSWERS_BY_HAND.most):
        citizen.send(sum="99")
    answer = citizen.send()
    assert "Có quá nhiều lần gửi" in text(answer)
    assert TYPED["content"] in text(answer)


def test_the_proof_of_a_browser_is_enough(citizen: Citizen) -> None:
    given = v2.Challenge.from_dict(citizen.client.get("/gui-phan-anh/kiem-tra").json())
    solution = v2.solve_challenge(given)
    assert solution is not None
    payload = v2.Payload(given, solution).to_base64()
    form = citizen.form(altcha=payload) | {"sum": "", "question": ""}
    assert citizen.client.post("/gui-phan-anh", form).status_code == 302
    # a second submission with the same proof
    page = text(citizen.client.post("/gui-phan-anh", form | {"title": "Việc khác"}))
    assert "Phần kiểm tra đã hết hạn hoặc đã dùng" in page
    assert Case.objects.count() == 1


def test_files_sent_ahead_come_with_the_case_under_their_names(citizen: Citizen) -> None:
    form = citizen.form()
    kept = citizen.stage(form["form"], picture("ảnh 1.png", "một"), picture("ảnh 2.png", "hai"))
    assert [each["name"] for each in kept] == ["ảnh 1.png", "ảnh 2.png"]
    form |= {"staged": [each["token"] for each in kept]}
    assert citizen.client.post("/gui-phan-anh", form).status_code == 302
    assert list(PaperFile.objects.values_list("name", flat=True)) == ["ảnh 1.png", "ảnh 2.png"]
    assert Paper.objects.get().kind == "letter"


def test_a_program_named_pdf_is_refused_and_what_was_good_stays(citizen: Citizen) -> None:
    form = citizen.form(title="")
    good, bad = citizen.stage(form["form"], picture(), program())
    assert "don.pdf" in bad["error"]
    form |= {"staged": [good["token"]], "staged_name": [good["name"]]}
    page = text(citizen.client.post("/gui-phan-anh", form))
    assert value(page, "staged") == good["token"]
    assert value(page, "staged_name") == "anh.png"


def test_a_sixth_file_is_refused_and_the_six_are_kept(citizen: Citizen) -> None:
    form = citizen.form()
    kept = citizen.stage(form["form"], *(picture(f"{n}.png", str(n)) for n in range(6)))
    form |= {
        "staged": [each["token"] for each in kept],
        "staged_name": [each["name"] for each in kept],
    }
    answer = citizen.client.post("/gui-phan-anh", form)
    assert answer.status_code == 422
    assert "Chỉ đính kèm được tối đa 5 tệp; đang có 6." in text(answer)
    assert text(answer).count('name="staged"') == 6


def test_a_file_of_another_form_is_not_taken(citizen: Citizen) -> None:
    (kept,) = citizen.stage(citizen.form()["form"], picture())
    page = text(citizen.send(staged=[kept["token"]], staged_name=["anh.png"]))
    assert "Tệp “anh.png” không còn trên máy chủ" in page
    assert not Case.objects.exists()


def test_staging_needs_a_form_of_ours_and_is_limited(citizen: Citizen) -> None:
    assert "mở đã quá lâu" in citizen.stage("made-up", picture())[0]["error"]
    token = citizen.form()["form"]
    answers = citizen.stage(token, *(program() for _ in range(31)))
    assert "quá nhiều tệp" in answers[-1]["error"]
    assert "quá nhiều tệp" not in answers[-2]["error"]


def test_a_file_over_the_limit_is_refused_before_it_is_read(citizen: Citizen) -> None:
    answer = citizen.client.post(
        f"/gui-phan-anh/tep?form={citizen.form()['form']}",
        {"file": picture()},
        CONTENT_LENGTH=str(settings.DONTHU_MAX_FILE_BYTES + 100_000),
    )
    assert answer.status_code == 413
    assert answer.json() == {"error": "Tệp lớn hơn mức 20 MB; hãy chọn tệp nhỏ hơn."}


def test_a_text_too_large_to_read_gets_a_sentence(citizen: Citizen) -> None:
    answer = citizen.send(content="a" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1))
    assert answer.status_code == 413
    assert sending.TOO_LARGE in text(answer)


def test_a_strange_choice_or_place_is_said_near_its_field(citizen: Citizen) -> None:
    page = text(citizen.send(kind="x", field="y", area="Không Có", agency="Không Có"))
    assert "Loại phản ánh đã chọn không còn" in page
    assert "Lĩnh vực đã chọn không còn" in page
    assert "Không tìm thấy “Không Có”" in page
    assert "Không có cơ quan “Không Có”" in page


def test_names_are_offered_while_typing(citizen: Citizen) -> None:
    found = citizen.client.get("/gui-phan-anh/co-quan", {"q": "xay dung"}).json()
    assert found == {"names": ["Sở Xây dựng (dtp.sxd)"]}
    assert citizen.client.get("/gui-phan-anh/noi", {"q": "khong co"}).json() == {"names": []}


def test_sending_asks_the_database_a_bounded_number_of_times(
    citizen: Citizen, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    form = citizen.form()
    with django_assert_max_num_queries(45):
        assert citizen.client.post("/gui-phan-anh", form).status_code == 302
    with django_assert_max_num_queries(3):
        citizen.open()


def test_no_script_may_stand_in_a_page(citizen: Citizen) -> None:
    answer = citizen.client.get("/gui-phan-anh")
    policy = answer["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    page = text(answer)
    assert not re.findall(r"<script(?![^>]* src=)", page)
    assert not re.findall(r"\son\w+=", page)


def test_what_is_written_is_escaped(citizen: Citizen) -> None:
    answer = citizen.send(title="<script>alert(1)</script>", content="")
    assert b"<script>alert(1)" not in answer.content
