"""Word tables: what Vietnamese says before and after a number. Data only, all in lower case."""

from __future__ import annotations

from congtin.quantity import Modifier


def word_set(words: str) -> frozenset[str]:
    """The phrases of a comma-separated list."""
    return frozenset(" ".join(item.split()) for item in words.split(",") if item.strip())


# --- words before a number that say it is no quantity -------------------------------------------------

ARTICLE_HEADS = word_set("""
điều, khoản, điểm, chương, mục, tiểu mục, tiết, phụ lục, mẫu, biểu mẫu, biểu, phần
""")
DOCUMENT_HEADS = word_set("""
nghị quyết, chỉ thị, nghị định, thông tư, quyết định, kết luận, quy định, đề án, hướng dẫn, công văn, pháp lệnh,
sắc lệnh, thông tri, công điện, thông báo kết luận, nghị quyết liên tịch, thông tư liên tịch, văn bản, đề án số,
nq, ct, kl
""")
NUMBERED_DOCUMENTS = word_set("""
nghị quyết, chỉ thị, nghị định, thông tư, quyết định, kết luận, quy định, đề án, hướng dẫn, công văn, pháp lệnh,
sắc lệnh, thông tri, công điện, thông báo, kế hoạch, chương trình, báo cáo, tờ trình, giấy phép, luật, bộ luật,
văn bản, quy chế, điều lệ, hợp đồng, tiêu chuẩn, lệnh, giấy chứng nhận, mã số thuế, tài khoản, công ước, giấy mời,
biên bản, khuyến nghị, dự án, cptg, gcn, gp, cp, liên tịch, tlđ
""")
ORDINAL_HEADS = word_set("""
thứ, lần thứ, lần, khóa, khoá, đại hội, hạng, giải, quý, bậc, trang, bảng, hình, vòng, top, tập, bài, câu, bước,
chặng, thế kỷ, thập niên, thế hệ, vị trí, lượt trận, kỳ, số thứ tự, stt, ảnh, kỳ họp, phiên, hiệp, phiên họp thứ,
cấp, cấp độ, loại, nhóm, mũi, đợt, giai đoạn, ca, tuyến, tổ, đội, lớp, khối, khu vực, vùng, cụm, kíp, sê-ri, phiên
bản, img, dsc, mùa, tuần, tuần thứ, năm thứ, ngày thứ, tháng thứ, hội nghị, hội nghị lần thứ, hội nghị trung ương,
trung ương, đại đội, chi bộ, chi hội, tổ công đoàn, công đoàn bộ phận, số, câu hỏi, dãy, phút, phút thứ, lương tháng,
thưởng tháng
""")
ADDRESS_HEADS = word_set("""
số nhà, ngõ, ngách, hẻm, kiệt, tầng, phòng, lô, thôn, xóm, ấp, khu phố, phường, tổ dân phố, khóm, bản, buôn, tiểu
khu, khu, quận, km, p., q., tổ dân phố số, nhà số, phòng số, tầng số, kp, tdp, đội sản xuất, ô, cổng, lô số
""")
NAME_HEADS = word_set("""
binh đoàn, sư đoàn, trung đoàn, tiểu đoàn, lữ đoàn, quân khu, quân đoàn, quốc lộ, tỉnh lộ, hương lộ, đường tỉnh,
đường, vành đai, may, công ty may, xí nghiệp, nhà máy, bệnh viện, bệnh viện quân y, viện, trường, sea games, world
cup, euro, asiad, z, khu vực biên giới, đồn, đồn biên phòng, chốt, trạm, ga, cầu, bến, cảng, kênh, vtv, vov, htv,
olympic, tàu, giàn, mỏ, lò, phân xưởng, windows, office, microsoft, galaxy, iphone, boeing, airbus, đại lộ, sóng
thần, mỹ phước, vsip, tân tạo, điện lực, xây lắp, cienco, công ty 28, tổng công ty, công ty, gói, dự án, chương
trình, trung tâm, đài, kilomet số, quyển, cục, phim, apollo, chất độc, mô hình, hồ, suối, bãi, cột cờ, cột mốc,
mốc, nghĩa trang, thủy điện, thuỷ điện, iso, tcvn, qcvn, haccp, g, class, windows, nhiệt điện, hầm, nút giao,
đoạn, nhịp, tỉnh đội, đường số, phố, cao tốc, làn, bom, vitamin, omega, virus, vi rút, tuyến số, metro số, xí
nghiệp may, nhánh, máy lẻ
""")
WEAK_HEADS = word_set("""
phút, khoản, điểm, mục, phần, mẫu, lần, giải, khóa, khoá, hạng, đợt, ca, tổ, đội, lớp, khối, nhóm, loại, cấp, số, vùng,
cụm, trạm, vòng, bài, tập, kỳ, phiên, tuần, khu, phòng, thôn, xóm, ấp, bản, buôn, đường, trường, bệnh viện, nhà
máy, xí nghiệp, cầu, công ty, tổng công ty, gói, dự án, chương trình, trung tâm, phim, mô hình, tàu, đồn, chốt,
viện, quyết định, quy định, hướng dẫn, kết luận, đề án, văn bản, chi bộ, chi hội, hội nghị, đại hội, cục, hình,
ảnh, câu, trang, may, bước, giai đoạn, tuyến, mùa, hồ, phân xưởng, mỏ, lò, điều, biểu, cột mốc, mốc, tầng, ô, lô,
đoạn, phố, làn, câu hỏi, bậc, ga, kênh, bến, cảng, hầm, phường, quận, khu phố, khóm, tiểu khu, top, đài, thông tư,
nghị định, nghị quyết, chỉ thị, công văn, nhịp, nút giao, suối, bãi, quyển, bảng, kỳ họp, cấp độ, kíp, khu vực,
đại đội, thế hệ, vị trí, dãy, bom
""")
DATE_HEADS = word_set("""
ngày, sáng, chiều, tối, trưa, đêm, hôm, mùng, mồng, sáng ngày, chiều ngày, rạng sáng, khuya, lễ, dịp, hết ngày,
lúc, vào từ, đến, tới, trước, sau, kỷ niệm, hè, tết, hết, kể từ, hạn, ngày:, đăng, dịp lễ, ngày lễ, nghỉ lễ, quốc
khánh, phụ nữ, nhà giáo, cn, nhật
""")
PHONE_HEADS = word_set("""
điện thoại, điện thoại:, đt, đt:, sđt, sđt:, fax, fax:, hotline, hotline:, tel, tel:, tổng đài, tổng đài:, đường
dây nóng, đường dây nóng:, zalo, zalo:, liên hệ, liên hệ:, đt., tel., số điện thoại, số điện thoại:, di động, di
động:, mobile:, gọi, số máy
""")
RATIO_HEADS = word_set("""
đạt, có, với, được, đóng, trả, phải, chỉ, mất, bớt, chừng, chiếm, hơn, gần, khoảng, trên, dưới, bằng, còn, thêm,
là, mới, nạp, lập, tỷ lệ, tỷ số, tăng, giảm, cho, tổ chức, nhận, hoàn thành
""")
SCORE_HEADS = word_set("""
tỷ số, tỉ số, thắng, thua, hòa, hoà, dẫn, kết quả, chung cuộc, vượt lên
""")

