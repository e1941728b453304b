# Trang nhỏ dùng cho kiểm thử. Mọi đơn vị, con người và con số ở đây đều là minh hoạ, không có thật.

SITENAME = "Công đoàn Sông Bạc"
SITEURL = "https://songbac.example.vn"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = ["congtin"]
READERS = {"rst": None}

CONGTIN = {
    "slogan": "Trang minh hoạ",
    "notice": "Trang minh hoạ để kiểm thử: đơn vị và số liệu không có thật.",
    "guid_year": 2024,
    "sections": ["Phong trào thi đua"],
    "footer": {
        "governing_body": "Liên đoàn Lao động tỉnh Sông Bạc (minh hoạ)",
        "licence": "Giấy phép minh hoạ số 0/GP",
        "responsible": "Ban biên tập minh hoạ",
        "address": "Số 0, đường Minh Hoạ",
        "telephone": "(000) 000 0000",
        "email": "banbientap@songbac.example.vn",
    },
}
