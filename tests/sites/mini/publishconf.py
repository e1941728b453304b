# Như publishconf.py của trang mẫu: lấy pelicanconf.py, thêm các đòi hỏi khi công bố.

from pathlib import Path
from runpy import run_path

base = run_path(str(Path(__file__).with_name("pelicanconf.py")))
globals().update({name: value for name, value in base.items() if name.isupper()})

CONGTIN = {**base["CONGTIN"], "require_footer": True, "warnings_stop": True, "register": True}
