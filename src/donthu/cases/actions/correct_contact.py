"""The sender corrects a mistyped phone or e-mail."""

from datetime import datetime

from django.db import transaction

from donthu.cases.actions._record import changing
from donthu.cases.actions.submit import reach_of
from donthu.cases.actor import SENDER
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Party
from donthu.cases.subjects import subject_of
from donthu.ledger.book import events_of
from donthu.people.models import FormerContact

KIND = "case.contact_corrected"
MOST = 3  # who corrects more often does something else


def correct_contact(*, case_id: int, phone: str, email: str, at: datetime) -> None:
    """Write down the sender's phone and e-mail anew; an empty one stays as it is.

    Both are whole and clean (`people.contact`). The contacts there were and are now are told of it,
    so that nobody changes them behind the sender's back; the event names neither. Raises Invalid
    when nothing changes, Refused the fourth time and for a sealed sender.
    """
    with transaction.atomic():
        with changing(case_id, verb="correct_contact", actor=SENDER, at=at) as record:
            party = (
                Party.objects.select_related("person")
                .filter(case=record.case, role=Party.Role.SENDER)
                .first()
            )
            person = party.person if party else None
            if person is None:
                raise Refused("Danh tính người gửi đã niêm phong nên không sửa được ở đây.")
            if events_of(subject_of(case_id)).filter(kind=KIND).count() >= MOST:
                raise Refused(
                    "Thông tin liên hệ đã được sửa ba lần. Cần sửa nữa, hãy hỏi nơi tiếp công dân."
                )
            former = FormerContact(
                person=person, phone=person.phone, email=person.email, replaced_at=at
            )
            person.phone, person.email = phone or person.phone, email or person.email
            if (person.phone, person.email) == (former.phone, former.email):
                raise Invalid({"phone": "Hãy ghi số điện thoại hoặc thư điện tử mới."})
            person.save()  # fills the keys too
            case = record.case
            case.declared = {**case.declared, **reach_of(person)}
            record.kind = KIND
            by_mail = person.email or former.email
            record.topics.append("corrected" if by_mail else "corrected_by_phone")
        if former.phone or former.email:
            former.seq = record.seq
            former.save()
