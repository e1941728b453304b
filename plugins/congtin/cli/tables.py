"""Tables pasted from a spreadsheet as the front matter and the first body of an article."""

from __future__ import annotations

from dataclasses import dataclass

from congtin.catalogue import Catalogue
from congtin.indicator import IndicatorKind
from congtin.portal.failure import Failure
from congtin.reading.drafts import escape
from congtin.reading.insertion import key_line, row_line
from congtin.vietnamese.tabular import Line, read_table, split_table
from congtin.vietnamese.wording import long_form, phrase_of, told


@dataclass(frozen=True, slots=True)
class Rows:
    """What a table gives: whole lines of front matter, a body that tells each figure, how many rows."""

    metrics: str = ""
    body: str = ""
    count: int = 0


def rows_of(text: str, name: str, catalogue: Catalogue) -> Rows:
    """The rows of a table; ``name`` is that of its file, empty when there is none.

    Raises:
        Failure: a column or number of it is not understood; all doubts are told at once.
    """
    table = read_table(split_table(text))
    if table.doubts:
        raise Failure("Bảng chưa đọc được. " + " ".join(table.doubts))
    metrics = ["metrics:", f"  # từ bảng {name}".rstrip() if name else "  # từ bảng dán vào"]
    body: list[str] = []
    count = 0
    for section in table.sections:
        indent = "  "
        if section.title:
            metrics += [f"  - {key_line('title', section.title)}", "    rows:"]
            body.append(f"\n## {escape(section.title)}\n")
            indent = "      "
        for line in section.lines:
            count += 1
            metrics += [f"{indent}{'  ' if at else '- '}{part}" for at, part in enumerate(_entry(line, catalogue))]
            body.append(f"- {escape(told(line))}")
    return Rows("".join(f"{line}\n" for line in metrics), "\n".join(body).strip("\n") + "\n", count)


def _entry(line: Line, catalogue: Catalogue) -> list[str]:
    known = catalogue.indicator(line.name)
    phrase = phrase_of(line, share=known is not None and known.kind is IndicatorKind.SHARE)
    return [row_line(line.name, phrase)] if phrase else long_form(line)
