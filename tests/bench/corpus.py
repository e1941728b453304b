"""A corpus of any size: invented articles whose figures agree with each other, within an article and across them.

Article ``i`` depends on its number alone. Every figure of a period is the sum of monthly figures that depend on body,
indicator and year alone, so that no two articles ever disagree. All names and numbers are invented.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

BODIES = [
    f"LĐLĐ {kind} {name}"
    for kind, name in zip(
        ("quận", "huyện", "thị xã") * 8,
        "An Lộc,Bình Hải,Cẩm Thạch,Đại Phước,Đông Sơn Hạ,Gia Bảo,Hải Vân Thượng,Hòa Thắng,Hương Khê Nội,Kim Đài,"
        "Lạc Thiện,Long Hưng,Minh Tân,Mỹ Khánh,Nam Hòa,Ngọc Lâm,Phú Điền,Phước An,Quang Lộc,Sơn Trà Hạ,Tân Định Bắc,"
        "Tây Hồ Sơn,Thạch Bình,Vĩnh An Nội".split(","),
        strict=True,
    )
]
INDICATORS = (  # id, label, measure, most in a month
    ("ket-nap-doan-vien", "Kết nạp đoàn viên mới", "đoàn viên", 1200),
    ("thanh-lap-cdcs", "Thành lập công đoàn cơ sở", "đơn vị", 15),
    ("doi-thoai", "Tổ chức đối thoại định kỳ", "cuộc", 75),
    ("hoi-nghi-nld", "Tổ chức hội nghị người lao động", "hội nghị", 100),
    ("suat-qua-tet", "Trao quà Tết cho đoàn viên khó khăn", "suất", 2100),
    ("tu-van-phap-luat", "Tư vấn pháp luật cho người lao động", "lượt", 750),
    ("sang-kien", "Sáng kiến được công nhận", "sáng kiến", 210),
    ("kiem-tra", "Kiểm tra việc chấp hành Điều lệ", "cuộc", 20),
    ("hien-mau", "Vận động hiến máu tình nguyện", "đơn vị máu", 310),
    ("ve-xe-tet", "Tặng vé xe về quê đón Tết", "vé", 430),
)
PERIODS = {"Quý I": (1, 3), "Quý II": (4, 6), "Quý III": (7, 9), "6 tháng đầu năm": (1, 6), "9 tháng": (1, 9)}
SECTIONS = ("Tin công đoàn", "Hoạt động cơ sở", "Chăm lo đoàn viên", "Tuyên giáo - Nữ công", "Thi đua khen thưởng",
            "Chính sách pháp luật", "Văn hóa thể thao", "An toàn lao động")  # fmt: skip
TOLD = (
    "Tính đến hết {period}, {body} đã thực hiện chỉ tiêu *{label}* với {actual} {measure}, đạt {percent}% so với chỉ "
    "tiêu {target} {measure}.",
    "Trong {period}, toàn đơn vị ghi nhận {actual} {measure} ở nội dung {label}; kế hoạch giao {target} {measure}, tỷ "
    "lệ {percent}%.",
    "Về {label}, kết quả {period} là {actual} {measure} trên tổng số {target} {measure} được giao, bằng {percent}%.",
)
SAID = (
    "Ban Thường vụ {body} cho biết, thời gian qua đơn vị tập trung {what}, được đoàn viên đánh giá cao.",
    "Theo kế hoạch, từ nay đến cuối năm, các cấp công đoàn sẽ tiếp tục {what}, công khai, minh bạch và kịp thời.",
    "Nhiều cán bộ công đoàn kiến nghị cần có thêm nguồn lực để {what}, nhất là tại các khu nhà trọ công nhân.",
    "Bên cạnh đó, {body} cũng phối hợp với ngành chức năng để {what}, gắn với trách nhiệm của người đứng đầu.",
    "Đại diện doanh nghiệp cam kết sẽ *đồng hành* cùng tổ chức công đoàn trong việc {what}.",
    "Nhờ cách làm **sát với nhu cầu thực tế của cơ sở**, hoạt động này góp phần ổn định sản xuất.",
)
WHAT = ("chăm lo đời sống người lao động", "thương lượng nâng chất lượng bữa ăn ca", "giám sát việc đóng bảo hiểm",
        "xây dựng quan hệ lao động hài hòa", "nâng cao tay nghề cho thợ trẻ", "phòng ngừa tai nạn lao động",
        "tuyên truyền, vận động người lao động gia nhập tổ chức", "số hóa hồ sơ đoàn viên")  # fmt: skip
WORDS = 560  # of an article, about
FIRST = datetime(2016, 7, 1, 6)


def write(site: Path, count: int) -> None:
    """Put so many articles and their catalogue into a site's ``content``."""
    catalogue, folder = site / "content/catalogue", site / "content/articles"
    catalogue.mkdir(parents=True)
    rows = (
        f"- id: {name}\n  label: {label}\n  measure: {measure}\n  kind: flow\n"
        for name, label, measure, _ in INDICATORS
    )
    (catalogue / "indicators.yaml").write_text("".join(rows), encoding="utf-8")
    bodies = (
        f"- id: body-{number}\n  name: {name}\n  level: district\n  parent: tinh-mau\n"
        for number, name in enumerate(BODIES)
    )
    top = "- id: tinh-mau\n  name: LĐLĐ tỉnh Mẫu\n  level: province\n"
    (catalogue / "organisations.yaml").write_text(top + "".join(bodies), encoding="utf-8")
    for number in range(count):
        place = folder / f"{number % 10}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"bai-{number:06d}.md").write_text(article(number), encoding="utf-8")