# --- words after a number -----------------------------------------------------------------------------

CURRENCIES = {
    "đồng": "đồng", "đ": "đồng", "₫": "đồng", "vnđ": "đồng", "vnd": "đồng", "việt nam đồng": "đồng",
    "đồng việt nam": "đồng",
    "usd": "USD", "$": "USD", "đô la mỹ": "USD", "đô-la mỹ": "USD", "đô la": "USD", "đô-la": "USD", "đôla": "USD",
    "đô": "USD",
    "mỹ kim": "USD", "us$": "USD", "euro": "EUR", "eur": "EUR", "€": "EUR", "ơ rô": "EUR", "yên nhật": "JPY",
    "yên": "JPY", "jpy": "JPY",
    "euros": "EUR", "¥": "JPY", "nhân dân tệ": "CNY", "tệ": "CNY", "cny": "CNY", "won": "KRW", "krw": "KRW", "₩": "KRW",
    "bảng anh": "GBP", "bảng": "GBP", "gbp": "GBP",
    "£": "GBP", "baht": "THB", "bạt": "THB", "kíp": "LAK", "rúp": "RUB", "đô la úc": "AUD", "aud": "AUD",
    "franc": "CHF",
    "đô la singapore": "SGD", "sgd": "SGD", "cent": "US cent", "xu": "xu", "hào": "hào",
}  # fmt: skip
NOT_MONEY_AFTER_DONG = word_set("""
chí, đội, bào, nghiệp, minh, phạm, hồ, đều, ý, loạt, thời, hành, môn, hương, tác giả, tác, diễn, giải, hạng, phục,
bộ, bằng, cỏ, lúa, muối, hao, niên, ruộng, xu, tình, mẫu, nát, cảm, tính, tâm, quy, thuận, lòng, sức, tháp, nai,
bằng, chủ, đội, đẳng
""")
TIMES = word_set("""
h, năm, tháng, ngày, tuổi, tuần, giờ, phút, giây, tiếng, thập kỷ, thập niên, thế kỷ, tuần lễ, năm tuổi, tháng
tuổi, ngày tuổi, tiếng đồng hồ
""")
MEASURES = word_set("""
km2, km², m2, m², m3, m³, ha, héc ta, hecta, héc-ta, hec-ta, km, m, cm, mm, dm, mét, mét vuông, mét khối,
ki-lô-mét, kilômét, kilomet, ki lô mét, km vuông, ki-lô-mét vuông, cây số, kg, ki-lô-gam, kilôgam, kilogam, ki lô
gam, gam, gram, gr, mg, tấn, tạ, yến, lít, ml, cc, kwh, mwh, gwh, kw, mw, gw, w, kva, mva, v, hz, mhz, ghz, độ,
°c, ºc, độ c, oc, sào, mẫu, công đất, hải lý, inch, dặm, gb, mb, tb, kb, mv, ma, °f, ºf, mbps, gbps, l, lạng, cân,
ký, kí, km/h, km/giờ, m/s, kcal, calo, mpa, db, dwt, teu, mã lực, cv, hp, μm, cm2, cm3, mm2, cm², cm³, g,
héc-tô-mét, đề-ca-mét, xăng ti mét, xăng-ti-mét, mi-li-mét, mi li mét, đề-xi-mét, tấn/ha, tạ/ha, kg/người, g/km,
m3/s, m3/giây, m3/ngày, lux, ppm, kwp, mwp, dba, µg/m3, ph
""")
MULTIPLIER_HEADS = word_set("""
tăng, gấp, giảm, hơn, bằng, cao, gần, trên, nhanh, tới, đến, khoảng, lớn, thấp, vượt, lên, nhiều
""")
MONEY_CUES = word_set("""
giá, hết, thuê, kinh, phí, tiền, thưởng, lương, hỗ, trợ, suất, vốn, quỹ, thu, nhập, nộp, ủng, hộ, chi, tặng, phần,
mức, vay, đóng, góp, lợi, đồng, bán, mua, nợ, lãi, quyên, phạt
""")
SLOGANS = word_set("""
không, tại chỗ, sạch, dám, cùng, sẵn sàng, xung kích, đảm đang, rõ, nhất, bám, nắm, trách nhiệm, tiên phong, giảm
""")
QUOTED_SLOGANS = word_set("""
tốt, giỏi, biết, có, tự, đúng, mới, tiêu chí, an, chủ động, hóa, xóa, gắn, nội dung, cung, điểm, tăng, khâu, cải,
hơn, chống, nêu, quyết, xây, xin, trong, thật, kiên quyết, vững, nhà, lành
""")

