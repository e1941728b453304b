# Trang của một liên đoàn minh họa: mọi đơn vị, con người và con số ở đây đều do chương trình đặt ra, không có thật.

SITENAME = "Công đoàn Bạc Lam (minh họa)"
SITEURL = "https://baclam.example.vn"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = ["congtin"]
READERS = {"rst": None}

CONGTIN = {
    "slogan": "Trang minh họa",
    "notice": "Trang minh họa: đơn vị và số liệu đều do chương trình đặt ra, không có thật.",
    "guid_year": 2026,
    "sections": ["Tin tỉnh", "Tin cơ sở", "Đại hội"],
    "key_figures": ["ket-nap", "cdcs-thanh-lap", "mai-am"],
    "footer": {
        "governing_body": "Liên đoàn Lao động tỉnh Bạc Lam (minh họa)",
        "licence": "Giấy phép minh họa số 0/GP",
        "responsible": "Ban biên tập minh họa",
        "address": "Số 0, đường Minh Họa",
        "telephone": "(000) 000 0000",
        "email": "banbientap@baclam.example.vn",
    },
}
