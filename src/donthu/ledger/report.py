"""What a check of the book found, and what it cannot find, in words."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from donthu.ledger.entry import VIETNAM

# What a subject is, by what stands before the colon of its name.
SUBJECT_NAMES = {"case": "hồ sơ", "officer": "tài khoản cán bộ", "agency": "cơ quan"}
OTHER_SUBJECT = "đối tượng khác"
SHOWN = 20  # faults named one by one in the text; all are counted


class What(StrEnum):
    """How a row is bad; the value is the Vietnamese predicate shown after its name."""

    CHANGED = "nội dung đã bị sửa"
    MOVED = "đã bị chuyển từ chỗ khác đến"
    REPLACED = "đã bị thay, hoặc dòng kế tiếp nối vào dòng khác"
    DELETED = "đã bị xóa"
    INSERTED = "là dòng chèn thêm"
    HIDDEN = "được chèn sao cho niêm phong bỏ sót"
    ALL_DELETED = "mọi sự kiện đã bị xóa"
    REWRITTEN = "chuỗi đến đây đã bị viết lại so với niêm phong"
    HEAD_WRONG = "cuối chuỗi không khớp với bảng ledger_head"
    HEAD_MISSING = "không có trong bảng ledger_head"
    LEAF_DISORDER = "các lần niêm phong không theo thứ tự"
    SEAL_DELETED = "đã bị xóa khỏi cơ sở dữ liệu"
    SEAL_CHANGED = "khác với bản trong tệp ngoài cơ sở dữ liệu"
    SEAL_UNCHAINED = "không nối vào niêm phong trước"
    SEAL_FORGED = "chữ ký không đúng"
    LEAVES_LOST = "thiếu hoặc thừa chuỗi đã niêm phong: có chuỗi đã bị xóa hoặc chèn cùng dấu vết"
    LEAVES_CHANGED = "danh sách chuỗi đã niêm phong đã bị sửa"
    COUNT_WRONG = "số sự kiện không khớp"
    FILE_LOST = "không có trong tệp ngoài cơ sở dữ liệu"
    UNCHECKABLE = "không kiểm tra được"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One bad row: of a subject's chain, or (`seal`) of the seals; `detail` says more."""

    what: What
    subject: str | None = None
    seq: int | None = None
    seal: int | None = None
    detail: str = ""

    def __str__(self) -> str:
        names = [
            f"{subject_name(self.subject)} {self.subject}" if self.subject else "",
            f"#{self.seq}" if self.seq is not None else "",
            f"niêm phong số {self.seal}" if self.seal is not None else "",
        ]
        name = " ".join(filter(None, names)) or "Niêm phong"
        return f"{name}: {self.what}" + (f" ({self.detail})" if self.detail else "")


@dataclass(kw_only=True)
class Report:
    """The outcome of `ledger.verify.verify`. `faults` holds the first ones, `bad` counts all."""

    events: int = 0
    kinds: Counter[str] = field(default_factory=Counter)  # subjects, by what they are in words
    seals: int = 0
    unsealed: int = 0
    sealed_at: datetime | None = None
    faults: list[Fault] = field(default_factory=list)
    bad: int = 0

    @property
    def subjects(self) -> int:
        """How many chains there are, one a subject."""
        return self.kinds.total()

    @property
    def ok(self) -> bool:
        return self.bad == 0

    @property
    def first(self) -> Fault | None:
        """The first bad row, in the order of subjects and numbers, then of seals."""
        return self.faults[0] if self.faults else None

    def add(self, fault: Fault) -> None:
        self.bad += 1
        if len(self.faults) < SHOWN:
            self.faults.append(fault)

    def text(self) -> str:
        """The report in Vietnamese, some lines."""
        lines = [
            f"Đã kiểm tra {_number(self.events)} sự kiện của {self._chains()}, "
            f"{_number(self.seals)} niêm phong."
        ]
        if self.ok:
            lines.append("Sổ sự kiện nguyên vẹn: không dòng nào bị sửa, xóa, chèn hay đổi chỗ.")
        else:
            lines.append(f"SỔ SỰ KIỆN KHÔNG NGUYÊN VẸN: {_number(self.bad)} chỗ sai.")
            lines.append(f"Dòng sai đầu tiên: {self.faults[0]}.")
            lines += [f"  - {fault}." for fault in self.faults[1:]]
            if self.bad > len(self.faults):
                lines.append(f"  - và {_number(self.bad - len(self.faults))} chỗ sai khác.")
        lines.append("Điều việc kiểm tra này không khẳng định được:")
        lines += [f"  - {limit}" for limit in self._limits()]
        return "\n".join(lines)

    def _chains(self) -> str:
        """ "12 hồ sơ, 3 cơ quan", in the order of `SUBJECT_NAMES`."""
        names = [name for name in (*SUBJECT_NAMES.values(), OTHER_SUBJECT) if self.kinds[name]]
        return ", ".join(f"{_number(self.kinds[name])} {name}" for name in names or ["hồ sơ"])

    def _limits(self) -> list[str]:
        if self.sealed_at is None:
            unsealed = "Chưa có niêm phong nào: người sửa được cơ sở dữ liệu có thể viết lại cả sổ."
        else:
            day = self.sealed_at.astimezone(VIETNAM).strftime("%H:%M ngày %d/%m/%Y")
            unsealed = (
                f"{_number(self.unsealed)} sự kiện ghi sau niêm phong cuối ({day}): người sửa được "
                "cơ sở dữ liệu có thể viết lại trọn chuỗi, thêm hoặc cắt bớt mà không để lại dấu vết."
            )
        return [
            unsealed,
            "Người giữ khóa ledger.key cùng tệp seals.jsonl có thể làm giả mọi niêm phong; hãy giữ "
            "bản sao của tệp này ở nơi người quản trị cơ sở dữ liệu không với tới.",
            "Sổ cho biết điều đã ghi không bị đổi, không cho biết điều đã ghi là đúng.",
        ]


def subject_name(subject: str) -> str:
    """What a subject is, in Vietnamese."""
    return SUBJECT_NAMES.get(subject.partition(":")[0], OTHER_SUBJECT)


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