def article(number: int) -> str:
    """The text of one article."""
    pick = random.Random(number)
    date = FIRST + timedelta(minutes=pick.randrange(10 * 365 * 24 * 60))
    body = pick.randrange(len(BODIES))
    told = list(_told(pick, body, date))
    words = " ".join(text for text, _ in told).split()
    sentences = [text for text, _ in told]
    while len(words) < WORDS:
        sentence = pick.choice(SAID).format(body=BODIES[body], what=pick.choice(WHAT))
        sentences.append(sentence)
        words += sentence.split()
    pick.shuffle(sentences)
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    paragraphs.insert(len(paragraphs) // 2, "## Kết quả nổi bật")
    head = (
        f"---\nid: bai-{number:06d}\ntitle: {BODIES[body]} đẩy mạnh {pick.choice(WHAT)}\n"
        f"date: {date:%Y-%m-%dT%H:%M:00+07:00}\ncategory: {pick.choice(SECTIONS)}\norganisation: body-{body}\n"
        f"author: Ban Biên tập\nsummary: {pick.choice(told)[0].replace('*', '')}\nmetrics:\n"
    )
    return head + "".join(row for _, row in told) + "---\n\n" + "\n\n".join(paragraphs) + "\n"


def _told(pick: random.Random, body: int, date: datetime) -> Iterator[tuple[str, str]]:
    """The figures of an article: a sentence and a row for each."""
    for name, label, measure, most in pick.sample(INDICATORS, pick.randint(3, 8)):
        words, (first, last) = pick.choice(list(PERIODS.items()))
        year = date.year if last < date.month else date.year - 1  # only periods that have ended
        months = [_month(body, name, most, year, month) for month in range(first, last + 1)]
        target, actual = (sum(values) for values in zip(*months, strict=True))
        period = f"{words}/{year}" if words.startswith("Quý") else f"{words} {year}"
        printed = {"actual": _grouped(actual), "target": _grouped(target)}
        percent = f"{round(actual * 1000 / target) / 10:.1f}".replace(".", ",")
        text = pick.choice(TOLD).format(
            period=period,
            body=BODIES[body],
            label=label[0].lower() + label[1:],
            measure=measure,
            percent=percent,
            **printed,
        )
        row = f"  - indicator: {name}\n    period: {period}\n    target: {printed['target']}\n    actual: {printed['actual']}\n"
        yield text, f"{row}    percent: {percent}%\n"


def _month(body: int, indicator: str, most: int, year: int, month: int) -> tuple[int, int]:
    """Plan and result of a month."""
    pick = random.Random(f"{body} {indicator} {year} {month}")
    target = pick.randint(max(1, most // 2), most)
    return target, max(1, round(target * pick.uniform(0.6, 1.4)))


def _grouped(value: int) -> str:
    return f"{value:,}".replace(",", ".")
