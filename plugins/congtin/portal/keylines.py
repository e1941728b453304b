"""Where the keys of a settings file stand: loaded only where something is amiss with them."""

from __future__ import annotations

import ast
from pathlib import Path

from congtin.text import normalise


def key_lines(file: Path) -> dict[str, tuple[int, int, int]]:
    """Where names and string keys stand in a settings file: line, column, end column (code points)."""
    try:
        text = normalise(file.read_text(encoding="utf-8"))
        tree = ast.parse(text)
    except (OSError, ValueError, SyntaxError):
        return {}
    lines = text.split("\n")
    found: dict[str, tuple[int, int, int]] = {}
    for node in ast.walk(tree):
        name = _key_name(node)
        if name is not None and isinstance(node, ast.expr):
            before = lines[node.lineno - 1].encode()[: node.col_offset].decode(errors="replace")
            column = len(before) + 1
            written = len(name) + (2 if isinstance(node, ast.Constant) else 0)
            found.setdefault(name, (node.lineno, column, column + written))
    return found


def _key_name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    return None
