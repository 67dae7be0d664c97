"""Every address stands in the list with whom it serves, and serves nobody else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from io import BytesIO
from uuid import uuid4

import pytest
import segno
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.urls import URLResolver, get_resolver

from donthu.agencies.models import Agency
from donthu.agencies.tokens import make_token
from donthu.cases import codes
from donthu.cases.actions import bulk_run
from donthu.cases.actions.assignments import assign
from donthu.cases.attached import Attached
from donthu.cases.models import Case, Paper, PaperFile, Publication, PublicCopy, PublicFile
from donthu.desk.models import SavedView
from donthu.documents.intake import accept
from donthu.law import registry
from tests.invariants.addresses import ADDRESSES, PORTAL, SIGN_IN, Who
from tests.world import MONDAY, World

pytestmark = pytest.mark.django_db


def known_addresses(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from known_addresses(pattern, address)
        else:
            yield address


def test_the_list_is_complete_and_true() -> None:
    known = {address for address in known_addresses() if not address.startswith(SIGN_IN)}
    assert known == set(ADDRESSES)


@pytest.fixture
def places(world: World) -> dict[str, str]:
    """A case that lies with the province, with a file and an assignment, and a published answer of
    another one: what addresses name."""
    stored = accept(ContentFile(b"%PDF-1.4\n%%EOF\n"), name="don.pdf", limit_bytes=1000)
    submitted = world.submit(files=[Attached(stored.pk, "don.pdf")])
    letter = write_a_letter(world, submitted.case_id)
    world.take(submitted.case_id, "hand_over", "vpcp:clerk", lead=world.id("dtp"), note="Đúng nơi.")
    world.take(submitted.case_id, "receive", "dtp:clerk")
    case = Case.objects.get(pk=submitted.case_id)
    file = PaperFile.objects.get()
    given = assign(
        case_id=case.pk,
        data={"to": world.id("dtp.snnmt"), "note": "Cung cấp hồ sơ."},
        actor=world.actor("dtp:handler"),
        at=MONDAY,
    )
    published = publish_an_answer(world)
    run = bulk_run.prepare(
        key=uuid4(),
        step=registry.procedure("feedback").step("classify"),
        data={"kind": "idea"},
        cases=[case.pk],
        origin="",
        actor=world.actor("dtp:clerk"),
        at=MONDAY,
    )
    return {
        "<int:run_id>": str(run),
        "<int:view_id>": str(
            SavedView.objects.create(
                officer=world.officers["dtp:clerk"],
                agency=world.agencies["dtp"],
                name="Đến hạn",
                folder="working",
                query="q=den",
                shared=True,
                made_at=MONDAY,
            ).pk
        ),
        "<int:assignment_id>/<str:step>": f"{given}/recall",
        "<str:code>": codes.shown(case.code),
        "<code>": codes.shown(case.code),
        "<str:step>": "assign",
        "<int:file_id>": str(file.pk),
        "<int:paper_id>": str(letter),
        "<int:file>": str(file.pk),
        "<int:assignment_id>": str(given),
        "<int:public_file>": str(published),
        "<int:prepared_id>": str(prepare_a_copy(case, file)),
        "<int:number>": str(Publication.objects.get().pk),
        "<str:folder>": "working",
        "<str:table>": "trang-thai",
        "<str:username>": "dtp.clerk",
    }


def write_a_letter(world: World, case_id: int) -> int:
    """The Government Office writes to a ministry without accounts, and takes the case back; the id
    of the letter."""
    ministry = Agency.objects.create(
        code="byt",
        name="Bộ Y tế",
        kind="ministry",
        level="central",
        parent=world.agencies["vpcp"],
        has_accounts=False,
    )
    world.take(case_id, "receive", "vpcp:clerk")
    world.take(case_id, "hand_over", "vpcp:clerk", lead=ministry.pk, note="Giải quyết.")
    world.take(case_id, "recall", "vpcp:clerk", reason="Nhầm nơi.")
    return int(Paper.objects.get(case=case_id, kind="forwarding").pk)


def prepare_a_copy(case: Case, source: PaperFile) -> int:
    """A file of a copy in the making, which the state of the case would not allow yet; its id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('donthu.action', 'test', true)")
    copy = PublicCopy.objects.create(
        case=case, title="Đèn", text="Hỏng.", answer="Sửa.", written={}, prepared_at=MONDAY
    )
    made = PublicFile.objects.create(copy=copy, source=source, file=source.file, name="a.pdf")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('donthu.action', '', true)")
    return int(made.pk)


