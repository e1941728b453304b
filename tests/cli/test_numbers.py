"""``congtin numbers``: the contract of its output, its exit codes and messages."""

import io
import json
import subprocess
import sys
from argparse import ArgumentParser
from types import SimpleNamespace

import pytest

from congtin.cli import numbers

TEXT = "Tặng 1.200 suất quà,\r\nmỗi suất 500.000 đồng/người; 31/02/2020; từ 5 đến 7 triệu đồng.\n"


def _run(tmp_path, capfdbinary, raw, form="json"):
    path = tmp_path / "bài.txt"
    path.write_bytes(raw)
    parser = ArgumentParser()
    numbers.add_parser(parser.add_subparsers())
    args = parser.parse_args(["numbers", str(path), "--format", form])
    code = args.run(args)
    out, error = capfdbinary.readouterr()
    return code, out.decode(), error.decode()


def test_json(tmp_path, capfdbinary):
    code, out, error = _run(tmp_path, capfdbinary, b"\xef\xbb\xbf" + TEXT.encode())
    found = json.loads(out)
    assert (code, error) == (0, "")
    assert [set(item) for item in found] == [{"start", "end", "text", "kind", "value", "modifier", "unit"}] * 4
    assert [(item["start"], item["kind"], item["value"], item["unit"]) for item in found] == [
        (5, "count", "1200", "suất quà"),  # no byte order mark counted
        (30, "money", "500000", "người"),  # the line's end is one character
        (50, "date", "2020-02-31", None),
        (65, "range", ["5000000", "7000000"], None),
    ]


def test_decomposed_letters_are_composed_first(tmp_path, capfdbinary):
    import unicodedata

    raw = unicodedata.normalize("NFD", "Thưởng 5 triệu đồng").encode()
    (item,) = json.loads(_run(tmp_path, capfdbinary, raw)[1])
    assert (item["start"], item["end"], item["text"]) == (7, 19, "5 triệu đồng")


def test_text(tmp_path, capfdbinary):
    code, out, _ = _run(tmp_path, capfdbinary, TEXT.encode(), "text")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["1:6", "số", "đếm", "1.200", "1200", "suất", "quà"]
    assert lines[2].endswith("cần xem lại")
    assert lines[3].split()[:2] == ["2:45", "khoảng"]
    assert len({line.index(word) for line, word in zip(lines[:2], ("số đếm", "số tiền"), strict=True)}) == 1


def test_empty(tmp_path, capfdbinary):
    assert _run(tmp_path, capfdbinary, b"", "text")[:2] == (0, "")
    assert json.loads(_run(tmp_path, capfdbinary, b"")[1]) == []


def test_unreadable(tmp_path, capfdbinary):
    assert numbers.run(SimpleNamespace(file=str(tmp_path / "không có"), format="json")) == 1
    assert "Xin kiểm tra" in capfdbinary.readouterr().err.decode()
    code, out, error = _run(tmp_path, capfdbinary, b"\xff\xfe\x00")
    assert (code, out) == (1, "")
    assert "UTF-8" in error


def test_standard_input(monkeypatch, capfdbinary):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("12 suất".encode())))
    monkeypatch.setattr(sys, "argv", ["numbers", "--format", "json"])
    assert numbers.main() == 0
    assert json.loads(capfdbinary.readouterr().out)[0]["value"] == "12"


@pytest.mark.parametrize("module", ["congtin.cli.numbers"])
def test_as_a_module(module, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("5 người", encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", module, str(path)], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["1:1", "số", "đếm", "5", "5", "người"]
