"""What the pages of the portal send over a slow line."""

import gzip
import re

import httpx
import pytest

from tests.browser import Window
from tests.journeys.citizen import look_up
from tests.journeys.conftest import Somebody
from tests.journeys.site import Site

pytestmark = pytest.mark.browser

LATER_VISIT = 150_000  # bytes
WITHOUT_SCRIPTS = 30_000
PAGES = ("/gui-phan-anh", "/tra-cuu", "/cau-tra-loi", "/hoi-dap", "/so-lieu", "/huong-dan", "/")


def weigh(window: Window, path: str) -> int:
    """What the browser receives to show a page, headers and all; what it has kept costs nothing."""
    received = []
    network = window.page.context.new_cdp_session(window.page)
    network.send("Network.enable")
    network.on("Network.loadingFinished", lambda done: received.append(done["encodedDataLength"]))
    window.open(path)
    window.page.wait_for_load_state("networkidle")
    network.detach()
    return int(sum(received))


def test_a_page_after_the_first_visit_is_light(somebody: Somebody) -> None:
    window = somebody(phone=True)
    first = weigh(window, "/gui-phan-anh")
    weights = {path: weigh(window, path) for path in PAGES}
    assert first > weights["/gui-phan-anh"]  # it did keep something
    assert {path: bytes for path, bytes in weights.items() if bytes > LATER_VISIT} == {}


def test_tracking_without_scripts_needs_html_and_css_alone(somebody: Somebody, site: Site) -> None:
    ((code,),) = site.rows(
        "SELECT c.code FROM cases_case c JOIN cases_party p ON p.case_id = c.id "
        "JOIN people_person s ON s.id = p.person_id WHERE s.phone LIKE '0%%' AND c.state <> 'new' "
        "ORDER BY length(c.text) DESC LIMIT 1"
    )
    ((phone,),) = site.rows(
        "SELECT s.phone FROM cases_case c JOIN cases_party p ON p.case_id = c.id "
        "JOIN people_person s ON s.id = p.person_id WHERE c.code = %s AND p.role = 'sender'",
        code,
    )
    window = somebody(javascript=False, phone=True)
    window.open("/tra-cuu")
    look_up(window, code, phone[-4:])
    html = window.page.content()
    styles = re.findall(r'<link rel="stylesheet" href="([^"]+)"', html)
    assert styles
    weight = len(gzip.compress(html.encode()))  # the reverse proxy compresses pages
    with httpx.Client(base_url=site.url, headers={"Accept-Encoding": "gzip"}) as client:
        for href in styles:
            answer = client.get(href)
            assert answer.headers["Content-Encoding"] == "gzip", href
            weight += answer.num_bytes_downloaded
    assert weight <= WITHOUT_SCRIPTS