def publish_an_answer(world: World) -> int:
    """With a picture; the id of its public file."""
    drawn = BytesIO()
    segno.make("Thử").save(drawn, kind="png")
    stored = accept(ContentFile(drawn.getvalue()), name="hố ga.png", limit_bytes=10_000)
    pk = world.submit(to="dtp.sxd", title="Đèn ở nhà bà Lê Thị Thử").case_id
    world.take(pk, "receive", "dtp.sxd:clerk")
    handler = world.officers["dtp.sxd:handler"].pk
    world.take(pk, "assign", "dtp.sxd:clerk", officer=handler)
    draft = {"answer": "Đã đậy lại.", "result": "solved"}
    files = [Attached(stored.pk, "hố ga.png")]
    world.take(pk, "draft", "dtp.sxd:handler", **draft, files=files)
    world.take(pk, "sign", "dtp.sxd:deputy")
    world.take(pk, "issue", "dtp.sxd:clerk")
    world.publish(
        pk,
        "dtp.sxd",
        title="Hố ga mất nắp",
        text="Hố ga ở ngã tư mất nắp.",
        answer="Đã đậy lại hố ga.",
        files=[PaperFile.objects.get(paper__case=pk).pk],
        looked=True,
    )
    return int(PublicFile.objects.get(publication__case=pk).pk)


def filled(address: str, places: dict[str, str]) -> str:
    for name, value in places.items():
        address = address.replace(name, value)
    return "/" + address


def browser(world: World, who: str | None) -> Client:
    client = Client()
    if who is not None:
        officer = world.officers[who]
        officer.terms_accepted_at = MONDAY
        officer.save(update_fields=["terms_accepted_at"])
        client.force_login(officer)
    return client


def program(world: World, who: str) -> dict[str, str]:
    token = make_token(world.officers[who].username, 30, "full", at=datetime.now(UTC))
    return {"HTTP_AUTHORIZATION": f"Bearer {token}"}


def of(*kinds: Who) -> list[str]:
    """Those of these kinds; the pages of the portal in both languages."""
    english = {f"en/{address}": who for address, who in PORTAL.items()}
    return sorted(address for address, who in (ADDRESSES | english).items() if who in kinds)


@pytest.mark.parametrize("address", of(Who.ANYBODY))
def test_the_public_needs_no_account(world: World, places: dict[str, str], address: str) -> None:
    answer = browser(world, None).get(filled(address, places))
    # some addresses only take what is sent; nothing stands at the root of the API
    assert answer.status_code in ({404} if address == "api/v1/" else {200, 405})
    assert "/tai-khoan/" not in answer.headers.get("Location", "")


def test_a_published_answer_is_read_by_anybody_and_tells_neither_code_nor_sender(
    world: World, places: dict[str, str]
) -> None:
    case = Publication.objects.get().case
    answer = browser(world, None).get(filled("cau-tra-loi/<int:number>", places))
    page = unescape(answer.content.decode())
    assert answer.status_code == 200
    assert "Hố ga mất nắp" in page
    assert "Đã đậy lại hố ga." in page
    for secret in (case.code, codes.shown(case.code), "Lê Thị Thử", "0900000123", "thu@example.vn"):
        assert secret not in page


@pytest.mark.parametrize("address", of(Who.SENDER))
def test_nobody_reads_a_case_without_its_key(
    world: World, places: dict[str, str], address: str
) -> None:
    for who in (None, "btc:clerk", "vpcp:clerk"):
        client = browser(world, who)
        for answer in (
            client.get(filled(address, places)),
            client.get(filled(address, places), {"key": "0000"}),
            client.post(filled(address, places), {"key": "0000", "content": "x"}),
        ):
            assert answer.status_code in {302, 403, 404, 405, 415, 422}, answer.status_code
            text = answer.content.decode()
            assert "Đèn tín hiệu" not in text
            assert "Lê Thị Thử" not in text


@pytest.mark.parametrize(
    "address", of(Who.OFFICER, Who.READER, Who.CLERK, Who.CHAIN, Who.PART, Who.AGENCY_ADMIN)
)
def test_the_desk_asks_strangers_to_sign_in(
    world: World, places: dict[str, str], address: str
) -> None:
    for answer in (
        browser(world, None).get(filled(address, places)),
        browser(world, None).post(filled(address, places)),
    ):
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/tai-khoan/login/")


@pytest.mark.parametrize("address", of(Who.CHAIN, Who.PART))
def test_for_an_outsider_a_case_does_not_exist(
    world: World, places: dict[str, str], address: str
) -> None:
    for who in ("btc:clerk", "btc:head", "dtp.sxd:clerk"):
        client = browser(world, who)
        assert client.get(filled(address, places)).status_code == 404
        assert client.post(filled(address, places)).status_code in {404, 405}


@pytest.mark.parametrize("address", of(Who.CHAIN))
@pytest.mark.parametrize("who", ["dtp:clerk", "dtp:head", "vpcp:clerk", "vpcp:watcher"])
def test_for_the_chain_it_does(
    world: World, places: dict[str, str], address: str, who: str
) -> None:
    assert browser(world, who).get(filled(address, places)).status_code in {200, 302, 405}


