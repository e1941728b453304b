"""B, D and Q: the prose against the declared figures."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.checks.binding import FARTHEST
from congtin.checks.derived import computed, equals_period
from congtin.checks.evidence import names, same_measure, strength
from congtin.checks.matching import fractions, meant
from congtin.checks.phrases import Quoted, nearest_passage
from congtin.checks.rules import Examined, Remark
from congtin.checks.slips import slip
from congtin.finding import Related
from congtin.mention import Bond, Declared, Mention, Token, token
from congtin.quantity import Kind, Modifier, Quantity, print_decimal
from congtin.story import Block, PhraseKind, Story
from congtin.text import distance


def unreadable(examined: Examined) -> Iterator[Remark]:
    """Q1: a token with digits that is no number, date, document or name."""
    for told in examined.doubtful:
        if told.item.doubt == "unreadable":
            yield Remark(
                told.place(),
                f"“{told.item.text}” không đọc được là số, ngày hay số hiệu văn bản.",
                "Xin viết số kiểu Việt Nam: dấu chấm ngăn hàng nghìn, dấu phẩy trước phần lẻ (11.490; 123,2%).",
            )


def doubtful_separator(examined: Examined) -> Iterator[Remark]:
    """Q2: "62.609 triệu": the dot groups thousands, unless the writer meant a decimal comma."""
    for told in examined.doubtful:
        item = told.item
        if item.doubt == "separator" and item.quantity is not None and not told.block.scope.repeats:
            other = item.text.replace(".", ",", 1)
            yield Remark(
                told.place(),
                f"“{item.text}” được đọc là {print_decimal(item.quantity.value)}; cũng có thể là “{other}”.",
                "Xin hỏi lại nguồn; nếu đúng như đã viết, khai cụm này vào `confirm` kèm lý do.",
            )


def undeclared(examined: Examined) -> Iterator[Remark]:
    """B1: numbers of the prose that nothing declares, as one finding."""
    paired = {id(mention) for mention, _ in near_misses(examined)}
    left = [mention for mention in examined.binding.unbound if id(mention) not in paired]
    if not left:
        return
    listing = ", ".join(f"“{mention.printed}” (dòng {mention.place.line})" for mention in left)
    yield Remark(
        left[0].place,
        f"Còn {len(left)} số trong bài chưa khai báo: {listing}.",
        "Số cần theo dõi thì thêm vào `metrics`; số kể thêm thì chép nguyên cụm từ trong bài vào `facts`."
        " Lệnh `congtin check --suggest --fix` ghi sẵn giúp.",
        tuple(Related(mention.place, f"“{mention.printed}” chưa khai báo") for mention in left[1:]),
    )


def disagreeing(examined: Examined) -> Iterator[Remark]:
    """B2: a number of the prose that nearly is a declared one, or stands where a declared one should."""
    for mention, item in near_misses(examined):
        stated = item.observation
        yield Remark(
            mention.place,
            f"Bài viết ghi “{mention.printed}”, phần số liệu (dòng {stated.place.line}, “{item.entry.label}”)"
            f" ghi {stated.quantity.said}.{slip(_reading(mention.quantity, stated.quantity), stated.quantity)}",
            "Xin đối chiếu với báo cáo rồi sửa nơi chưa đúng.",
            (Related(stated.place, f"ở đây ghi {stated.quantity.said}"),),
        )


def unmentioned(examined: Examined) -> Iterator[Remark]:
    """B3: declared figures that the text does not print."""
    pairs = near_misses(examined)
    paired = [item for _, item in pairs]
    for item in examined.binding.missing:
        if item in paired:
            paired.remove(item)
            continue
        if any(near.entry is item.entry and _half(mention.quantity, item) for mention, near in pairs):
            continue  # a half of a ratio that is told for its other half
        stated = item.observation
        yield Remark(
            stated.place,
            f"Phần số liệu ghi {stated.quantity.said} (“{item.entry.label}”), trong bài không thấy số này.",
            "Nếu số này đúng, xin nêu trong bài; nếu bài đúng, xin sửa dòng này.",
        )


def stale_phrases(examined: Examined) -> Iterator[Remark]:
    """B5: listed phrases that do not stand in the text exactly as often as they are listed."""
    for phrase in examined.binding.quoted:
        confirmed = phrase.listings[0].kind is PhraseKind.CONFIRMATION and phrase.occurrences
        if not phrase.stands and not confirmed:
            body = [block for block in examined.story.blocks if not block.scope.repeats]
            yield _miscounted(phrase) if phrase.occurrences else _vanished(phrase, body)
    yield from _stale_overrides(examined.story)


def _stale_overrides(story: Story) -> Iterator[Remark]:
    tied = [block for block in story.blocks if block.overrides]
    declared = [Declared(entry, item) for entry in story.entries for item in entry.observations] if tied else []
    for block in tied:
        for tie in block.overrides:
            if meant(tie.target, declared) is None:
                yield Remark(
                    block.passage.place(tie.start, tie.end),
                    f"Phần số liệu không có số nào mang mã `{tie.target}`.",
                    "Xin ghi mã (`id`) của dòng số liệu, ví dụ {#ket-nap.actual}, hoặc bỏ phần trong ngoặc.",
                )


def _miscounted(phrase: Quoted) -> Remark:
    return Remark(
        phrase.listings[-1].place,
        f"Cụm “{phrase.listings[0].text}” có {len(phrase.occurrences)} lần trong bài,"
        f" nhưng được khai {len(phrase.listings)} lần.",
        "Xin khai đúng số lần cụm này xuất hiện (mỗi lần một dòng), hoặc sửa bài.",
        tuple(Related(item.place, "ở đây") for item in phrase.occurrences),
    )


def _vanished(phrase: Quoted, body: list[Block]) -> Remark:
    listed = phrase.listings[0]
    near = nearest_passage(listed.text, body)
    where = f"; gần nhất là “{near.text}” (dòng {near.place.line})" if near else ""
    line = listed.place.line
    return Remark(
        listed.place,
        f"Không còn thấy cụm “{listed.text}” trong bài{where}.",
        f"Nếu bài đúng, xin sửa dòng {line}; nếu dòng {line} đúng, xin sửa bài.",
        (Related(near.place, "cụm gần giống"),) if near else (),
    )


def headline(examined: Examined) -> Iterator[Remark]:
    """D1: headline, kicker and summary say what the body and the declared figures say, or more coarsely."""
    story = examined.story
    if not examined.binding.retold:
        return
    known = [item.quantity for entry in story.entries for item in entry.observations]
    known += [mention.quantity for mention in examined.binding.mentions if mention.bond is not Bond.SPELLED]
    exact = {token(quantity) for quantity in known}
    if any(mention.quantity.kind is Kind.RATIO for mention in examined.binding.retold):
        exact |= _ratios(story)
    for mention in examined.binding.retold:
        if token(mention.quantity) in exact or _follows(mention, known, story):
            continue
        near = _nearest_quantity(mention.quantity, known)
        said = f"; số gần nhất trong bài và phần số liệu là {near.said}" if near else ""
        yield Remark(
            mention.place,
            f"Tiêu đề hoặc sapo ghi “{mention.printed}”, trong bài và phần số liệu không có số này{said}.",
            "Xin sửa tiêu đề, sapo cho khớp với bài, hoặc nêu số này trong bài.",
        )


def _ratios(story: Story) -> set[Token]:
    """What the declared results and plans are when printed as ratios."""
    declared = [Declared(entry, item) for entry in story.entries for item in entry.observations]
    return {
        (Kind.RATIO, (over.observation.quantity.value, under.observation.quantity.value), None)
        for over, under in fractions(declared)
    }


def near_misses(examined: Examined) -> list[tuple[Mention, Declared]]:
    """Undeclared mentions paired with the unmentioned figures that they most likely stand for, each used once."""
    missing, unbound = examined.binding.missing, examined.binding.unbound
    pairs: list[tuple[Mention, Declared]] = []
    scored = sorted(
        (
            (-likeness, at, order)
            for at, mention in enumerate(unbound)
            for order, item in enumerate(missing)
            if (likeness := _likeness(mention, item)) > 0
        ),
    )
    used_mentions: set[int] = set()
    used_items: set[int] = set()
    for _, at, order in scored:
        if at not in used_mentions and order not in used_items:
            used_mentions.add(at)
            used_items.add(order)
            pairs.append((unbound[at], missing[order]))
    return sorted(pairs, key=lambda pair: (pair[0].place.line, pair[0].place.column))


def _likeness(mention: Mention, item: Declared) -> int:
    """How likely a printed number stands for a declared one; 0 when nothing speaks for it."""
    stated = item.observation.quantity
    printed = _reading(mention.quantity, stated)
    if printed.kind is not stated.kind or _half(mention.quantity, item):
        return 0
    edits = distance(_digits(printed), _digits(stated), 2)
    close = 6 - 2 * edits if edits <= min(2, max(1, len(_digits(stated)) - 1)) else 0
    if printed.value == stated.value:
        close = 6  # only the modifier differs
    named = names(mention, item)
    if not (close and (named or close >= 4 or same_measure(mention, item))) and not (
        named and same_measure(mention, item)
    ):
        return 0
    return 4 * close + strength(mention, item)


def _half(printed: Quantity, item: Declared) -> bool:
    """Whether a printed ratio holds a declared number as it is: if the ratio is off, its other half is."""
    stated = item.observation.quantity
    if printed.kind is not Kind.RATIO or stated.kind is Kind.RATIO:
        return False
    return stated.value in (printed.part(0).value, printed.part(1).value)


def _reading(printed: Quantity, stated: Quantity) -> Quantity:
    """Of a printed ratio the number that is more like the declared one, any other quantity as it is."""
    if printed.kind is not Kind.RATIO or stated.kind is Kind.RATIO:
        return printed
    return min(printed.part(0), printed.part(1), key=lambda part: distance(_digits(part), _digits(stated), 9))


def _digits(quantity: Quantity) -> str:
    return "".join(char for char in quantity.text if char.isdigit()) or str(quantity.value)


def _follows(mention: Mention, known: list[Quantity], story: Story) -> bool:
    """Whether a number of the headline is a coarser print, a length or a computed value of known ones."""
    quantity = mention.quantity
    if mention.expression.spelled and quantity.modifier is None and abs(quantity.value) <= 10:
        return True
    if any(item.kind is quantity.kind and _coarser(quantity, item) for item in known):
        return True
    return equals_period(quantity, story) or computed(quantity, story) is not None


def _coarser(quantity: Quantity, known: Quantity) -> bool:
    """Whether a headline may print the number so: the side of a modifier is hard, its width wider than in the body."""
    if quantity.modifier is None and known.modifier in (Modifier.AT_LEAST, Modifier.AT_MOST):
        return known.value == quantity.value  # "đặt mức 2.600" of "2.600 trở lên"
    if quantity.modifier in (Modifier.MORE_THAN, Modifier.AT_LEAST):
        above = known.value - quantity.value
        return known.modifier in (None, quantity.modifier) and above > 0 and above * FARTHEST <= known.value
    if quantity.kind is Kind.RANGE or known.kind is Kind.RANGE:
        return False
    return known.modifier is None and known.value in quantity.interval


def _nearest_quantity(quantity: Quantity, known: list[Quantity]) -> Quantity | None:
    alike = [item for item in known if item.kind is quantity.kind]
    return min(alike, key=lambda item: abs(item.value - quantity.value), default=None)
