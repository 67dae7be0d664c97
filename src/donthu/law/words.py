"""The Vietnamese words of the grammar; docs/glossary.md explains them."""

from donthu.law.grammar import Folder, Role

ROLE_NAMES: dict[Role, str] = {
    Role.SENDER: "người gửi",
    Role.CLERK: "văn thư",
    Role.HANDLER: "chuyên viên xử lý",
    Role.UNIT_HEAD: "lãnh đạo phòng",
    Role.DEPUTY: "cấp phó của người đứng đầu",
    Role.HEAD: "người đứng đầu",
    Role.WATCHER: "lãnh đạo theo dõi",
    Role.AGENCY_ADMIN: "quản trị cơ quan",
    Role.SYSTEM_ADMIN: "quản trị hệ thống",
    Role.PLATFORM: "hệ thống",
}

FOLDER_NAMES: dict[Folder, str] = {
    Folder.INCOMING: "Mới đến",
    Folder.WORKING: "Đang xử lý",
    Folder.SENT: "Đã chuyển",
    Folder.RETURNED: "Trả lại",
    Folder.AWAITING: "Chờ bổ sung",
    Folder.ANSWERED: "Đã trả lời",
    Folder.CLOSED: "Đã kết thúc",
}

CHANNEL_NAMES: dict[str, str] = {
    "portal": "Cổng phản ánh, kiến nghị",
    "api": "Hệ thống khác gửi đến",
    "in_person": "Trực tiếp",
    "post": "Bưu chính",
    "phone": "Điện thoại",
    "passed_on": "Cơ quan khác chuyển đến",
    "reception": "Tiếp công dân",
    "import": "Nhập từ sổ cũ",
}

# What a sender is told beside the ground of a refusal: which paper to write, and to whom.
GUIDANCE: dict[str, str] = {
    "complaint": "Nếu khiếu nại: viết đơn khiếu nại theo Mẫu số 01 (Nghị định 155/2026/NĐ-CP), gửi người "
    "đã ra quyết định hoặc cơ quan có người có hành vi hành chính (Luật Khiếu nại, Điều 7). Nếu tố cáo: "
    "viết đơn tố cáo (Luật Tố cáo, Điều 23), gửi người đứng đầu cơ quan quản lý người bị tố cáo (Điều "
    "12). Trang Hướng dẫn của Cổng có cả hai đơn để điền và in.",
}

KIND_NAMES: dict[str, str] = {
    "regulation": "Quy định hành chính",
    "conduct": "Hành vi của cán bộ, công chức",
    "idea": "Sáng kiến, đề xuất",
    "question": "Hỏi về chính sách",
    "business": "Phản ánh của doanh nghiệp",
}