# --- modifiers -------------------------------------------------------------------------------------------

MODIFIERS_BEFORE = {
    "trên": Modifier.MORE_THAN, "hơn": Modifier.MORE_THAN, "quá": Modifier.MORE_THAN, "vượt quá": Modifier.MORE_THAN,
    "lớn hơn": Modifier.MORE_THAN, "vượt mức": Modifier.MORE_THAN,
    "vượt trên": Modifier.MORE_THAN, "vượt ngưỡng": Modifier.MORE_THAN, "vượt mốc": Modifier.MORE_THAN,
    "gần": Modifier.LESS_THAN, "dưới": Modifier.LESS_THAN, "ngót": Modifier.LESS_THAN,
    "xấp xỉ dưới": Modifier.LESS_THAN,
    "nhỏ hơn": Modifier.LESS_THAN, "chưa đến": Modifier.LESS_THAN,
    "chưa tới": Modifier.LESS_THAN,
    "không tới": Modifier.LESS_THAN, "không đến": Modifier.LESS_THAN,
    "chưa đầy": Modifier.LESS_THAN, "gần tới": Modifier.LESS_THAN,
    "gần đến": Modifier.LESS_THAN,
    "suýt soát": Modifier.LESS_THAN, "ngót nghét": Modifier.LESS_THAN, "chưa được": Modifier.LESS_THAN,
    "khoảng": Modifier.APPROX, "trên dưới": Modifier.APPROX, "hơn kém": Modifier.APPROX,
    "gần bằng": Modifier.LESS_THAN, "chừng": Modifier.APPROX, "xấp xỉ": Modifier.APPROX, "tầm": Modifier.APPROX,
    "ước khoảng": Modifier.APPROX, "ước chừng": Modifier.APPROX, "khoảng chừng": Modifier.APPROX,
    "áng chừng": Modifier.APPROX, "cỡ": Modifier.APPROX, "phỏng chừng": Modifier.APPROX,
    "vào khoảng": Modifier.APPROX,
    "ước tính": Modifier.APPROX, "ước tính khoảng": Modifier.APPROX, "~": Modifier.APPROX, "≈": Modifier.APPROX,
    "ít nhất": Modifier.AT_LEAST, "tối thiểu": Modifier.AT_LEAST, "không dưới": Modifier.AT_LEAST,
    "ít ra": Modifier.AT_LEAST,
    "không thấp hơn": Modifier.AT_LEAST, "không ít hơn": Modifier.AT_LEAST, "không kém": Modifier.AT_LEAST,
    "≥": Modifier.AT_LEAST, ">=": Modifier.AT_LEAST, "từ trên": Modifier.MORE_THAN, ">": Modifier.MORE_THAN,
    "<": Modifier.LESS_THAN,
    "nhiều nhất": Modifier.AT_MOST, "tối đa": Modifier.AT_MOST, "không quá": Modifier.AT_MOST,
    "không vượt quá": Modifier.AT_MOST,
    "không hơn": Modifier.AT_MOST, "không trên": Modifier.AT_MOST, "không nhiều hơn": Modifier.AT_MOST,
    "≤": Modifier.AT_MOST, "<=": Modifier.AT_MOST, "không cao hơn": Modifier.AT_MOST,
}  # fmt: skip
# may stand between a modifier and its number: "ít nhất là 5"
MODIFIER_LINKS = word_set("là, đạt, có, từ, được, với, lên, đến, tới")
MODIFIERS_AFTER = {
    "trở lên": Modifier.AT_LEAST, "trở xuống": Modifier.AT_MOST, "trở đi": Modifier.AT_LEAST,
    "đổ lên": Modifier.AT_LEAST,
    "đổ xuống": Modifier.AT_MOST, "trở lại": Modifier.AT_MOST,
}  # fmt: skip

