"""What the law asks for becomes a form that says in Vietnamese what is wrong."""

from datetime import date
from typing import Any
from unicodedata import normalize

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template
from django.utils.datastructures import MultiValueDict

from donthu.law.grammar import Field, Input, Role, Step
from donthu.ui.fields import Files
from donthu.ui.step_form import clean_step, form_for

TEN = [(n, f"Cơ quan {n}") for n in range(1, 12)]


def step(*asks: Field) -> Step:
    return Step(
        key="s", title="S", law="", by=(Role.CLERK,), start=("new",), end=None, asks=asks, done=""
    )


def clean(asked: Field, given: Any, **more: Any) -> tuple[Any, list[str]]:
    cleaned, errors = clean_step(
        step(asked), data={asked.name: given}, choices={"a": TEN, "few": TEN[:3]}, **more
    )
    return cleaned.get(asked.name), errors.get(asked.name, [])


TEXT = Field(name="reason", title="Lý do trả lại", max_length=10)
CONTENT = Field(name="content", title="Nội dung", type=Input.LONG_TEXT, max_length=3000)
DAY = Field(name="day", title="Ngày nhận", type=Input.DATE)
AGENCY = Field(name="a", title="Cơ quan chủ trì", type=Input.AGENCY)
RESULT = Field(
    name="result", title="Kết quả", type=Input.CHOICE, choices=(("yes", "Có"), ("no", "Không"))
)
SCANS = Field(name="scans", title="Bản quét", type=Input.FILES)


def test_a_decomposed_text_is_kept_composed_and_counted_as_a_reader_counts() -> None:
    ten = "Nguyễn Đức"
    typed = normalize("NFD", ten)
    assert len(typed) > 10
    assert clean(TEXT, typed) == (ten, [])


def test_a_line_break_counts_as_one_character() -> None:
    assert clean(TEXT, "1234\r\n6789") == ("1234\n6789", [])


def test_a_text_too_long_says_by_how_much() -> None:
    assert clean(CONTENT, "ạ" * 3000)[1] == []
    assert clean(CONTENT, "ạ" * 3001)[1] == [
        "Nội dung dài 3.001 ký tự, nhiều hơn 1 ký tự so với mức 3.000."
    ]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (TEXT, "Hãy nhập lý do trả lại."),
        (Field(name="x", title="UBND xã"), "Hãy nhập UBND xã."),
        (DAY, "Hãy nhập ngày nhận."),
        (RESULT, "Hãy chọn kết quả."),
        (AGENCY, "Hãy chọn cơ quan chủ trì."),
        (Field(name="few", title="Phối hợp", type=Input.AGENCIES), "Hãy chọn phối hợp."),
        (SCANS, "Hãy đính kèm bản quét."),
    ],
)
def test_what_is_missing_is_named(asked: Field, sentence: str) -> None:
    cleaned, errors = clean_step(step(asked), data={}, choices={"a": TEN, "few": TEN[:3]})
    assert errors == {asked.name: [sentence]}
    assert asked.name not in cleaned


def test_a_text_of_spaces_is_missing() -> None:
    assert clean(TEXT, "  \n ")[1] == ["Hãy nhập lý do trả lại."]


@pytest.mark.parametrize("typed", ["23/11/2026", "23-11-2026", "23.11.2026", "2026-11-23"])
def test_a_day_is_read_as_typed_here_and_as_an_api_writes_it(typed: str) -> None:
    assert clean(DAY, typed) == (date(2026, 11, 23), [])


def test_a_day_that_is_not_in_the_calendar_is_refused() -> None:
    assert clean(DAY, "31/02/2026")[1] == [
        "Ngày nhận không phải là một ngày có thật; hãy ghi như 31/12/2026."
    ]


def test_only_what_is_offered_may_be_chosen() -> None:
    assert clean(AGENCY, "3") == (3, [])
    assert clean(AGENCY, 3) == (3, [])
    assert clean(AGENCY, 99)[1] == [
        "Cơ quan chủ trì đã chọn không còn trong danh sách; hãy chọn lại."
    ]


def test_several_agencies_come_as_a_list() -> None:
    several = Field(name="a", title="Cơ quan phối hợp", type=Input.AGENCIES, required=False)
    assert clean(several, ["3", 4]) == ([3, 4], [])
    assert clean(several, None) == ([], [])


def test_agencies_may_be_offered_in_groups() -> None:
    groups = [("Sở", [(1, "Sở Xây dựng"), (2, "Sở Y tế")]), ("Xã", [(3, "Mỹ An")])]
    cleaned, errors = clean_step(step(AGENCY), data={"a": "3"}, choices={"a": groups})
    assert (cleaned, errors) == ({"a": 3}, {})


