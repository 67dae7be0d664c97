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
        sender_next="Bạn chưa phải làm gì. Cơ quan tiếp nhận, rồi giải quyết hoặc chuyển đúng nơi có thẩm quyền.",
    ),
    State(
        key="forwarded",
        title="Chờ tiếp nhận",
        folder=Folder.INCOMING,
        waits_for=(Role.CLERK,),
        sender_text="Phản ánh đã được chuyển đến {holder}, đang chờ tiếp nhận.",
        sender_next="Bạn chưa phải làm gì. Cơ quan tiếp nhận, rồi giải quyết hoặc chuyển đúng nơi có thẩm quyền.",
    ),
    State(
        key="received",
        title="Đã tiếp nhận",
        folder=Folder.WORKING,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đã tiếp nhận và đang phân loại.",
        sender_next="Bạn chưa phải làm gì. Câu trả lời sẽ hiện ở trang này.",
    ),
    State(
        key="returned",
        title="Bị trả lại",
        folder=Folder.RETURNED,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đang xác định cơ quan có thẩm quyền trả lời.",
        sender_next="Bạn chưa phải làm gì. Cơ quan đang tìm đúng nơi có thẩm quyền.",
    ),
    State(
        key="awaiting_supplement",
        title="Chờ bổ sung",
        folder=Folder.AWAITING,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đang chờ bạn bổ sung thông tin.",
        sender_next="Cơ quan cần bạn bổ sung thông tin nêu dưới đây; hãy ghi vào ô Nội dung bổ sung ngay dưới rồi gửi. Thời hạn trả lời tạm dừng trong lúc chờ bạn. Nếu trang này ghi hạn bổ sung của bạn thì quá ngày ấy mà chưa có thông tin, phản ánh có thể được khép lại.",
    ),
    State(
        key="in_progress",
        title="Đang giải quyết",
        folder=Folder.WORKING,
        waits_for=(Role.HANDLER,),
        sender_text="{holder} đang giải quyết.",
        sender_next="Bạn chưa phải làm gì. Câu trả lời sẽ hiện ở trang này.",
    ),
    State(
        key="awaiting_approval",
        title="Chờ ký",
        folder=Folder.WORKING,
        waits_for=LEADERS,
        sender_text="{holder} đã soạn câu trả lời, đang chờ ký.",
        sender_next="Bạn chưa phải làm gì. Câu trả lời sẽ hiện ở trang này.",
    ),
    State(
        key="signed",
        title="Đã ký, chờ phát hành",
        folder=Folder.WORKING,
        waits_for=(Role.CLERK,),
        sender_text="{holder} đã ký câu trả lời, đang chờ phát hành.",
        sender_next="Bạn chưa phải làm gì. Câu trả lời sẽ hiện ở trang này.",
    ),
    State(
        key="awaiting_review",
        title="Chờ duyệt kết quả",
        folder=Folder.WORKING,
        waits_for=(Role.CLERK, *LEADERS),
        sender_text="{holder} đang xem lại câu trả lời.",
        sender_next="Bạn chưa phải làm gì. Câu trả lời sẽ hiện ở trang này.",
    ),
    State(
        key="answered",
        title="Đã trả lời",
        folder=Folder.ANSWERED,
        waits_for=(Role.CLERK,),
        sender_text="Đã có câu trả lời của {agency}.",
        sender_next="Hãy đọc câu trả lời ở dưới rồi cho biết việc đã xong chưa.",
    ),
    State(
        key="awaiting_release",
        title="Chờ duyệt công khai",
        folder=Folder.ANSWERED,
        waits_for=DESK,
        sender_text="Đã có câu trả lời của {agency}.",
        sender_next="Hãy đọc câu trả lời ở dưới rồi cho biết việc đã xong chưa.",
    ),
    State(
        key="published",
        title="Đã công khai",
        folder=Folder.ANSWERED,
        sender_text="Đã có câu trả lời của {agency}, đã công khai trên Cổng.",
        sender_next="Hãy đọc câu trả lời ở dưới rồi cho biết việc đã xong chưa.",
    ),
    State(
        key="unpublished",
        title="Đã trả lời, không công khai",
        folder=Folder.ANSWERED,
        sender_text="Đã có câu trả lời của {agency}.",
        sender_next="Hãy đọc câu trả lời ở dưới rồi cho biết việc đã xong chưa.",
    ),
    State(
        key="refused",
        title="Không tiếp nhận",
        folder=Folder.CLOSED,
        sender_text="{holder} không tiếp nhận phản ánh này, lý do ghi ở dưới.",
        sender_next="Lý do ở dưới. Nếu là khiếu nại hoặc tố cáo, hãy gửi theo cách nêu ở trang Hướng dẫn.",
    ),
    State(
        key="lapsed",
        title="Khép lại, không được bổ sung",
        folder=Folder.CLOSED,
        sender_text="Phản ánh đã khép lại: hết hạn mà {holder} chưa nhận được thông tin bổ sung của bạn.",
        sender_next="Nếu việc vẫn cần giải quyết, bạn gửi phản ánh mới có đủ thông tin đã được hỏi và ghi lại mã số này trong nội dung.",
    ),
    State(
        key="withdrawn",
        title="Người gửi đã rút",
        folder=Folder.CLOSED,
        sender_text="Bạn đã rút phản ánh này; {holder} không giải quyết tiếp.",
        sender_next="Nếu đổi ý, bạn gửi phản ánh mới và ghi lại mã số này trong nội dung.",
    ),
    State(
        key="objected",
        title="Người gửi đề nghị giải quyết lại",
        folder=Folder.INCOMING,
        waits_for=(Role.UNIT_HEAD, *LEADERS),
        sender_text="{holder} đang xem xét đề nghị giải quyết lại của bạn.",
        sender_next="Bạn chưa phải làm gì. Người có thẩm quyền ở {holder} xem lại; người đã giải quyết lần trước không tham gia.",
    ),
)

ANSWERED = tuple(state.key for state in STATES if state.folder is Folder.ANSWERED)
