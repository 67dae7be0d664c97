from unicodedata import normalize

import pytest
from django.utils import timezone

from donthu.people.models import Person
from donthu.people.traces import covered, traces


def person(**given: str) -> Person:
    return Person(**{"name": "Lê Thị Thử Mai", "created_at": timezone.now(), **given})


WHOLE = {
    "phone": "0900 000 101",
    "email": "mai@donthu.example",
    "id_number": "001090000101",
    "address": "12 đường Thử, phường Mỹ Tho",
}


@pytest.mark.parametrize(
    ("text", "what", "written"),
    [
        ("Trả lời bà Lê Thị Thử Mai như sau.", "họ tên", "Lê Thị Thử Mai"),
        ("Kính gửi bà LÊ THỊ THỬ MAI.", "họ tên", "LÊ THỊ THỬ MAI"),
        ("chi le thi  thu mai goi", "họ tên", "le thi  thu mai"),
        ("Gọi 0900000101 nhé", "số điện thoại", "0900000101"),
        ("Gọi 0900.000.101.", "số điện thoại", "0900.000.101"),
        ("Gọi (+84) 900-000-101", "số điện thoại", "+84) 900-000-101"),
        ("Gọi ０９００ 000 101", "số điện thoại", "０９００ 000 101"),
        ("SĐT0900000101", "số điện thoại", "0900000101"),
        ("0900000101nhé", "số điện thoại", "0900000101"),
        ("zalo0900000101_mai", "số điện thoại", "0900000101"),
        ("Gọi 0900–000–101", "số điện thoại", "0900–000–101"),
        ("Gọi 0900\u2011000\u2011101", "số điện thoại", "0900\u2011000\u2011101"),
        ("Gọi 0900,000,101", "số điện thoại", "0900,000,101"),
        ("Gọi 0900·000·101", "số điện thoại", "0900·000·101"),
        ("Gọi 0900\u200b000\u200b101", "số điện thoại", "0900\u200b000\u200b101"),
        ("Gọi 0900 - 000 - 101", "số điện thoại", "0900 - 000 - 101"),
        ("Gọi 900000101", "số điện thoại", "900000101"),
        ("Gọi 84900000101", "số điện thoại", "84900000101"),
        ("Gọi 0084 900 000 101", "số điện thoại", "0084 900 000 101"),
        ("CCCD001090000101", "số định danh", "001090000101"),
        ("Thư Mai@Donthu.Example.", "thư điện tử", "Mai@Donthu.Example"),
        ("CCCD 0010 9000 0101", "số định danh", "0010 9000 0101"),
        ("nhà ở 12, Đường thử, phuong My Tho", "địa chỉ", "12, Đường thử, phuong My Tho"),
        ("trước nhà 12 duong Thu bị ngập", "địa chỉ", "12 duong Thu"),
    ],
)
def test_what_tells_the_sender_is_found_however_it_is_written(
    text: str, what: str, written: str
) -> None:
    found = {(trace.what, trace.written) for trace in traces(person(**WHOLE), text)}
    assert (what, written) in found
    assert {each for each, _ in found} == {what}


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({"name": "Mai"}, "Mai là ngày hẹn; bà Mai đã nhận."),
        ({"name": "Hạ An"}, "Nhà dân ha an cơm; việc ăn ở hà ăn."),
        ({"name": "Lê Thị Thử Mai"}, "Bà Lê Thị Thử Maika và ông Lê Thử."),
        ({"phone": "0900000101"}, "Văn bản số 109000001012 và 0900000102."),
        ({"phone": "0900000101"}, "Văn bản số 1900000101 và 9000001012."),
        ({"id_number": "B1234567"}, "Lô AB1234567 và B12345678."),
        ({"address": "xã Mỹ Hiệp"}, "Đường vào xã Mỹ Hiệp bị hỏng."),
        ({"address": "ấp 3"}, "Đường ấp 3 bị hỏng."),
        ({"phone": "", "email": "", "id_number": "", "address": ""}, "Không có gì."),
    ],
)
def test_words_that_mean_nobody_are_left_alone(given: dict[str, str], text: str) -> None:
    assert not traces(person(**given), text)


@pytest.mark.parametrize(
    ("address", "text", "written"),
    [
        (
            "hẻm 27 đường Học Lạc, phường Mỹ Tho",
            "Rác ở hẻm 27 đường Học Lạc.",
            "hẻm 27 đường Học Lạc",
        ),
        ("ngõ 5 phố Thử, Hà Nội", "vào Ngõ 5 Phố Thử", "Ngõ 5 Phố Thử"),
        ("kiệt 12 Lê Lợi", "tại kiệt 12 đường Lê Lợi", "kiệt 12 đường Lê Lợi"),
        ("tổ 4 Bình Hòa, xã Mỹ Hiệp", "ở tổ 4 Bình Hòa", "tổ 4 Bình Hòa"),
        ("lô B2 đường số 3, phường 5", "trước lô B2 đường số 3", "lô B2 đường số 3"),
        ("căn hộ A12 chung cư Thử, phường 5", "căn hộ a12 chung cư Thử", "căn hộ a12 chung cư Thử"),
        ("số 12 Lê Lợi", "trước nhà 12 đường Lê Lợi", "12 đường Lê Lợi"),
        ("12 đường Lê Lợi, phường Mỹ Tho", "nhà số 12 Lê Lợi", "12 Lê Lợi"),
        ("số 12 Lê Lợi", "số 12, phố Lê Lợi", "12, phố Lê Lợi"),
    ],
)
def test_a_house_is_found_with_or_without_the_words_around_its_number(
    address: str, text: str, written: str
) -> None:
    assert [trace.written for trace in traces(person(address=address), text)][:1] == [written]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("12 đường Thử", "Ngày 12 thu tiền."),
        ("hẻm 27 đường Học Lạc", "Nhà 26 đường Học Lạc, hẻm 27 đường khác."),
        ("đường Học Lạc, phường Mỹ Tho", "Đường Học Lạc bị ngập."),
    ],
)
def test_a_street_or_a_number_alone_is_no_house(address: str, text: str) -> None:
    assert not traces(person(address=address), text)


def test_a_name_of_two_syllables_is_found_as_a_name() -> None:
    found = traces(person(name="Hạ An"), "Ông Ha An và hạ an.")
    assert [trace.written for trace in found] == ["Ha An", "hạ an"]


def test_all_that_is_found_is_covered_and_the_rest_stays_as_it_was() -> None:
    text = normalize("NFD", "Bà Lê Thị Thử Mai, 12 đường Thử, phường Mỹ Tho, hỏi về đèn.")
    assert covered([person(**WHOLE)], text) == "Bà […], […], hỏi về đèn."
    assert covered([], "Bà Lê Thị Thử Mai") == "Bà Lê Thị Thử Mai"