def test_nothing_chosen_where_nothing_is_needed_is_none() -> None:
    optional = Field(name="a", title="Cơ quan có thẩm quyền", type=Input.AGENCY, required=False)
    assert clean(optional, "") == (None, [])


def test_choices_that_nobody_gave_are_a_mistake_of_the_page() -> None:
    with pytest.raises(KeyError):
        form_for(step(AGENCY), choices={})


def test_a_flag_not_set_is_no() -> None:
    flag = Field(name="review", title="Xem kết quả", type=Input.FLAG, required=False)
    assert clean(flag, None) == (False, [])
    assert clean(flag, True) == (True, [])


def test_an_api_cannot_slip_in_something_that_is_not_text() -> None:
    assert clean(TEXT, {"a": 1})[1] == ["Lý do trả lại phải là chữ."]


class TestFiles:
    def given(self, *names: str, size: int = 10, staged: str = "") -> tuple[Any, list[str]]:
        files = MultiValueDict({"scans": [SimpleUploadedFile(n, b"x" * size) for n in names]})
        cleaned, errors = clean_step(step(SCANS), data=QueryDict(staged), choices={}, files=files)
        return cleaned.get("scans"), errors.get("scans", [])

    def test_files_sent_with_the_form_and_files_sent_ahead_come_together(self) -> None:
        files, errors = self.given("a.pdf", staged="staged=t1&staged_name=b.pdf")
        assert errors == []
        assert [file.name for file in files.uploaded] == ["a.pdf"]
        assert files.staged == ("t1",)

    def test_an_api_names_files_by_their_tokens(self) -> None:
        assert clean(SCANS, ["t1", "t2"]) == (Files(staged=("t1", "t2")), [])

    def test_too_many_files_are_refused(self, settings: Any) -> None:
        settings.DONTHU_MAX_FILES = 2
        assert self.given("a.pdf", "b.pdf", staged="staged=t1")[1] == [
            "Chỉ đính kèm được tối đa 2 tệp; đang có 3."
        ]

    def test_a_file_too_large_is_named_with_both_sizes(self, settings: Any) -> None:
        settings.DONTHU_MAX_FILE_BYTES = 2 * 1024 * 1024
        assert self.given("ảnh.jpg", size=int(2.5 * 1024 * 1024))[1] == [
            "Tệp “ảnh.jpg” lớn 2,5 MB, vượt mức 2 MB."
        ]

    def test_an_empty_file_is_refused(self) -> None:
        assert self.given("a.pdf", size=0)[1] == ["Tệp “a.pdf” không có nội dung."]

    def test_files_sent_ahead_are_shown_again_when_something_else_is_wrong(self) -> None:
        form = form_for(
            step(SCANS, TEXT),
            choices={},
            data=QueryDict("staged=t1&staged_name=b.pdf"),
            upload_url="/tep/",
        )
        html = rendered(form)
        assert 'name="staged" value="t1"' in html
        assert "b.pdf" in html
        assert 'data-upload-url="/tep/"' in html


def rendered(form: Any) -> str:
    page = Template('{% include "ui/parts/form_fields.html" %}')
    return page.render(Context({"form": form}))


def test_an_error_stands_near_its_field_and_in_the_summary() -> None:
    html = rendered(form_for(step(TEXT, RESULT), choices={}, data={}))
    assert 'aria-describedby="id_reason_error"' in html
    assert 'id="id_reason_error"' in html
    assert '<a href="#id_reason" target="_self">Hãy nhập lý do trả lại.</a>' in html
    assert '<a href="#id_result_0" target="_self">Hãy chọn kết quả.</a>' in html
    assert 'id="id_result_0"' in html
    assert "Có 2 chỗ cần sửa" in html


def test_a_new_form_shows_no_error() -> None:
    assert "error" not in rendered(form_for(step(TEXT), choices={}))


def test_few_choices_are_a_list_and_many_are_searched() -> None:
    few = rendered(form_for(step(RESULT), choices={}))
    assert few.count('type="radio"') == 2
    many = rendered(form_for(step(AGENCY), choices={"a": TEN}))
    assert "data-search" in many
    assert "<select" in many


def test_an_only_choice_is_chosen_already_and_may_not_be_left_out() -> None:
    one = rendered(form_for(step(AGENCY), choices={"a": [(7, "Sở Xây dựng")]}))
    assert one.count('type="radio"') == 1
    assert one.count(" checked") == 1
    assert rendered(form_for(step(RESULT), choices={})).count(" checked") == 0


def test_what_the_law_does_not_require_is_marked() -> None:
    optional = Field(name="note", title="Ghi chú", required=False)
    assert "không bắt buộc" in rendered(form_for(step(optional), choices={}))
    assert "không bắt buộc" not in rendered(form_for(step(TEXT), choices={}))
