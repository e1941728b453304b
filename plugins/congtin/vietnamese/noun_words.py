"""Counted nouns, and what may follow them. Data only, all in lower case."""

from __future__ import annotations

from congtin.vietnamese.lexicon import word_set

NOUNS = word_set("""
ngày công, đoàn thể, ngày công lao động, giờ công, người, đoàn viên, đoàn viên công đoàn, đoàn viên ưu tú, đoàn
viên mới, hội viên, đảng viên, đội viên, thành viên, ủy viên, uỷ viên, đại biểu, cán bộ, cán bộ công đoàn, công
chức, viên chức, công nhân, công nhân lao động, lao động, lao động nữ, người lao động, nữ công nhân, nlđ, cnvclđ,
cnvc-lđ, cnvc, cnlđ, cbccvc, cbccvclđ, cb-gv-nv, cbgvnv, đvcđ, đv, cbcc, đồng chí, đ/c, chị, anh, em, cháu, ông,
bà, bạn, cụ, phụ nữ, nam, nữ, trẻ em, học sinh, sinh viên, học viên, giáo viên, nhà giáo, bác sĩ, bác sỹ, y tá,
điều dưỡng, nhân viên, chuyên gia, kỹ sư, thợ, chiến sĩ, chiến sỹ, thanh niên, nông dân, ngư dân, nghệ nhân, doanh
nhân, khách, du khách, lượt khách, lượt người, lượt, bệnh nhân, ca, trường hợp, nạn nhân, tình nguyện viên, vận
động viên, vđv, thí sinh, diễn viên, tác giả, nhóm tác giả, phóng viên, luật sư, hòa giải viên, báo cáo viên,
tuyên truyền viên, nhà khoa học, chủ tịch, cđcs, công đoàn cơ sở, công đoàn, công đoàn cấp trên, nghiệp đoàn, tổ
công đoàn, chi đoàn, chi bộ, chi hội, tổ chức, đơn vị, cơ quan, doanh nghiệp, công ty, hợp tác xã, trường, trường
học, bệnh viện, nhà máy, xí nghiệp, cơ sở, địa phương, tỉnh, tỉnh thành, tỉnh, thành phố, huyện, quận, thị xã, xã,
phường, thị trấn, thôn, bản, làng, ấp, khu, khu công nghiệp, kcn, cụm, khối, ban, ngành, sở, phòng, tổ, đội, nhóm,
câu lạc bộ, clb, tập thể, cá nhân, hộ, hộ gia đình, gia đình, hộ nghèo, hộ dân, nhà, căn, căn nhà, căn hộ, ngôi
nhà, nhà ở, nhà ở xã hội, mái ấm, công trình, dự án, phần việc, hạng mục, mô hình, sáng kiến, đề tài, giải pháp,
sản phẩm, suất, suất quà, phần quà, phần, túi, túi quà, hộp, thùng, gói, chiếc, cái, bộ, con, con số, cây, quyển, cuốn,
tờ, đêm, bức, bài, bài viết, tin, tin bài, tác phẩm, ảnh, câu hỏi, câu, áo, áo dài, mũ, xe, xe đạp, xe máy, ô tô,
chuyến, chuyến xe, vé, vé xe, tàu, máy, máy tính, giường, bữa, bữa cơm, bữa ăn, thẻ, thẻ bhyt, sổ, sổ tiết kiệm,
phiếu, phiếu mua hàng, lớp, lớp tập huấn, khóa, khóa học, học kỳ, học phần, tín chỉ,
buổi, buổi tuyên truyền, cuộc, cuộc thi, hội nghị, hội
thảo, hội thi, hội nghị tập huấn, chương trình, hoạt động, đợt, đợt kiểm tra, lần, vụ, vụ việc, vòng, giải, giải
thưởng, giải nhất, giải nhì, giải ba, giải khuyến khích, huy chương, huy chương vàng, huy chương bạc, huy chương
đồng, hcv, hcb, hcđ, bằng khen, giấy khen, cờ, cờ thi đua, kỷ niệm chương, huân chương, danh hiệu, bằng, bản, thỏa
ước, thoả ước, bản thỏa ước, tư lđtt, tưlđtt, thỏa ước lao động tập thể, hợp đồng, hợp đồng lao động, đơn, đơn
thư, ý kiến, kiến nghị, nội dung, nhiệm vụ, chỉ tiêu, tiêu chí, mục tiêu, nhóm nhiệm vụ, văn bản, nghị quyết,
quyết định, kế hoạch, báo cáo, tham luận, đề án, chuyên đề, vấn đề, lĩnh vực, dịch vụ, thủ tục, thủ tục hành
chính, hồ sơ, thông tin, tài khoản, lượt truy cập, lượt xem, đơn vị máu, điểm, điểm cầu, điểm trường, cầu, đường,
tuyến, tuyến đường, quốc gia, nước, dân tộc, ngôn ngữ, tầng, phòng học, phòng trọ, phòng, khu trọ, nhà trọ, chốt,
trạm, xuất, mũi, liều, liều vắc xin, mũi tiêm, khẩu trang, tấm, mét, bao, cặp, đôi, đồng nghiệp, bộ môn, môn, nội
dung thi đấu, kíp, trận, trận đấu, bàn, bàn thắng, ngôi sao, quả, trái, trang, dòng, chữ, vị trí, chức danh, cấp,
bậc, loại, hình thức, biện pháp, nguyên tắc, yếu tố, nguyên nhân, bước, khâu, mặt, phía, bên, thế hệ, quỹ, khoản,
nguồn, mạnh thường quân, nhà hảo tâm, nhà tài trợ, tiết mục, gian hàng, gian, sạp, đoàn, phái đoàn, thương binh,
liệt sĩ, liệt sỹ, mẹ việt nam anh hùng, chủ hộ, lao động trẻ, quần chúng, quần chúng ưu tú, nhân khẩu, dân, người
dân, cử tri, cặp vợ chồng, số, trẻ, khu nhà, chung cư, phương tiện, thiết bị, phong trào, hội, liên đoàn lao động,
lđlđ, ldld, việc làm, việc, phiên, phiên họp, kỳ, kỳ họp, cuộc họp, cuộc đối thoại, cuộc giám sát, cuộc kiểm tra,
lời, câu chuyện, khu vực, ngôi, gương, điển hình, tấm gương, chủ đề, hạng, chai, lon, kiện, ký hiệu, đầu sách,
phút, tiêu chuẩn, suất ăn, suất học bổng, học bổng, xuất quà, sim, điện thoại, chi tiết, mẫu, mâm, nồi, hội
trường, sân, sân chơi, khu vui chơi, ki-ốt, quầy, cửa hàng, siêu thị, kho, mảnh, thửa, lô, vườn, ao, đàn, lồng, tổ
hợp, toa, cột, trụ, đèn, bóng đèn, camera, khách mời, thân nhân, nhà giáo, già làng, trưởng bản, tổ trưởng, đại
lý, chi nhánh, văn phòng, tổ sản xuất, dây chuyền, mã, đơn hàng, lô hàng, container, tổng số, trong tổng số, tỷ
lệ, tỉ lệ, tỷ trọng, tỷ suất, tỷ phú, tỉ phú
""")

