"""Phản ánh, kiến nghị: from the portal to the published answer.

Nghị định 20/2008/NĐ-CP (sửa đổi bởi Nghị định 48/2013/NĐ-CP, Nghị định 92/2017/NĐ-CP);
Quyết định 574/QĐ-TTg ngày 25/4/2017.
"""

from donthu.law.grammar import Field, Input, Procedure
from donthu.law.procedures.feedback.answering import ANSWERING
from donthu.law.procedures.feedback.asking import ASKING
from donthu.law.procedures.feedback.by_letter import BY_LETTER
from donthu.law.procedures.feedback.conduct import CONDUCT
from donthu.law.procedures.feedback.directing import DIRECTING
from donthu.law.procedures.feedback.handing import HANDING
from donthu.law.procedures.feedback.objecting import OBJECTING
from donthu.law.procedures.feedback.publishing import PUBLISHING
from donthu.law.procedures.feedback.receiving import RECEIVING
from donthu.law.procedures.feedback.states import STATES

PROCEDURE = Procedure(
    key="feedback",
    title="Phản ánh, kiến nghị",
    law="Nghị định 20/2008/NĐ-CP; Quyết định 574/QĐ-TTg",
    states=STATES,
    begin="submit",
    ends=("published", "unpublished", "refused", "lapsed", "withdrawn"),
    declares=(Field(name="kind", title="Loại phản ánh", type=Input.CHOICE, required=False),),
    steps=(
        *RECEIVING,
        *DIRECTING,
        *HANDING,
        *CONDUCT,
        *BY_LETTER,
        *ASKING,
        *ANSWERING,
        *PUBLISHING,
        *OBJECTING,
    ),
)
