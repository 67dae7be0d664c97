"""The life of one hand-over, the same in every procedure.

A lead assignment carries the case with it, so its life follows the steps of the procedure; a
cooperating one goes through these steps itself. Nghị định 20/2008/NĐ-CP, Điều 4 khoản 6 (phối hợp
trong xử lý).
"""

from donthu.law.grammar import (
    Audience,
    Field,
    Folder,
    Input,
    Procedure,
    Role,
    Seat,
    State,
    Step,
    always,
)

LAW = "Nghị định 20/2008/NĐ-CP, Điều 4 khoản 6"
OFFICE = (Role.CLERK, Role.HANDLER, Role.UNIT_HEAD, Role.HEAD, Role.DEPUTY)

REFUSAL_GROUNDS = (
    ("not_competent", "Không thuộc thẩm quyền"),
    ("other_area", "Sự việc ở địa bàn khác"),
    ("incomplete", "Thiếu tài liệu để xử lý"),
)

HANDOVER = Procedure(
    key="handover",
    title="Chuyển giao",
    law=LAW,
    states=(
        State(key="sent", title="Đã gửi", folder=Folder.INCOMING, waits_for=(Role.CLERK,)),
        State(key="received", title="Đã nhận", folder=Folder.WORKING, waits_for=(Role.HANDLER,)),
        State(key="reported", title="Đã báo cáo", folder=Folder.ANSWERED),
        State(key="accepted", title="Đạt", folder=Folder.ANSWERED),
        State(key="rework", title="Làm lại", folder=Folder.RETURNED, waits_for=(Role.HANDLER,)),
        State(key="refused", title="Từ chối", folder=Folder.CLOSED),
        State(key="recalled", title="Thu hồi", folder=Folder.CLOSED),
    ),
    begin="send",
    ends=("accepted", "refused", "recalled"),
    steps=(
        Step(
            key="send",
            title="Giao phối hợp",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNER,
            start=(),
            end="sent",
            asks=(
                Field(name="to", title="Cơ quan phối hợp", type=Input.AGENCY),
                Field(
                    name="note",
                    title="Nội dung giao",
                    type=Input.LONG_TEXT,
                    max_length=2000,
                    elsewhere=True,
                ),
                Field(name="due", title="Hạn", type=Input.DATE, required=False),
            ),
            tells=(Audience.HOLDER,),
            done="{agency} giao {to} phối hợp",
        ),
        Step(
            key="receive",
            title="Nhận việc",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNEE,
            start=("sent",),
            end="received",
            primary=always,
            done="{agency} nhận việc phối hợp",
        ),
        Step(
            key="report",
            title="Báo cáo kết quả",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNEE,
            start=("received", "rework"),
            end="reported",
            asks=(
                Field(
                    name="result",
                    title="Kết quả",
                    type=Input.LONG_TEXT,
                    max_length=5000,
                    elsewhere=True,
                ),
                Field(name="files", title="Tệp kèm theo", type=Input.FILES, required=False),
            ),
            tells=(Audience.ASSIGNER,),
            primary=always,
            done="{agency} báo cáo kết quả phối hợp",
        ),
        Step(
            key="accept",
            title="Đạt",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNER,
            start=("reported",),
            end="accepted",
            primary=always,
            done="{agency} xác nhận kết quả phối hợp của {to} đạt",
        ),
        Step(
            key="rework",
            title="Yêu cầu làm lại",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNER,
            start=("reported",),
            end="rework",
            asks=(
                Field(name="note", title="Chưa đạt ở đâu", type=Input.LONG_TEXT, max_length=2000),
                Field(name="due", title="Hạn mới", type=Input.DATE, required=False),
            ),
            done="{agency} yêu cầu {to} làm lại",
        ),
        Step(
            key="refuse",
            title="Từ chối nhận việc",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNEE,
            start=("sent", "received"),
            end="refused",
            asks=(
                Field(
                    name="ground",
                    title="Căn cứ từ chối",
                    type=Input.CHOICE,
                    choices=REFUSAL_GROUNDS,
                ),
                Field(name="reason", title="Lý do", type=Input.LONG_TEXT, max_length=2000),
            ),
            done="{agency} từ chối phối hợp: {ground}",
        ),
        Step(
            key="recall",
            title="Thu hồi",
            law=LAW,
            by=OFFICE,
            seat=Seat.ASSIGNER,
            start=("sent", "received", "rework"),
            end="recalled",
            asks=(Field(name="reason", title="Lý do", type=Input.LONG_TEXT, max_length=2000),),
            done="{agency} thu hồi việc đã giao {to}",
        ),
    ),
)
