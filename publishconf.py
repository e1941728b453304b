# Cấu hình khi công bố: như pelicanconf.py, thêm các đòi hỏi của một trang đưa lên mạng.

from pathlib import Path
from runpy import run_path

base = run_path(str(Path(__file__).with_name("pelicanconf.py")))
globals().update({name: value for name, value in base.items() if name.isupper()})

CONGTIN = {
    **base["CONGTIN"],
    "require_footer": True,  # đủ sáu mục ở chân trang
    "register": True,  # ghi địa chỉ các bài đã công bố vào content/addresses.tsv
    "warnings_stop": True,  # điểm cần xem lại cũng dừng việc công bố
}