ATTRIBUTES = word_set("""
cơ sở, công đoàn, đoàn viên, ưu tú, chuyên trách, không chuyên trách, nữ, nam, mới, trẻ, nghèo, cận nghèo, khó
khăn, đặc biệt khó khăn, xuất sắc, tiêu biểu, trọng tâm, khác, tập huấn, bồi dưỡng, quà, tết, giám sát, kiểm tra,
tuyên truyền, đối thoại, thi đấu, thi đua, lao động, người lao động, công nhân, cán bộ, cnvclđ, cnlđ, nlđ, công
nhân lao động, người, doanh nghiệp, viên chức, công chức, chính thức, hợp đồng, trực thuộc, ngoài nhà nước, nhà
nước, tư nhân, fdi, tự quản, vững mạnh, đảng viên, gia đình, đoàn viên công đoàn, dân, khách, truyền thông, sách,
báo, nhà, tập thể, đảng, thanh niên, phụ nữ, hội viên, học sinh, sinh viên, gia đình đoàn viên, viên, giáo viên,
cụ thể, chính, chủ yếu, ủng hộ, hỗ trợ, học bổng, máu, tiền, bhyt, bhxh, giỏi, dân cư, mồ côi, khuyết tật, nguyên,
nước ngoài, quốc tế, việt nam, hà lan, dân quân, tại chỗ, tổ công đoàn, lần, nghiệp vụ, chuyên đề, cấp cơ sở, sinh
hoạt, thanh tra nhân dân
""")

NOT_ATTRIBUTES = word_set("""
tỉnh, huyện, quận, thị xã, xã, phường, thành phố, ngành, sở, ban, khối, cấp, số, mặt, phía, bên, ca, kế hoạch,
lần, tổng số, trong tổng số, tỷ lệ, tỉ lệ
""")  # nouns that begin another phrase behind a noun: "20% kế hoạch | tỉnh giao"

GRADES = word_set("""
tốt, khá, giỏi, xuất sắc, trung bình, vững mạnh, mạnh, đạt, hoàn thành, tiên tiến, tiêu biểu, loại, hạng, bậc,
nhiệm vụ
""")  # "trở lên" behind one of them belongs to the grade, not to the number

JOINS = (", ", " và ", " hoặc ", "/")

DETERMINERS = ("số ", "các ", "tổng số ", "lượt ")
