"""What the public reads of a case must not tell who sent it."""

from collections.abc import Mapping, Sequence

from donthu.cases.models import Party
from donthu.cases.visibility import HIDEABLE
from donthu.law.text import nfc
from donthu.people.models import Person
from donthu.people.traces import covered, traces

HIDDEN = (
    "Nội dung còn điều cho biết người gửi là ai, mà người gửi đề nghị giấu tên; hãy viết lại, không "
    "nêu họ tên, số điện thoại, địa chỉ của riêng ai."
)
SHOWN = ("title", "text", "answer")  # the fields of the step that the public reads


def senders(case_id: int) -> list[Person]:
    """Who sent the case and who speaks for the sender; those in the vault are not among them,
    and their cases are not published."""
    parties = Party.objects.select_related("person").filter(
        case=case_id, role__in=HIDEABLE, person__isnull=False
    )
    return [party.person for party in parties.order_by("pk") if party.person]


def cover_senders(case_id: int, text: str) -> str:
    """`text` as it may be offered for publishing: what tells who sent the case is covered."""
    return covered(senders(case_id), text)


def telling(people: Sequence[Person], data: Mapping[str, str]) -> dict[str, str]:
    """By field, the sentence that says what of these people still stands in what is to be
    published; empty when nothing does."""
    errors = {}
    for name in SHOWN:
        text = nfc(data[name])
        found = {
            f"{t.what} người gửi: “{t.written}”": None for p in people for t in traces(p, text)
        }
        if found:
            errors[name] = f"Nội dung này còn {', '.join(found)}; hãy bỏ trước khi công khai."
    return errors
