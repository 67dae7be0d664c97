"""The answer is shown to everybody, or is not."""

from donthu.law.grammar import Effect, Field, Input, Role, Step, always
from donthu.law.procedures.feedback.asks import CONTENT_LENGTH
from donthu.law.procedures.feedback.needs import sender_open
from donthu.law.procedures.feedback.states import LEADERS

PUBLISHING = (
    Step(
        key="publish",
        title="Công khai câu trả lời",
        law="Nghị định 20/2008/NĐ-CP, Điều 19 khoản 1",
        by=(Role.CLERK,),
        start=("answered", "unpublished"),
        end="published",
        needs=(sender_open,),
        asks=(
            Field(
                name="title",
                title="Tiêu đề công khai",
                max_length=300,
                elsewhere=True,
                hint="Bỏ họ tên, số điện thoại, địa chỉ của người gửi.",
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
        ),
        does=(Effect.PUBLISH,),
        primary=always,
        done="{agency} công khai câu trả lời",
        seen="Câu trả lời đã được công khai.",
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
        start=("answered",),
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
