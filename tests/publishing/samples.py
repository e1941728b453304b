"""Invented articles ("minh hoạ") that use everything a page can show. No real person, body or figure."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

from congtin.catalogue import Catalogue
from congtin.indicator import Indicator
from congtin.observation import Aspect, Entry, Group, Observation, Relation, RelationKind, Verdict
from congtin.organisation import Level, Organisation
from congtin.period import Period, PeriodKind
from congtin.publishing.dates import VIETNAM
from congtin.publishing.weaving import find_ties
from congtin.quantity import Kind, Modifier, Quantity
from congtin.story import Attribution, Author, Block, Correction, Image, Scope, Story
from congtin.text import Passage, Place, Source, slugify

PLACE = Place("content/articles/minh-hoa.md")
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), PeriodKind.YEAR, "năm 2025")
TERM = Period(date(2025, 1, 1), date(2030, 12, 31), PeriodKind.TERM, "nhiệm kỳ 2025-2030")
EACH_YEAR = Period(date(2025, 1, 1), date(2030, 12, 31), PeriodKind.TERM, "hằng năm", each_year=True)
HALF = Period(date(2025, 1, 1), date(2025, 6, 30), PeriodKind.HALF, "6 tháng đầu năm 2025")

_SCALES = {"triệu": 10**6, "tỷ": 10**9, "nghìn": 10**3}
_MODIFIERS = {"trên ": Modifier.MORE_THAN, "gần ": Modifier.LESS_THAN, "khoảng ": Modifier.APPROX}


def quantity(printed: str, modifier: Modifier | None = None) -> Quantity:
    """A quantity from simple print: "trên 965 triệu đồng", "123,2%", "400 đoàn viên"."""
    for word, meaning in _MODIFIERS.items():
        if printed.startswith(word):
            return quantity(printed.removeprefix(word), meaning)
    digits, rest = re.fullmatch(r"(-?[\d.,]+)\s*(.*)", printed).groups()
    value = Decimal(digits.replace(".", "").replace(",", "."))
    places = Decimal(1).scaleb(-len(digits.partition(",")[2]))
    if rest == "%":
        return Quantity(printed, Kind.PERCENT, value, places, modifier)
    if rest.endswith("đồng"):
        scale = _SCALES.get(rest.split()[0], 1)
        return Quantity(printed, Kind.MONEY, value * scale, places * scale, modifier, "đồng")
    return Quantity(digits, Kind.COUNT, value, Decimal(0), modifier, rest)


def entry(label: str, *figures: tuple[str, str] | tuple[str, str, str], **more: object) -> Entry:
    """An entry of figures like ("actual", "505 đoàn viên") or ("part", "223 cuộc", "tài chính")."""
    period = more.pop("period", None)
    return Entry(
        label,
        PLACE,
        PLACE,
        tuple(
            Observation(label, "LĐLĐ tỉnh Minh Hoạ", period, Aspect(aspect), quantity(printed), PLACE, *part)
            for aspect, printed, *part in figures
        ),
        **more,
    )


def relation(kind: str, *members: int) -> Relation:
    """A relation of that kind."""
    return Relation(RelationKind(kind), members)


CATALOGUE = Catalogue(
    indicators=(Indicator("doan-vien-ket-nap", "Kết nạp đoàn viên mới", "đoàn viên"),),
    organisations=(
        Organisation("tong-minh-hoa", "Tổng Liên đoàn (minh hoạ)", Level.CONFEDERATION),
        Organisation("tinh-minh-hoa", "LĐLĐ tỉnh Minh Hoạ", Level.PROVINCE, "tong-minh-hoa"),
        Organisation(
            "huyen-song-xanh",
            "LĐLĐ huyện Sông Xanh",
            Level.DISTRICT,
            "tinh-minh-hoa",
            aliases=("Công đoàn huyện Sông Xanh",),
            valid_from=date(1997, 10, 1),
            valid_to=date(2025, 6, 30),
            successors=("xa-song-xanh", "xa-nui-bac"),
            note="Kết thúc hoạt động khi sắp xếp tổ chức công đoàn năm 2025 (minh hoạ).",
        ),
        Organisation(
            "xa-song-xanh", "Công đoàn xã Sông Xanh", Level.COMMUNE, "tinh-minh-hoa", valid_from=date(2025, 7, 1),
            predecessors=("huyen-song-xanh",),
        ),
        Organisation(
            "xa-nui-bac", "Công đoàn xã Núi Bạc", Level.COMMUNE, "tinh-minh-hoa", valid_from=date(2025, 7, 1),
            predecessors=("huyen-song-xanh",),
        ),
        Organisation("khu-cong-nghiep", "Công đoàn Các khu công nghiệp Minh Hoạ", Level.ZONE, "tinh-minh-hoa"),
    ),
)  # fmt: skip

RESULTS = Group(
    "",
    (
        entry("Kết nạp đoàn viên", ("actual", "505 đoàn viên"), ("target", "410 đoàn viên"), ("percent", "123,2%"),
              ("previous", "470 đoàn viên"), ("change", "7,4%"), relations=(relation("percent", 0, 1, 2),)),
        entry("CĐCS thành lập mới", ("actual", "06 đơn vị"), ("target", "06 đơn vị"), ("percent", "100%")),
        entry("Kiểm tra", ("actual", "446 cuộc"), ("part", "223 cuộc", "chấp hành Điều lệ"),
              ("part", "223 cuộc", "tài chính"), relations=(relation("sum", 0, 1, 2),)),
        entry("Giới thiệu cho Đảng", ("actual", "202 đoàn viên"), ("part", "140 đoàn viên", "được kết nạp"),
              relations=(relation("subset", 0, 1),)),
        entry("Thăm hỏi, tặng quà đoàn viên có hoàn cảnh khó khăn nhân dịp Tết và Tháng Công nhân",
              ("actual", "trên 965 triệu đồng"), verdict=Verdict.EXCEEDED),
        entry("Hỗ trợ nhà ở đoàn viên", ("actual", "8 hộ"), ("actual", "165 triệu đồng"), ("target", "10 hộ")),
        entry("CĐCS không hoàn thành nhiệm vụ", absent=True),
    ),
    YEAR,
)  # fmt: skip
PLANS = Group(
    "Chỉ tiêu nhiệm kỳ mới",
    (
        entry("Kết nạp đoàn viên", ("target", "400 đoàn viên")),
        entry("Cán bộ công đoàn được tập huấn", ("part", "100%", "chuyên trách"),
              ("part", "80%", "không chuyên trách"), period=EACH_YEAR),
        entry("CNVCLĐ được tuyên truyền", ("target", "trên 85%"), period=EACH_YEAR),
    ),
    TERM,
    as_target=True,
)  # fmt: skip

OPENING = (
    "Đây là bài minh hoạ: mọi tên gọi và con số đều do người làm mẫu đặt ra. Trong năm qua, các cấp công đoàn "
    "trong tỉnh kết nạp 505 đoàn viên, bằng 123,2% kế hoạch, và thành lập 06 công đoàn cơ sở mới."
)
BODY = f"""<p>{OPENING}</p>
<h2>Hướng về cơ sở</h2>
<p>Công tác kiểm tra được duy trì với 446 cuộc, gồm 223 cuộc kiểm tra chấp hành Điều lệ và 223 cuộc kiểm tra tài chính.
Xem thêm <a href="/gioi-thieu/">trang giới thiệu</a> hoặc
<a href="https://example.vn/bao-cao" rel="noopener">báo cáo gốc</a>.</p>
<blockquote><p>“Lấy đoàn viên làm trung tâm, lấy cơ sở làm nền tảng” là phương châm của năm.</p></blockquote>
<ul><li>Chăm lo đời sống người lao động;</li><li>Đổi mới nội dung, phương thức hoạt động.</li></ul>
<table><thead><tr><th scope="col">Đợt</th><th scope="col" class="align-right">Số suất quà</th></tr></thead>
<tbody><tr><td>Tết Nguyên đán</td><td class="align-right">1.200</td></tr></tbody></table>
<p>Trong nhiệm kỳ tới, công đoàn tỉnh phấn đấu kết nạp 400 đoàn viên trở lên, hằng năm trên 85% công nhân, viên chức,
lao động được tuyên truyền.</p>"""


def story(title: str, day: datetime, category: str = "Công đoàn cơ sở", **more: object) -> Story:
    """A story with little in it; ``more`` sets the rest."""
    slug = str(more.pop("slug", "")) or slugify(title)
    given = {"html": "<p>Bài minh hoạ.</p>", "id": slug, "slug": slug, "title": title, "date": day, **more}
    return Story(source=Source(f"content/articles/{slug}.md", ""), category=category, **given)


FULL = story(
    "LĐLĐ tỉnh Minh Hoạ: nhiều chỉ tiêu đạt và vượt kế hoạch, tạo đà bước vào nhiệm kỳ mới",
    datetime(2026, 1, 15, 18, 17, tzinfo=VIETNAM),
    slug="minh-hoa-nhieu-chi-tieu",
    html=BODY,
    kicker="Bài minh hoạ",
    summary="Năm 2025, các cấp công đoàn trong tỉnh kết nạp 505 đoàn viên, bằng 123,2% kế hoạch; "
    "thành lập 06 công đoàn cơ sở mới.",
    organisation="LĐLĐ tỉnh Minh Hoạ",
    authors=(Author("Người viết mẫu", "bài"), Author("Người vẽ mẫu", "ảnh")),
    attribution=Attribution("Báo Minh Hoạ", "https://example.vn/bai-viet", "", "14/01/2026 08:00"),
    modified=datetime(2026, 1, 16, 9, 5, tzinfo=VIETNAM),
    image=Image("/images/minh-hoa.svg", "Hình vẽ minh hoạ: những dải màu", "Hình vẽ minh hoạ cho bài viết mẫu.",
                "congtin", 960, 540, 900, "image/svg+xml"),
    corrections=(Correction(date(2026, 1, 16), "550 đoàn viên", "505 đoàn viên", "Hai chữ số bị đổi chỗ khi gõ."),),
    tags=("đoàn viên", "kế hoạch"),
    as_of=date(2025, 12, 31),
    data_from="Báo cáo tổng kết năm 2025 (minh hoạ)",
    period=YEAR,
    groups=(RESULTS, PLANS),
    blocks=(Block(Scope.PARAGRAPH, Passage.of(Source("", OPENING), 0, len(OPENING))),),
)  # fmt: skip
TIES = tuple(
    find_ties(
        FULL,
        (
            (0, OPENING.index(printed), OPENING.index(printed) + len(printed), figure)
            for printed, figure in (
                ("505", RESULTS.entries[0].observations[0]),
                ("123,2%", RESULTS.entries[0].observations[2]),
                ("06", RESULTS.entries[1].observations[0]),
            )
        ),
    )
)

OTHERS = (
    story("Công đoàn xã Núi Bạc ra mắt, bầu ban chấp hành lâm thời", datetime(2026, 1, 14, 14, 49, tzinfo=VIETNAM),
          "Tổ chức", organisation="xa-nui-bac",
          summary="Bài minh hoạ: công đoàn xã mới tiếp nhận đoàn viên của huyện cũ."),
    story("Trao “Mái ấm Công đoàn” cho đoàn viên khó khăn", datetime(2026, 1, 12, 16, 33, tzinfo=VIETNAM),
          "Chăm lo đoàn viên",
          summary="Bài minh hoạ: tám gia đình đoàn viên đón Tết trong nhà mới.", kicker="Tết sum vầy"),
    story("Tập huấn nghiệp vụ cho cán bộ công đoàn cơ sở khối doanh nghiệp và hành chính sự nghiệp toàn tỉnh",
          datetime(2026, 1, 9, 8, 5, tzinfo=VIETNAM), summary="Bài minh hoạ: hơn hai trăm cán bộ công đoàn dự lớp."),
    story("Đối thoại với người lao động tại khu công nghiệp", datetime(2025, 12, 29, 10, 0, tzinfo=VIETNAM),
          "Chăm lo đoàn viên", organisation="Công đoàn Công ty Minh Hoạ"),
    story("Thi đua lao động giỏi chào mừng đại hội", datetime(2025, 12, 20, tzinfo=VIETNAM), "Thi đua"),
    story("Sáng kiến của công nhân được công nhận cấp tỉnh", datetime(2025, 11, 8, 7, 30, tzinfo=VIETNAM), "Thi đua"),
)  # fmt: skip
STORIES = (FULL, *OTHERS)