# --- counted nouns ---------------------------------------------------------------------------------------


# --- spelled numerals ----------------------------------------------------------------------------------------

NOT_COUNTED_ONE = word_set("""
số, cách, trong, vài, ít, lần nữa, phần, cách nào, chút, mình, nửa, chiều, mực, khi, mặt, thành viên, bên, thể,
khác, nào, loạt, nhiều, lúc, đời, dạo, phen, tí, mảng, chặng, phía, thời, đôi, hai, là, sớm, chính, nội dung, vấn
đề
""")
ONE_COUNTED = word_set("""
suất, suất quà, phần quà, căn nhà, căn hộ, ngôi nhà, tập thể, cá nhân, đồng chí, huy chương, bằng khen, giấy khen,
cờ thi đua, lớp, cuộc, buổi, lượt, triệu, tỷ, đoàn viên, đơn vị, công đoàn cơ sở, cđcs, giải, chuyến, đại biểu, mô
hình, công trình, hộ, lần/năm
""")
NUMERAL_NOUN_GUARD = {  # what follows a single spelled numeral and makes it part of another word
    "ba": word_set("""
mẹ, má, lô, ba, vì, đình, bể, tơ, đồn, tri, chẽ, lan, lê, rọi, chỉ, hoa, trợn, gai, tiêu, que, cây chụm, láp,
phải, ngoại, nội, cô, chồng, vợ, anh, em, tôi, con, dượng, động, son, đào, kích, khía
"""),
    "hai": word_set("""
bàn tay, bên, lúa, bà trưng, chữ, là, lòng, vợ chồng, mẹ con, cha con, chị em, anh em, bố con, bà cháu, ông bà
"""),
    "năm": word_set("học, bản lề, thứ, đầu, cuối"),
    "tám": word_set("chuyện, xoan, thơm"),
    "chín": word_set("chắn, muồi, tới, chăn, rộ, mọng, vàng, đỏ, chiều, hầm"),
    "sáu": word_set("là"),
    "bảy": word_set("núi"),
    "bốn": word_set("bể, phương"),
    "mười": word_set(""),
    "không": word_set(""),
}
SPELLED_SLOGANS = word_set("""
sẵn sàng, đảm đang, tại chỗ, xung kích, không ba sạch, khoan, nhất một, chuyển biến
""")
NOT_NUMERAL_BEFORE = word_set("""
ngã, từng, mỗi, mấy, vài, cả, đôi, dăm, bất kỳ, những, nhiều, bà, ông, anh, chị, chú, cô, dì, cậu, bác, em, thím,
mợ, út, bé, thứ, bộ, hàng
""")

