"""Phrases of the prose that front matter lists: facts, waivers, confirmations."""

from __future__ import annotations

from collections.abc import Iterator

from congtin.finding import Finding
from congtin.reading.fields import Fields
from congtin.reading.nodes import Mapping, Node, Pair, Scalar, Sequence
from congtin.reading.problems import problem
from congtin.story import Phrase, PhraseKind
from congtin.text import squeeze
from congtin.vietnamese.mentions import read as read_mentions

_WITH_REASON = (PhraseKind.WAIVER, PhraseKind.CONFIRMATION)


def read_phrases(fields: Fields, problems: list[Finding]) -> tuple[Phrase, ...]:
    """All listed phrases; a waiver or confirmation without its reason is a finding and does not count."""
    found = [phrase for kind in PhraseKind for phrase in _of_kind(kind, fields.node(kind.value), problems)]
    return tuple(found)


def _of_kind(kind: PhraseKind, node: Node | None, problems: list[Finding]) -> Iterator[Phrase]:
    items: tuple[Node, ...] = ()
    match node:
        case Scalar():
            items = (node,)
        case Sequence():
            items = node.items
        case Mapping():
            problems.append(
                problem(
                    "F18",
                    node.place,
                    f"`{kind}` cần một danh sách, mỗi cụm từ một dòng.",
                    "Xin thêm “- ” ở đầu mỗi dòng.",
                )
            )
    for item in items:
        if kind in _WITH_REASON:
            yield from _reasoned(kind, item, problems)
        else:
            yield from _plain(kind, item, problems)


def _plain(kind: PhraseKind, item: Node, problems: list[Finding]) -> Iterator[Phrase]:
    if not isinstance(item, Scalar):
        problems.append(
            problem(
                "F26",
                item.place,
                f"Mỗi mục của `{kind}` là một cụm chép nguyên từ bài.",
                "Xin viết mỗi cụm một dòng, sau “- ”.",
            )
        )
    elif not squeeze(item.text):
        problems.append(
            problem(
                "F26", item.place, f"Một mục của `{kind}` để trống.", "Xin chép cụm từ trong bài vào, hoặc bỏ dòng này."
            )
        )
    else:
        yield _phrase(kind, item, "")


def _reasoned(kind: PhraseKind, item: Node, problems: list[Finding]) -> Iterator[Phrase]:
    pairs: tuple[Pair, ...] = item.pairs if isinstance(item, Mapping) else ()
    if not pairs:
        problems.append(_no_reason(kind, item, squeeze(item.text) if isinstance(item, Scalar) else ""))
    for pair in pairs:
        reason = squeeze(pair.value.text) if isinstance(pair.value, Scalar) else ""
        if not reason:
            problems.append(_no_reason(kind, pair.key, squeeze(pair.key.text)))
        elif not squeeze(pair.key.text):
            problems.append(
                problem(
                    "F26",
                    pair.key.place,
                    f"Một mục của `{kind}` thiếu cụm từ.",
                    "Xin chép cụm từ trong bài vào trước dấu hai chấm.",
                )
            )
        else:
            yield _phrase(kind, pair.key, reason)


def _phrase(kind: PhraseKind, scalar: Scalar, reason: str) -> Phrase:
    return Phrase(kind, scalar.text, scalar.place, reason, read_mentions(scalar.text))


def _no_reason(kind: PhraseKind, node: Node, phrase: str) -> Finding:
    example = "ngưỡng" if kind is PhraseKind.WAIVER else "đã hỏi đơn vị, đúng như vậy"
    shown = f"Cụm “{phrase}”" if phrase else "Mục này"
    return problem(
        "F26",
        node.place,
        f"{shown} trong `{kind}` chưa có lý do.",
        f"Xin viết lý do sau dấu hai chấm: `- {phrase or 'cụm từ'}: {example}`.",
    )
