"""Mutants of a module, as cosmic-ray's operators make them: a seeded sample, without those that are the same program."""

from __future__ import annotations

import ast
import marshal
import random
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.operators.provider import OperatorProvider
from parso.tree import NodeOrLeaf


@dataclass(frozen=True, slots=True)
class Mutant:
    """``code`` is the whole module; ``gone`` and ``new`` are the lines in which it differs, from ``line`` on."""

    path: Path
    code: str
    line: int
    gone: str
    new: str

    def __str__(self) -> str:
        sides = [f"{sign} {line}" for sign, text in (("-", self.gone), ("+", self.new)) for line in text.splitlines()]
        return "\n".join([f"{self.path.name}:{self.line}", *sides])


def drawn(path: Path, seed: int) -> Iterator[Mutant]:
    """The mutants of a module, each once, in an order that depends on its name and ``seed`` alone."""
    code = path.read_text(encoding="utf-8")
    nodes = list(ast_nodes(get_ast(code)))
    places = [(operator, index) for operator in _operators() for index in range(_count(nodes, operator))]
    random.Random(f"{path.name} {seed}").shuffle(places)
    program = _program(code)
    seen = set()
    for operator, index in places:
        changed = mutate_code(code, operator, index)
        if changed is not None and changed not in seen and _program(changed) != program:
            seen.add(changed)
            yield _mutant(path, code, changed)


def _operators() -> Iterator[Operator]:
    provider = OperatorProvider()
    for name in provider:
        if not provider[name].arguments():  # the others exchange variables whose names they must be told
            yield provider[name]()


def _count(nodes: list[NodeOrLeaf], operator: Operator) -> int:
    return sum(len(list(operator.mutation_positions(node))) for node in nodes)


def _mutant(path: Path, code: str, changed: str) -> Mutant:
    old, new = code.splitlines(), changed.splitlines()
    start = next(
        (at for at, (left, right) in enumerate(zip(old, new, strict=False)) if left != right), min(len(old), len(new))
    )
    same = 0
    while same < min(len(old), len(new)) - start and old[-1 - same] == new[-1 - same]:
        same += 1
    return Mutant(
        path, changed, start + 1, "\n".join(old[start : len(old) - same]), "\n".join(new[start : len(new) - same])
    )


class _Bare(ast.NodeTransformer):
    """A program without its annotations: with ``from __future__ import annotations`` none of them runs."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        node.annotation = ast.Name("object", ast.Load())
        self.generic_visit(node)
        return node


def _program(code: str) -> bytes:
    """What the interpreter runs of a module, without places in the source; its text when it does not compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.fix_missing_locations(_Bare().visit(ast.parse(code)))
            return marshal.dumps(_placeless(compile(tree, "", "exec")))
    except SyntaxError:
        return code.encode()


def _placeless(code: CodeType) -> CodeType:
    inner = tuple(_placeless(item) if isinstance(item, CodeType) else item for item in code.co_consts)
    return code.replace(co_consts=inner, co_linetable=b"", co_firstlineno=1)
