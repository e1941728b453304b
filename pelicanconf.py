# Cấu hình của cổng tin. Dữ liệu thuần, không có lệnh nào chạy; mọi khoá của CONGTIN: docs/settings.md.

SITENAME = "Cổng tin Công đoàn"
SITEURL = "https://congdoan.example.vn"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

PATH = "content"
OUTPUT_PATH = "output"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["congtin"]
READERS = {"rst": None}  # bài viết là Markdown

CONGTIN = {
    "slogan": "Tin hoạt động công đoàn, số liệu đã đối chiếu",
    "notice": "Trang trình diễn của congtin, dùng số liệu trong các bài báo đã đăng công khai.",
    "sections": [
        "LĐLĐ huyện, thành phố",
        "Công đoàn cơ sở",
        "Công đoàn ngành",
        "Phong trào thi đua",
        "Chính sách - pháp luật",
        "Tuyên truyền - giáo dục",
        "Văn hóa - thể thao",
        "Tin địa phương",
    ],
    "key_figures": ["doan-vien-ket-nap", "cdcs-thanh-lap-moi", "cdcs-truc-thuoc", "Giới thiệu cho Đảng"],
    "guid_year": 2026,
    "footer": {
        "governing_body": "Dự án congtin (trang trình diễn, không phải trang của một cơ quan)",
        "licence": "Trang trình diễn, không thuộc diện cấp phép",
        "responsible": "Những người làm congtin",
        "address": "Địa chỉ minh hoạ, Hà Nội",
        "telephone": "(024) 0000 0000",
        "email": "lienhe@congdoan.example.vn",
    },
}