WEEKDAYS = {
    "hai": 1,
    "2": 1,
    "ba": 2,
    "3": 2,
    "tư": 3,
    "4": 3,
    "năm": 4,
    "5": 4,
    "sáu": 5,
    "6": 5,
    "bảy": 6,
    "bẩy": 6,
    "7": 6,
}
ORDINAL_WORDS = {
    "nhất": 1, "nhì": 2, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8,
    "chín": 9, "mười": 10,
}  # fmt: skip
ROMAN_HEADS = word_set("""
giải, khóa, khoá, khoản, lục, thứ, lần, đại hội, chương, quý, hạng, kỷ, loại, khu, bậc, nhóm, phần, mục, kỳ, cấp,
giai đoạn, phụ lục, vùng, quân đoàn, quyển, tập, xii, điều, đệ, trạm, lớp, đoạn, sông, tiểu dự án, gói, vòng, đợt,
học kỳ, kì, khối, hội nghị
""")
NOT_WIDENED = word_set("""
lĩnh vực, phương diện, mặt, nền tảng, kênh, tuyến, hình thức, dạng, góc độ, khía cạnh, mặt trận, địa bàn, cương
vị, sóng, bình diện
""")
LEVELS = word_set("""
cấp, tuyến, nêu, kể, nói, phía, bên, như, mặt, lứa, tầng, bậc, công đoàn cấp
""")
COMPARED = word_set("""
cao, nhiều, ít, thấp, kém, tốt, nhanh, sớm, muộn, dài, rộng, chậm, đông, nặng
""")
LUNAR_DAYS = word_set("âm lịch, tháng giêng, tháng chạp, tết, giêng, chạp, al")
