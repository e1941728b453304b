# Trang để thử: sáu bài minh họa, đơn vị và số liệu đều tự đặt.
SITENAME = "Trang thử"
SITEURL = "https://thu.example.vn"
PLUGIN_PATHS = ["../../../plugins"]
PLUGINS = ["congtin"]
