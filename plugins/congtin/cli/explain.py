"""``congtin check --explain FILE:LINE``: how each number of one line was read, and why it is bound to what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from congtin.catalogue import Catalogue
from congtin.checks import check_story
from congtin.checks.binding import Binding, bind
from congtin.checks.evidence import around, same_measure, strength, words
from congtin.cli.explained_rows import row_lines
from congtin.cli.numbers import KINDS, MODIFIERS
from congtin.cli.wording import VIETNAMESE
from congtin.expression import Expression
from congtin.mention import Bond, Declared, Mention, token
from congtin.portal.failure import Failure, Misuse
from congtin.quantity import Kind, Quantity, print_decimal
from congtin.report import Report
from congtin.story import Block, Phrase, PhraseKind, Story
from congtin.text import fold

BONDS = {
    Bond.ROW: "Khớp với",
    Bond.SECOND: "Nhắc lại số của",
    Bond.RETOLD: "Nói tròn số của",
    Bond.FACT: "Nằm trong một cụm đã chép vào `facts`",
    Bond.WAIVED: "Nằm trong một cụm đã ghi ở `waive`: không theo dõi",
    Bond.COMPUTED: "Tính ra được từ",
    Bond.PERIOD: "Bằng độ dài của kỳ đã khai: không phải kê",
    Bond.SPELLED: "Số nhỏ viết bằng chữ: không phải kê",
    Bond.NAME: "Đứng trong tên của một dòng số liệu: không phải kê",
    Bond.TABLE: "Bảng tự giữ số này: số thứ tự, hoặc cộng, chia từ các ô đã khớp",
    Bond.UNBOUND: "Chưa khớp với dòng nào",
}
PHRASES = {
    PhraseKind.FACT: "Cụm kể thêm (`facts`)",
    PhraseKind.WAIVER: "Cụm không theo dõi (`waive`)",
    PhraseKind.CONFIRMATION: "Cụm đã hỏi lại (`confirm`)",
}
RIVALS = 3  # other candidates that are shown


@dataclass(frozen=True, slots=True)
class Target:
    """A file and one of its lines, from 1."""

    path: Path
    line: int

    @classmethod
    def of(cls, text: str) -> Target:
        """The target of "FILE:LINE".

        Raises:
            Misuse: it has another form.
            Failure: there is no such file.
        """
        name, _, line = text.rpartition(":")
        if not name or not line.isdecimal() or int(line) < 1:
            raise Misuse(f"--explain: “{text}” chưa đúng dạng TỆP:DÒNG, ví dụ content/articles/2024/bai.md:12.")
        if not Path(name).is_file():
            raise Failure(f"Không tìm thấy {name}. Xin kiểm tra lại đường dẫn.")
        return cls(Path(name), int(line))


def explain(story: Story, line: int, catalogue: Catalogue) -> str:
    """What is to be told of one line of an article: its text, its numbers, its row or phrase, its findings.

    Raises:
        Misuse: the file has no such line.
    """
    lines = story.source.lines
    if line > len(lines):
        raise Misuse(f"--explain: {story.path} chỉ có {len(lines)} dòng.")
    binding = bind(story)
    told = [f"{story.path}:{line}", f"    {line:>4} | {lines[line - 1]}", ""]
    parts = [
        *_numbers(story, binding, line),
        *_rows(story, binding, line),
        *_phrases(binding, line),
        *_findings(check_story(story, catalogue), line),
    ]
    text = "\n".join([*told, *(parts or ["Dòng này không có số nào, và không có điểm nào cần xem."])])
    return f"{text.rstrip()}\n"


def _numbers(story: Story, binding: Binding, line: int) -> Iterator[str]:
    mentions = {_key(item.block, item.expression): item for item in (*binding.mentions, *binding.retold)}
    for block in story.blocks:
        for expression in block.expressions:
            place = block.passage.place(expression.start, expression.end)
            if not place.line <= line <= place.end_line:
                continue
            mention = mentions.get(_key(block, expression))
            yield f"{place.line}:{place.column} “{mention.printed if mention else expression.text}”"
            yield f"  Đọc là {_reading(expression)}."
            yield from (f"  {text}" for text in _reasons(mention, binding, story))
            yield ""


def _key(block: Block, expression: Expression) -> tuple[int, int]:
    return id(block), expression.start


def _reading(expression: Expression) -> str:
    """Kind, modifier, value and counted noun in words."""
    quantity = expression.quantity
    if quantity is None:
        return f"{KINDS[expression.kind]}: {expression.text}"
    parts = (MODIFIERS.get(expression.modifier or "", ""), _value(quantity), expression.unit)
    return f"{KINDS[expression.kind]}: {' '.join(part for part in parts if part)}"


def _value(quantity: Quantity) -> str:
    numbers = quantity.parts or (quantity.value,)
    sign = "%" if quantity.kind is Kind.PERCENT else ""
    return ("/" if quantity.kind is Kind.RATIO else "–").join(f"{print_decimal(number)}{sign}" for number in numbers)


def _reasons(mention: Mention | None, binding: Binding, story: Story) -> Iterator[str]:
    if mention is None:
        yield "Không phải số lượng: không phải kê."
        return
    if mention.block.scope.repeats:
        yield from _retold(mention, binding, story)
        return
    item = mention.declared
    yield f"{BONDS[mention.bond]}{f' {_declared(item)}' if item else ''}."
    if item is not None:
        yield f"Vì {_evidence(mention, item)}."
    yield from _rivals(mention, binding, story)


def _retold(mention: Mention, binding: Binding, story: Story) -> Iterator[str]:
    """A number of headline, kicker or summary is held against the body and the rows; D1 judges it."""
    key = token(mention.quantity)
    same = [f"dòng {item.place.line}" for item in binding.mentions if token(item.quantity) == key]
    same += [_declared(item) for item in _all(story) if token(item.observation.quantity) == key]
    yield "Số ở tiêu đề hay sapo được đối chiếu với thân bài và phần số liệu (D1)."
    yield f"Cùng số ấy: {', '.join(same)}." if same else "Không có đúng số ấy; nói tròn thì được."


def _rivals(mention: Mention, binding: Binding, story: Story) -> Iterator[str]:
    """The other rows in question: those with the same number, else those of the kind that the text does not print."""
    key = token(mention.quantity)
    chosen = mention.declared
    others = [item for item in _all(story) if item != chosen]
    alike = [item for item in others if token(item.observation.quantity) == key]
    why = "Cũng ghi số ấy"
    if not alike and chosen is None:
        alike = [item for item in binding.missing if _like(mention, item)]
        why = "Có thể là"
    ranked = sorted(alike, key=lambda item: -strength(mention, item))
    for item in ranked[:RIVALS]:
        yield f"{why}: {_declared(item)}; {_evidence(mention, item)}."


def _like(mention: Mention, item: Declared) -> bool:
    return item.observation.quantity.kind is mention.quantity.kind and strength(mention, item) > 0


def _all(story: Story) -> list[Declared]:
    return [Declared(entry, item) for entry in story.entries for item in entry.observations]


def _declared(item: Declared) -> str:
    part = f", {item.observation.label}" if item.observation.label else ""
    return f"dòng {item.observation.place.line} “{item.entry.label}{part}” (ghi {item.observation.quantity.said})"


def _evidence(mention: Mention, item: Declared) -> str:
    """What speaks for a row: the same number, words of its label near by, the same counted noun; with the weight."""
    reasons = []
    if token(mention.quantity) == token(item.observation.quantity):
        reasons.append("cùng loại, cùng giá trị")
    elif item.observation.quantity.value in mention.quantity.parts:
        reasons.append("một trong hai số là số của dòng")
    shared = _shared(mention, item)
    reasons.append(
        f"quanh số có chữ {', '.join(f'“{word}”' for word in shared)}" if shared else "tên dòng không có ở quanh số"
    )
    if same_measure(mention, item):
        reasons.append(f"cùng đếm “{mention.expression.unit}”")
    return f"{', '.join(reasons)} (sức nặng {strength(mention, item)})"


def _shared(mention: Mention, item: Declared) -> list[str]:
    """The words of the row's label that stand in the number's clause, as the row prints them, runs together."""
    near = words(" ".join(around(mention)))
    label = f"{item.entry.label} {item.observation.label}".split()
    runs = groupby(label, key=lambda word: bool(words(fold(word)) & near))
    return list(dict.fromkeys(" ".join(run).strip(",.()") for shared, run in runs if shared))


def _rows(story: Story, binding: Binding, line: int) -> Iterator[str]:
    for group in story.groups:
        for entry in group.entries:
            if line in {entry.place.line, *(item.place.line for item in entry.observations)}:
                yield from row_lines(entry, binding)
                yield ""


def _phrases(binding: Binding, line: int) -> Iterator[str]:
    for quoted in binding.quoted:
        for phrase in (item for item in quoted.listings if item.place.line == line):
            yield f"{_at(phrase)} {PHRASES[phrase.kind]}: “{phrase.text}”"
            if phrase.reason:
                yield f"  Lý do: {phrase.reason}."
            yield f"  {_occurring([item.place.line for item in quoted.occurrences], len(quoted.listings))}"
            yield ""


def _at(phrase: Phrase) -> str:
    return f"{phrase.place.line}:{phrase.place.column}"


def _occurring(lines: Iterable[int], listed: int) -> str:
    found = list(lines)
    where = f" (dòng {', '.join(map(str, found))})" if found else ""
    return f"Có {len(found)} lần trong bài{where}, được khai {listed} lần."


def _findings(report: Report, line: int) -> Iterator[str]:
    for finding in report.findings:
        if finding.place.line <= line <= finding.place.end_line:
            severity = VIETNAMESE.severities[finding.severity]
            yield f"{line}:{finding.place.column} {severity} {finding.rule}: {finding.message} {finding.help}".rstrip()
