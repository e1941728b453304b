"""The findings of `metrics:`: their codes (F30–F49, and Q1 for what could not be read), severities and titles."""

from __future__ import annotations

from collections.abc import Sequence

from congtin.finding import Edit, Finding, Related, Severity
from congtin.text import Place

RULES: tuple[tuple[str, Severity, str], ...] = (
    ("F30", Severity.ERROR, "Phần số liệu không phải là danh sách"),
    ("F31", Severity.ERROR, "Dòng số liệu không theo dạng “- chỉ tiêu: số liệu”"),
    ("F32", Severity.ERROR, "Chỉ tiêu gần giống một chỉ tiêu trong danh mục"),
    ("F33", Severity.ERROR, "Mã chỉ tiêu không có trong danh mục"),
    ("F34", Severity.ERROR, "Nhóm số liệu chưa đúng dạng"),
    ("F35", Severity.ERROR, "Giá trị của `as` không hiểu được"),
    ("F36", Severity.ERROR, "Bảng chỉ tiêu kế hoạch lại có kết quả thực hiện"),
    ("F37", Severity.ERROR, "Một số liệu khai báo hai lần"),
    ("F38", Severity.ERROR, "Tỷ lệ phần trăm của chỉ tiêu dạng tỷ lệ viết nhầm khóa"),
    ("F39", Severity.ERROR, "Giá trị không hợp với khóa của nó"),
    ("F40", Severity.ERROR, "`mentions` không phải là số lần"),
    ("F41", Severity.ERROR, "Mã của dòng số liệu không dùng được"),
    ("F42", Severity.ERROR, "Mục số liệu thiếu tên chỉ tiêu hoặc thiếu số"),
    ("F43", Severity.ERROR, "Hai dòng số liệu chung một gạch đầu dòng"),
    ("F44", Severity.NOTE, "Phần chữ trong dòng số liệu không được dùng"),
)
UNREAD = "Q1"  # its title stands in the table of checks
_SEVERITY = {code: severity for code, severity, _ in RULES} | {UNREAD: Severity.ERROR}

FORMS = "“505/410 đoàn viên, đạt 123,2%”, “446 cuộc = 223 Điều lệ + 223 tài chính”, “550 người, trong đó 443 nữ”"


def problem(
    code: str,
    place: Place,
    message: str,
    help: str,
    *,
    related: Sequence[Related] = (),
    edits: Sequence[Edit] = (),
) -> Finding:
    """A finding of `metrics:`; its severity is the code's."""
    return Finding(code, _SEVERITY[code], place, message, help, tuple(related), tuple(edits))
