"""The answer is shown to everybody, or is not: one officer prepares the copy, another releases it."""

from donthu.law.grammar import Effect, Field, Input, Role, Step, always
from donthu.law.procedures.feedback.asks import CONTENT_LENGTH, NOTE
from donthu.law.procedures.feedback.needs import another_person, sender_open
from donthu.law.procedures.feedback.states import DESK, LEADERS

PUBLISHING = (
    Step(
        key="publish",
        title="Soạn bản công khai",
        law="Nghị định 20/2008/NĐ-CP, Điều 19 khoản 1",
        by=(Role.CLERK,),
        start=("answered", "unpublished"),
        end="awaiting_release",
        needs=(sender_open,),
        asks=(
            Field(
                name="title",
                title="Tiêu đề công khai",
                max_length=300,
                elsewhere=True,
                hint="Những chỗ được đánh dấu sẽ thay bằng «[…]»; bỏ chọn «Che» để giữ lại.",
            ),
            Field(
                name="text",
                title="Nội dung phản ánh công khai",
                type=Input.LONG_TEXT,
                max_length=CONTENT_LENGTH,
                elsewhere=True,
            ),
            Field(
                name="answer",
                title="Câu trả lời công khai",
                type=Input.LONG_TEXT,
                max_length=20000,
                elsewhere=True,
            ),
            Field(
                name="cover",
                title="Che thêm",
                type=Input.LONG_TEXT,
                required=False,
                max_length=4000,
                elsewhere=True,
                hint="Mỗi dòng một cụm từ; mọi chỗ có cụm từ ấy đều được che.",
            ),
            Field(
                name="keep",
                title="Không che",
                type=Input.LONG_TEXT,
                required=False,
                max_length=20000,
                elsewhere=True,
                hint="Mỗi dòng một cụm từ đã được đánh dấu mà giữ lại, như tên người ký văn bản.",
            ),
            Field(
                name="files",
                title="Tệp trả lời công khai kèm theo",
                type=Input.ANSWER_FILES,
                required=False,
                hint="PDF được dựng lại thành ảnh từng trang, những chỗ che được tô đen; ảnh bỏ thông "
                "tin nơi chụp, máy chụp. Tệp loại khác không công khai.",
            ),
            Field(
                name="looked",
                title="Tôi đã xem từng trang của tệp là ảnh hoặc bản quét; không còn gì phải che",
                type=Input.FLAG,
                required=False,
            ),
        ),
        does=(Effect.PREPARE_COPY,),
        primary=always,
        done="{agency} soạn bản công khai",
    ),
    Step(
        key="release",
        title="Duyệt công khai",
        law="Nghị định 20/2008/NĐ-CP, Điều 19 khoản 1",
        by=DESK,
        start=("awaiting_release",),
        end="published",
        needs=(sender_open, another_person),
        asks=(NOTE,),  # so that it has a page: nobody releases what is not on the screen
        does=(Effect.PUBLISH,),
        primary=always,
        done="{agency} duyệt, công khai câu trả lời",
        seen="Câu trả lời đã được công khai.",
    ),
    Step(
        key="revise",
        title="Trả lại bản công khai",
        law="Nghị định 20/2008/NĐ-CP, Điều 19 khoản 1",
        by=DESK,
        start=("awaiting_release",),
        end="answered",
        asks=(Field(name="note", title="Cần sửa gì", type=Input.LONG_TEXT, max_length=2000),),
        done="{agency} trả lại bản công khai để sửa",
    ),
    Step(
        key="take_down",
        title="Gỡ câu trả lời đã công khai",
        law="Nghị định 20/2008/NĐ-CP, Điều 19",
        by=(Role.CLERK, *LEADERS),
        start=("published",),
        end="unpublished",
        asks=(Field(name="reason", title="Lý do gỡ", type=Input.LONG_TEXT, max_length=1000),),
        does=(Effect.TAKE_DOWN,),
        done="{agency} gỡ câu trả lời đã công khai",
        seen="{agency} đã gỡ câu trả lời khỏi trang công khai; câu trả lời gửi bạn vẫn còn đây.",
    ),
    Step(
        key="withhold",
        title="Không công khai",
        law="Nghị định 20/2008/NĐ-CP, Điều 19 khoản 3",
        by=(Role.CLERK, *LEADERS),
        start=("answered", "awaiting_release"),
        end="unpublished",
        asks=(
            Field(
                name="reason",
                title="Lý do không công khai",
                type=Input.LONG_TEXT,
                max_length=1000,
            ),
        ),
        done="{agency} không công khai câu trả lời",
    ),
)
