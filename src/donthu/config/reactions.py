"""Who reacts to what: one dictionary on one page. Topics are told by `cases.actions._promise`."""

from donthu.cases.happened import Later, Now, Reactions

REACTIONS: Reactions = {
    "text": [Now("donthu.search.index.index_case")],
    "published": [Now("donthu.search.index.index_publication")],
    "tells.sender": [Later("notify.tell_sender", queue="mail")],
    "tells.sender_by_phone": [
        Later("notify.tell_sender", queue="mail", where="DONTHU_SMS_URL"),
    ],
    "corrected": [Later("notify.tell_contacts", queue="mail")],
    "corrected_by_phone": [
        Later("notify.tell_contacts", queue="mail", where="DONTHU_SMS_URL"),
    ],
}
