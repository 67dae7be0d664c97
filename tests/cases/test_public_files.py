"""Files go with a published answer, built anew; the second person sees them before anybody else."""

from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pypdf import PdfReader

from donthu.cases import public_files, queries
from donthu.cases.attached import Attached
from donthu.cases.errors import Invalid
from donthu.cases.models import Publication, PublicFile
from donthu.cases.public_copy import copy_of
from donthu.documents.intake import accept
from tests.documents.redaction.making import everything_in, pdf
from tests.documents.samples import office
from tests.world import World

pytestmark = pytest.mark.django_db
TEXTS = {"title": "Đèn", "text": "Đèn hỏng.", "answer": "Đã sửa xong."}
LETTER = ("Kính gửi bà Lê Thị", "Thử, điện thoại 0900.000.123.", "Xe 66A-123.45 đã dời.")


def answered(world: World, content: bytes, name: str = "Trả lời bà Thử.pdf") -> tuple[int, int]:
    """A case answered with a file, and the file's id among those of the answer."""
    stored = accept(ContentFile(content), name, 30_000_000)
    case_id = world.submit(to="dtp").case_id
    world.take(case_id, "receive", "dtp:clerk")
    world.take(case_id, "assign", "dtp:clerk", officer=world.officers["dtp:handler"].pk)
    files = [Attached(stored.pk, name)]
    world.take(case_id, "draft", "dtp:handler", answer="Đã sửa.", result="solved", files=files)
    world.take(case_id, "sign", "dtp:deputy")
    world.take(case_id, "issue", "dtp:clerk")
    ((file_id, _),) = public_files.offered(queries.case_by_id(case_id))
    return case_id, file_id


def content_of(file: PublicFile) -> bytes:
    with default_storage.open(file.file.path) as opened:
        return bytes(opened.read())


def test_a_file_is_published_without_what_its_text_tells_and_under_another_name(
    world: World,
) -> None:
    case_id, file_id = answered(world, pdf([LETTER], title="Trả lời Lê Thị Thử"))
    world.publish(case_id, "dtp", **TEXTS, files=[file_id])
    (file,) = Publication.objects.get().files.all()
    assert file.name == "Văn bản trả lời 1.pdf"
    said = everything_in(content_of(file))
    for words in ("Thử", "0900.000.123", "66A-123.45", "/Title", "/Font"):
        assert words not in said
    assert len(PdfReader(BytesIO(content_of(file))).pages) == 1
    copy = copy_of(case_id)
    assert copy is not None
    assert {"kind": "name", "words": "Lê Thị Thử"} in copy.covered
    assert {"kind": "plate", "words": "66A-123.45"} in copy.covered


def test_nobody_gets_the_file_before_it_is_released_nor_after_it_was_taken_down(
    world: World,
) -> None:
    case_id, file_id = answered(world, pdf([LETTER]))
    world.take(case_id, "publish", "dtp:clerk", **TEXTS, files=[file_id])
    (prepared,) = PublicFile.objects.all()
    case = queries.case_by_id(case_id)
    assert public_files.of_copy(case, prepared.pk) == prepared
    world.take(case_id, "release", "dtp:head")
    public = Publication.objects.get()
    (shown,) = public.files.all()
    assert public_files.of_publication(public.pk, prepared.pk) is None
    assert public_files.of_publication(public.pk, shown.pk) == shown
    assert public_files.of_publication(public.pk + 1, shown.pk) is None
    world.take(case_id, "take_down", "dtp:head", reason="Còn tên.")
    assert public_files.of_publication(public.pk, shown.pk) is None
    assert PublicFile.objects.filter(publication=public).count() == 1  # the trace stays


def test_a_scan_goes_only_with_the_word_of_who_looked_at_each_page(world: World) -> None:
    case_id, file_id = answered(world, pdf([LETTER, []]))
    with pytest.raises(Invalid) as refused:
        world.take(case_id, "publish", "dtp:clerk", **TEXTS, files=[file_id])
    assert "“Trả lời bà Thử.pdf” (trang 2)" in refused.value.errors["looked"]
    world.take(case_id, "publish", "dtp:clerk", **TEXTS, files=[file_id], looked=True)
    assert PublicFile.objects.get().unread


def test_a_word_file_is_not_published_and_the_officer_is_told(world: World) -> None:
    case_id, file_id = answered(
        world, office("wordprocessingml.document", "word/document.xml"), "trả lời.docx"
    )
    with pytest.raises(Invalid) as refused:
        world.take(case_id, "publish", "dtp:clerk", **TEXTS, files=[file_id])
    assert refused.value.errors == {
        "files": "Tệp “trả lời.docx” không phải PDF hay ảnh nên không công khai được."
    }


def test_files_chosen_anew_take_the_place_of_those_before(world: World) -> None:
    case_id, file_id = answered(world, pdf([LETTER]))
    world.take(case_id, "publish", "dtp:clerk", **TEXTS, files=[file_id])
    world.take(case_id, "revise", "dtp:head", note="Bỏ tệp.")
    world.publish(case_id, "dtp", **TEXTS)
    assert not PublicFile.objects.exists()
