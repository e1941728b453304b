"""The findings of reading: their codes (F1–F29), severities and titles. F30–F49 are of metrics, F50–F59 of prose."""

from __future__ import annotations

from collections.abc import Sequence

from congtin.finding import Edit, Finding, Related, Severity
from congtin.text import Place

RULES: tuple[tuple[str, Severity, str], ...] = (
    ("F1", Severity.ERROR, "Tệp không mở được hoặc không được phép dùng"),
    ("F2", Severity.ERROR, "Tệp không phải UTF-8"),
    ("F3", Severity.ERROR, "Tên tệp hoặc đuôi tệp lạ"),
    ("F4", Severity.ERROR, "Ký tự ẩn hoặc ký tự điều khiển"),
    ("F5", Severity.ERROR, "Tệp trống hoặc thiếu phần khai báo giữa hai dòng ---"),
    ("F6", Severity.ERROR, "Tệp quá lớn hoặc lồng quá sâu"),
    ("F7", Severity.ERROR, "Thụt dòng không khớp"),
    ("F8", Severity.WARNING, "Bài chưa có nội dung"),
    ("F9", Severity.ERROR, "Dòng không theo dạng “khóa: giá trị” hoặc “- mục”"),
    ("F10", Severity.ERROR, "Khóa viết hai lần"),
    ("F11", Severity.ERROR, "Khóa lạ"),
    ("F12", Severity.ERROR, "Khóa không dùng ở đây"),
    ("F13", Severity.ERROR, "Neo, bí danh, thẻ của YAML"),
    ("F14", Severity.ERROR, "Dấu ngoặc [ ] { } đọc không được hoặc tách đôi con số"),
    ("F15", Severity.ERROR, "Dấu nháy chưa đóng hoặc dấu \\ không hiểu"),
    ("F16", Severity.NOTE, "Công cụ khác không đọc được dòng này"),
    ("F17", Severity.ERROR, "Thiếu thông tin bắt buộc"),
    ("F18", Severity.ERROR, "Giá trị không đúng dạng"),
    ("F19", Severity.ERROR, "Ngày giờ không đọc được hoặc không có thật"),
    ("F20", Severity.ERROR, "Đơn vị gần giống một đơn vị trong danh mục"),
    ("F21", Severity.ERROR, "Địa chỉ không dùng được"),
    ("F22", Severity.ERROR, "Mã hoặc địa chỉ trùng nhau"),
    ("F23", Severity.ERROR, "Trạng thái lạ"),
    ("F24", Severity.ERROR, "Ảnh thiếu thông tin hoặc không tìm thấy"),
    ("F25", Severity.ERROR, "Nguồn hoặc liên kết không dùng được"),
    ("F26", Severity.ERROR, "Cụm từ trong facts, waive, confirm chưa đủ"),
    ("F27", Severity.NOTE, "Bài chưa có id"),
    ("F28", Severity.ERROR, "Danh mục không nhất quán"),
    ("F29", Severity.ERROR, "Kỳ số liệu không đọc được"),
)

_SEVERITY = {code: severity for code, severity, _ in RULES}


def problem(
    code: str,
    place: Place,
    message: str,
    help: str,
    *,
    related: Sequence[Related] = (),
    edits: Sequence[Edit] = (),
) -> Finding:
    """A finding of reading; its severity is the code's."""
    return Finding(code, _SEVERITY[code], place, message, help, tuple(related), tuple(edits))
