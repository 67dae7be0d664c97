"""What several steps ask for, and the choices that the law names; Nghị định 20/2008/NĐ-CP."""

from donthu.law.grammar import Field, Input
from donthu.law.words import KIND_NAMES

# Not read article by article: what a step takes from it is a default of ours.
BY_DEFAULT = "Quyết định 574/QĐ-TTg (mặc định, cơ quan xác nhận)"
CONTENT_LENGTH = 3000  # Quyết định 574/QĐ-TTg, hướng dẫn của Văn phòng Chính phủ

NOTE = Field(name="note", title="Ghi chú", type=Input.LONG_TEXT, required=False, max_length=2000)
FIELD = Field(name="field", title="Lĩnh vực", type=Input.FIELD, required=False)
KIND = Field(
    name="kind",
    title="Loại phản ánh",
    type=Input.CHOICE,
    choices=tuple(KIND_NAMES.items()),
    required=False,
)
DIRECTIVE = (
    Field(
        name="directive_number",
        title="Số, ký hiệu văn bản chỉ đạo",
        required=False,
        max_length=42,
        elsewhere=True,
        hint="Ví dụ 125/UBND-KT.",
    ),
    Field(name="directive_date", title="Ngày văn bản chỉ đạo", type=Input.DATE, required=False),
    Field(
        name="directive_signer",
        title="Người ký văn bản chỉ đạo",
        required=False,
        max_length=150,
        elsewhere=True,
        hint="Chức vụ, họ tên.",
    ),
    Field(
        name="directive_abstract",
        title="Trích yếu văn bản chỉ đạo",
        required=False,
        max_length=500,
        elsewhere=True,
    ),
)
NUMBER = Field(
    name="number",
    title="Số văn bản",
    required=False,
    max_length=11,
    elsewhere=True,
    hint="Để trống: giữ số đã cấp; chưa có thì lấy số tiếp theo trong sổ văn bản đi.",
)
ANSWER = Field(
    name="answer",
    title="Nội dung trả lời",
    type=Input.LONG_TEXT,
    max_length=20000,
    elsewhere=True,
)
RESULTS = (
    ("solved", "Đã giải quyết"),
    ("explained", "Giải thích, hướng dẫn"),
    ("amend", "Sửa đổi, bãi bỏ quy định theo thẩm quyền"),
    ("propose", "Kiến nghị cấp có thẩm quyền sửa đổi, bãi bỏ"),
    ("new_rule", "Ban hành hoặc kiến nghị ban hành quy định mới"),
    ("no_basis", "Chưa đủ cơ sở xem xét, tiếp tục tập hợp"),
)
REFUSAL_GROUNDS = (
    ("no_contact", "Không ghi rõ tên, địa chỉ, cách liên hệ (Điều 7)"),
    ("not_vietnamese", "Không dùng tiếng Việt (Điều 7)"),
    ("unclear", "Nội dung không rõ (Điều 7)"),
    ("complaint", "Là khiếu nại hoặc tố cáo, phải gửi theo luật riêng (Điều 1)"),
    ("out_of_scope", "Không thuộc nội dung tiếp nhận (Điều 5)"),
)
RETURN_GROUNDS = (
    ("not_competent", "Không thuộc thẩm quyền"),
    ("other_area", "Sự việc ở địa bàn khác"),
    ("duplicate", "Trùng hồ sơ đang giải quyết"),
    ("incomplete", "Thiếu tài liệu để xử lý"),
)
