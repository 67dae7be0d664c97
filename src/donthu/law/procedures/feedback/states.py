"""The states of a feedback, as officers and as the sender read them."""

from donthu.law.grammar import Folder, Role, State

LEADERS = (Role.HEAD, Role.DEPUTY)
DESK = (Role.CLERK, Role.UNIT_HEAD, Role.HEAD, Role.DEPUTY)

STATES = (
    State(
        key="new",
        title="Mới gửi",
        folder=Folder.INCOMING,
        waits_for=(Role.CLERK,),
        sender_text="Phản ánh đã đến {holder}, đang chờ tiếp nhận.",
    ),
    State(
        key="forwarded",
        title="Chờ tiếp nhận",
        folder=Folder.INCOMING,
        waits_for=(Role.CLERK,),
        sender_text="Phản ánh đã được chuyển đến {holder}, đang chờ tiếp nhận.",
    ),
    State(
        key="received",
        title="Đã tiếp nhận",
        folder=Folder.WORKING,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đã tiếp nhận và đang phân loại.",
    ),
    State(
        key="returned",
        title="Bị trả lại",
        folder=Folder.RETURNED,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đang xác định cơ quan có thẩm quyền trả lời.",
    ),
    State(
        key="awaiting_supplement",
        title="Chờ bổ sung",
        folder=Folder.AWAITING,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đang chờ bạn bổ sung thông tin.",
    ),
    State(
        key="in_progress",
        title="Đang giải quyết",
        folder=Folder.WORKING,
        waits_for=(Role.HANDLER,),
        sender_text="{holder} đang giải quyết.",
    ),
    State(
        key="awaiting_approval",
        title="Chờ ký",
        folder=Folder.WORKING,
        waits_for=LEADERS,
        sender_text="{holder} đã soạn câu trả lời, đang chờ ký.",
    ),
    State(
        key="signed",
        title="Đã ký, chờ phát hành",
        folder=Folder.WORKING,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đã ký câu trả lời, đang chờ phát hành.",
    ),
    State(
        key="awaiting_review",
        title="Chờ duyệt kết quả",
        folder=Folder.WORKING,
        waits_for=(Role.CLERK, *LEADERS),
        sender_text="{holder} đang xem lại câu trả lời.",
    ),
    State(
        key="answered",
        title="Đã trả lời",
        folder=Folder.ANSWERED,
        waits_for=(Role.CLERK,),
        sender_text="Đã có câu trả lời của {agency}.",
    ),
    State(
        key="published",
        title="Đã công khai",
        folder=Folder.ANSWERED,
        sender_text="Đã có câu trả lời của {agency}, đã công khai trên Cổng.",
    ),
    State(
        key="unpublished",
        title="Đã trả lời, không công khai",
        folder=Folder.ANSWERED,
        sender_text="Đã có câu trả lời của {agency}.",
    ),
    State(
        key="refused",
        title="Không tiếp nhận",
        folder=Folder.CLOSED,
        sender_text="{holder} không tiếp nhận phản ánh này, lý do ghi ở dưới.",
    ),
)