@pytest.mark.parametrize("address", of(Who.PART))
def test_what_names_the_sender_is_for_those_who_work_on_the_case(
    world: World, places: dict[str, str], address: str
) -> None:
    for who, status in (("vpcp:clerk", 200), ("dtp:head", 200), ("vpcp:watcher", 404)):
        assert browser(world, who).get(filled(address, places)).status_code == status, who


@pytest.mark.parametrize("address", of(Who.READER, Who.CLERK, Who.CHAIN, Who.PART))
def test_an_administrator_reads_no_case(world: World, places: dict[str, str], address: str) -> None:
    text = browser(world, "dtp:agency_admin").get(filled(address, places)).content.decode()
    assert "Đèn tín hiệu" not in text
    assert places["<code>"] not in text


@pytest.mark.parametrize("address", of(Who.CLERK))
def test_letters_are_entered_by_clerks(world: World, address: str) -> None:
    assert browser(world, "dtp:clerk").get(f"/{address}").status_code in {200, 405}
    for who in ("dtp:handler", "dtp:head", "vpcp:watcher"):
        client = browser(world, who)
        assert client.get(f"/{address}").status_code in {404, 405}
        assert client.post(f"/{address}", {"name": "Lê Thị Thử"}).status_code == 404


@pytest.mark.parametrize("address", of(Who.MAKER))
def test_what_an_officer_made_is_shown_to_nobody_else(
    world: World, places: dict[str, str], address: str
) -> None:
    mine = browser(world, "dtp:clerk").get(filled(address, places), follow=True)
    assert mine.status_code == 200
    assert browser(world, None).get(filled(address, places)).status_code == 302
    for who in ("dtp:head", "vpcp:clerk", "btc:clerk"):
        client = browser(world, who)
        assert client.get(filled(address, places)).status_code == 404
        assert client.post(filled(address, places), {"do": "run"}).status_code == 404


@pytest.mark.parametrize("address", of(Who.AGENCY_ADMIN))
def test_accounts_are_for_administrators(
    world: World, places: dict[str, str], address: str
) -> None:
    assert browser(world, "dtp:agency_admin").get(filled(address, places)).status_code == 200
    for who in ("dtp:clerk", "dtp:head"):
        assert browser(world, who).get(filled(address, places)).status_code == 404


def test_an_administrator_of_elsewhere_finds_no_officer(
    world: World, places: dict[str, str]
) -> None:
    address = filled("lam-viec/can-bo/<str:username>/", places)
    assert browser(world, "btc:agency_admin").get(address).status_code == 404


@pytest.mark.parametrize("address", of(Who.TOKEN, Who.TOKEN_CHAIN, Who.TOKEN_RELEASES))
def test_the_officers_calls_need_a_token(
    world: World, places: dict[str, str], address: str
) -> None:
    for headers in ({}, {"HTTP_AUTHORIZATION": "Bearer dt_wrong"}):
        for call in (Client().get, Client().post):
            answer = call(filled(address, places), **headers)  # type: ignore[arg-type]
            assert answer.status_code in {401, 405}
    # somebody signed in with a browser is not a program
    assert browser(world, "dtp:clerk").get(filled(address, places)).status_code in {401, 405}


@pytest.mark.parametrize("address", of(Who.TOKEN_CHAIN, Who.TOKEN_RELEASES))
def test_for_a_program_of_an_outsider_the_case_does_not_exist(
    world: World, places: dict[str, str], address: str
) -> None:
    headers = program(world, "btc:clerk")
    bodies = {
        "step": "assign",
        "data": {},
        "to": "dtp.sxd",
        "note": "x",
        "outcome": "accepted",
        "result": "x",
        "ground": "not_competent",
        "reason": "x",
    }
    for answer in (
        Client().get(filled(address, places), **headers),  # type: ignore[arg-type]
        Client().post(
            filled(address, places),
            bodies,
            content_type="application/json",
            **headers,  # type: ignore[arg-type]
        ),
    ):
        assert answer.status_code in {404, 405}, (address, answer.content[:300])


@pytest.mark.parametrize("address", of(Who.TOKEN_CHAIN))
def test_for_a_program_of_the_chain_it_does(
    world: World, places: dict[str, str], address: str
) -> None:
    answer = Client().get(filled(address, places), **program(world, "dtp:clerk"))  # type: ignore[arg-type]
    assert answer.status_code in {200, 405}


@pytest.mark.parametrize("address", of(Who.TOKEN_RELEASES))
def test_where_there_is_nothing_to_release_it_does_not_exist(
    world: World, places: dict[str, str], address: str
) -> None:
    headers = program(world, "dtp:clerk")
    assert Client().get(filled(address, places), **headers).status_code == 404  # type: ignore[arg-type]
