"""``congtin numbers``: every numeric expression of a text."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from congtin.expression import Expression
from congtin.text import normalise
from congtin.vietnamese.mentions import read

KINDS = {
    "count": "số đếm",
    "percent": "phần trăm",
    "money": "số tiền",
    "ratio": "tỷ số",
    "range": "khoảng",
    "measure": "số đo",
    "duration": "thời lượng",
    "date": "ngày",
    "datetime": "ngày giờ",
    "time": "giờ",
    "period": "kỳ",
    "year": "năm",
    "ordinal": "thứ tự",
    "docref": "văn bản",
    "article_ref": "điều khoản",
    "phone": "điện thoại",
    "address": "địa chỉ",
    "other": "khác",
}
MODIFIERS = {
    "approx": "khoảng", "less_than": "dưới", "more_than": "trên", "at_least": "ít nhất", "at_most": "nhiều nhất",
}  # fmt: skip


def add_parser(subparsers: Any) -> None:
    """Add ``numbers`` to the commands."""
    parser = subparsers.add_parser("numbers", help="mọi con số của một văn bản")
    _arguments(parser)
    parser.set_defaults(run=run)


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="tệp văn bản; - là đầu vào chuẩn")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="cách in kết quả")


def run(args: argparse.Namespace) -> int:
    """Print the expressions of the file; 0 when it could be read, else 1."""
    try:
        raw = sys.stdin.buffer.read() if args.file == "-" else Path(args.file).read_bytes()
        text = normalise(raw.decode("utf-8"))
    except OSError as error:
        print(
            f"Không đọc được tệp {args.file}: {error.strerror}. Xin kiểm tra lại tên tệp và quyền đọc.", file=sys.stderr
        )
        return 1
    except UnicodeDecodeError:
        print(f"Tệp {args.file} không phải văn bản UTF-8. Xin lưu lại tệp với mã UTF-8 rồi thử lại.", file=sys.stderr)
        return 1
    found = read(text)
    if args.format == "json":
        output = json.dumps([as_json(item) for item in found], ensure_ascii=False, indent=1)
    else:
        output = _table(text, found)
    sys.stdout.buffer.write((output + "\n").encode() if output else b"")
    return 0


def as_json(item: Expression) -> dict[str, object]:
    """One expression with the keys of the contract."""
    value: object = list(item.value) if isinstance(item.value, tuple) else item.value
    return {
        "start": item.start, "end": item.end, "text": item.text, "kind": str(item.kind), "value": value,
        "modifier": str(item.modifier) if item.modifier else None, "unit": item.unit or None,
    }  # fmt: skip


def _table(text: str, found: tuple[Expression, ...]) -> str:
    rows = [_row(text, item) for item in found]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(4)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, [*widths, 0], strict=True)).rstrip() for row in rows
    )


def _row(text: str, item: Expression) -> tuple[str, str, str, str, str]:
    line = text.count("\n", 0, item.start) + 1
    column = item.start - text.rfind("\n", 0, item.start)
    value = "–".join(item.value) if isinstance(item.value, tuple) else item.value
    said = " ".join(part for part in (MODIFIERS.get(item.modifier or "", ""), value, item.unit) if part)
    return f"{line}:{column}", KINDS[item.kind], " ".join(item.text.split()), said, item.doubt and "cần xem lại"


def main() -> int:
    """Run as ``python -m congtin.cli.numbers``."""
    parser = argparse.ArgumentParser(prog="congtin numbers")
    _arguments(parser)
    return run(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
