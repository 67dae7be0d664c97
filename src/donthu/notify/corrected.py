"""Telling the contacts there were and there are that a sender's contact was corrected."""

from datetime import datetime

from donthu.cases import codes
from donthu.cases.queries import case_by_id, sender_of
from donthu.notify.letters import Letter, track_url
from donthu.notify.models import Notice
from donthu.notify.sending import deliver, way_to
from donthu.people.models import FormerContact

OLD, NEW = "old_contact", "new_contact"
_OLD_BODY = """Thông tin liên hệ của phản ánh {code} vừa được sửa; từ nay tin về phản ánh này đến thông tin mới.

Nếu bạn là người gửi và không sửa, hãy báo ngay cho {agency}. Nếu bạn không gửi phản ánh này thì không
phải làm gì.
"""
_NEW_BODY = """Từ nay tin về phản ánh {code} đến địa chỉ này.

Tra cứu: {url}
Khi tra cứu, bạn nhập mã số và 4 số cuối điện thoại (hoặc phần đầu thư điện tử, trước dấu @).

Nếu bạn không gửi phản ánh này thì không phải làm gì.
"""
LETTERS = {
    OLD: Letter(
        subject="Phản ánh {code}: thông tin liên hệ đã được sửa",
        body=_OLD_BODY,
        sms="Thông tin liên hệ của phản ánh {code} vừa được sửa. Nếu bạn không sửa, hãy báo {agency}.",
    ),
    NEW: Letter(
        subject="Phản ánh {code}: tin báo từ nay đến địa chỉ này",
        body=_NEW_BODY,
        sms="Từ nay tin về phản ánh {code} đến số này. Tra cứu: {url} với 4 số cuối điện thoại này.",
    ),
}


def tell(case_id: int, seq: int) -> None:
    """Tell each contact once: the one that was replaced and one that stayed, that it was changed;
    the new one, that it is reached from now on. What was replaced is forgotten then."""
    case = case_by_id(case_id)
    party = sender_of(case_id)
    person = party.person if party else None
    if person is None:
        return
    former = FormerContact.objects.filter(person=person, seq=seq).first()
    names = {"code": codes.shown(case.code), "agency": case.root.name, "url": track_url(case)}
    told: list[tuple[str, str, str]] = []
    for channel, was, now in (
        (Notice.Channel.EMAIL, former.email if former else "", person.email),
        (Notice.Channel.SMS, former.phone if former else "", person.phone),
    ):
        told.append((OLD, channel.value, was))
        if now != was:
            told.append((NEW, channel.value, now))
    deliver(
        case_id,
        seq,
        [
            (audience, channel, to, LETTERS[audience].with_names(names))
            for audience, channel, contact in told
            if (to := way_to(channel, contact))
        ],
    )
    if former:
        former.delete()


def forget(*, before: datetime) -> int:
    """Forget the contacts replaced before then, told or not: there may be no way to tell them. How
    many there were."""
    return FormerContact.objects.filter(replaced_at__lt=before).delete()[0]
