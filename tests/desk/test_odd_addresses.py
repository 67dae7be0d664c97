"""Addresses that nobody writes by hand do no harm."""

from collections.abc import Callable

import pytest

from donthu.cases.queries import AnyCase
from tests.desk.conftest import Desk, place

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Desk]
HUGE = "9" * 40


@pytest.mark.parametrize(
    "address",
    [
        "?trang=0&muc=bịa",
        f"?trang={HUGE}",
        "?trang=-1",
        f"thu-muc/incoming/?sau={HUGE}_",
        "thu-muc/incoming/?sau=abc_khi-nào",
        "thu-muc/qua-han/?sau=1_2026-01-01T00:00:00",
        "thu-muc/incoming/?q=%00đèn&linh-vuc=abc&co-quan=-1",
        "thu-muc/incoming/?q=%27%22%5C%25_",
        "tim/?q=%00",
        "tim/?q=%27%20%7C%20%21",
    ],
)
def test_a_list_is_shown_all_the_same(desk: AtDesk, case: AnyCase, address: str) -> None:
    assert desk("vpcp:clerk").status(address) == 200


def test_ids_that_nothing_has_are_not_found(desk: AtDesk, case: AnyCase) -> None:
    clerk, admin = desk("vpcp:clerk"), desk("vpcp:agency_admin")
    for address in (f"{place(case)}tep/{HUGE}/", f"giao-viec/{HUGE}/receive/", "ho-so/%00/"):
        assert clerk.status(address) == 404
    assert clerk.post("uy-quyen/", end=HUGE).status_code == 404
    assert admin.post("can-bo/vpcp.clerk/", do="end", role=HUGE).status_code == 404
    assert admin.status("can-bo/?q=%00&sau=%00&co-quan=%00") == 200
    assert admin.status("can-bo/%00/") == 404


def test_a_form_with_odd_values_comes_back(desk: AtDesk, case: AnyCase) -> None:
    answer = desk("vpcp:clerk").post(
        f"{place(case)}buoc/receive/", field=HUGE, once="x" * 900, staged="abc"
    )
    assert answer.status_code == 422
    assert desk("vpcp:clerk").post("chuyen-vai/", duty="\0").status_code == 302
