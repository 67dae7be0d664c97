"""What the steps need of a case, and of which cases they are the step that is due."""

from donthu.law.grammar import Facts, Need

came_from_above = Need(
    holds=lambda facts: facts.holder_was_assigned,
    otherwise="Hồ sơ không do cơ quan nào chuyển đến nên không có nơi để trả lại.",
)
not_taken_up = Need(
    holds=lambda facts: facts.state == "forwarded" or facts.holder_ends or facts.holder_by_letter,
    otherwise="Cơ quan nhận đã tiếp nhận nên cơ quan chuyển không thu hồi được, trừ khi cơ quan nhận "
    "kết thúc hoạt động; cơ quan nhận trả lại được khi chưa trình ký và không chờ bổ sung.",
)
sender_reachable = Need(
    holds=lambda facts: facts.sender_reachable,
    otherwise="Người gửi không để lại số điện thoại hoặc thư điện tử nên không thể đề nghị bổ sung.",
)
sender_open = Need(
    holds=lambda facts: not facts.sender_sealed,
    otherwise="Danh tính người gửi đã niêm phong nên không công khai câu trả lời.",
)
has_officer = Need(
    holds=lambda facts: facts.has_officer,
    otherwise="Hồ sơ chưa phân công ai; hãy phân công giải quyết.",
)
another_person = Need(
    holds=lambda facts: not facts.acted_before,
    otherwise="Bản công khai do người thứ hai duyệt: văn thư khác hoặc lãnh đạo, không phải người đã soạn.",
)
drafted = Need(
    holds=lambda facts: facts.has_draft,
    otherwise="Chưa có dự thảo trả lời.",
)
goes_straight_out = Need(
    holds=lambda facts: not facts.review_asked,
    otherwise="Cơ quan giao việc yêu cầu xem kết quả trước khi trả lời người gửi; hãy báo cáo kết quả.",
)
review_asked = Need(
    holds=lambda facts: facts.review_asked,
    otherwise="Không cơ quan nào yêu cầu xem kết quả trước khi trả lời.",
)
not_extended = Need(
    holds=lambda facts: "answer" not in facts.extended,
    otherwise="Hạn trả lời đã được gia hạn một lần.",
)
answer_runs = Need(
    holds=lambda facts: "answer" in facts.running,
    otherwise="Hạn trả lời không chạy nên không có gì để gia hạn.",
)


somebody_away = Need(
    holds=lambda facts: bool(facts.declared.get("about_known")),
    otherwise="Hồ sơ không ghi cán bộ nào là người bị phản ánh.",
)
not_rated = Need(
    holds=lambda facts: not facts.declared.get("rated"),
    otherwise="Câu trả lời này đã được đánh giá.",
)
not_objected = Need(
    holds=lambda facts: not facts.declared.get("objected"),
    otherwise="Việc đã được xem xét lại một lần.",
)


def for_those_below(facts: Facts) -> bool:
    """Nobody works on it yet, and agencies below the holder are there to settle it."""
    return facts.state != "in_progress" and facts.holder_leads_others


def for_the_holder(facts: Facts) -> bool:
    """Nobody works on it yet, and the holder settles such things itself."""
    return facts.state != "in_progress" and not facts.holder_leads_others
