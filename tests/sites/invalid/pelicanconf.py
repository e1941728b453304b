# The settings of every site in this folder.

SITENAME = "Trang thử của congtin"
SITEURL = "https://thu.example.vn"
DEFAULT_LANG = "vi"
TIMEZONE = "Asia/Ho_Chi_Minh"

PATH = "content"
OUTPUT_PATH = "output"
PLUGINS = ["congtin"]
READERS = {"rst": None}

CONGTIN = {"slogan": "Dữ liệu thử", "notice": "Trang thử, mọi tên và số đều đặt ra."}
