"""The policy for HTML: what each attack leaves is looked at with another parser than the one that cleans."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from congtin.finding import Severity
from congtin.reading.html import ATTRIBUTES, CLASSES, LINK_SCHEMES, TAGS, Loss, Removed, allows_url, audit, clean
from congtin.reading.prose import read_prose
from congtin.text import Passage, Source

PAYLOADS = (Path(__file__).parent / "payloads.txt").read_text(encoding="utf-8").splitlines()


def offences(html: str) -> list[str]:
    """What of this HTML the allow-list lacks, as html.parser and html5's own parser see it."""
    found = []
    for parser in ("html.parser", "lxml"):
        for tag in BeautifulSoup(html, parser).find_all(True):
            if tag.name not in TAGS | {"html", "body"}:
                found.append(f"<{tag.name}>")
            found += [
                f"{tag.name} {name}={value}" for name, value in tag.attrs.items() if not allowed(tag.name, name, value)
            ]
    return found


def allowed(tag: str, name: str, value: str | list[str]) -> bool:
    if name == "class":
        return set(value) <= CLASSES.get(tag, frozenset())
    if name == "rel":
        return tag == "a" and value == ["noopener"]
    if name not in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, frozenset()):
        return False
    if name in ("href", "src"):
        plain = re.sub(r"[\x00-\x20]", "", str(value))
        scheme = re.match(r"([\w+.-]*):", plain)
        outside = tag == "img" and (scheme or re.match(r"[/\\]{2}", plain))
        return not outside and (scheme is None or scheme[1].lower() in LINK_SCHEMES)
    return True


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_attack_survives(payload: str) -> None:
    for text in (payload, f"Có 5 {payload} người 7.", f"\n\n{payload}\n\nSau.", payload * 3):
        prose = read_prose(Passage.of(Source("bai.md", text), 0, len(text)))
        assert offences(prose.html) == []
    assert offences(clean(payload)) == []


PLAIN_ATTACKS = [p for p in PAYLOADS if re.match(r"<(script>|img \w*=x on|iframe|form|a href=\"java)", p)]


@pytest.mark.parametrize("payload", PLAIN_ATTACKS)
def test_an_attack_is_an_error_with_its_place(payload: str) -> None:
    text = f"Dòng một.\n\n{payload}\n"
    prose = read_prose(Passage.of(Source("bai.md", text), 0, len(text)))
    assert any(problem.severity is Severity.ERROR and problem.place.line == 3 for problem in prose.problems)


LINKS = ["/a", "a.html", "#x", "?q", "https://a.vn/:x", "HTTP://a.vn", "mailto:a@b.vn", "tel:1900", ""]
NOTHING = ["javascript:x", " java\nscript:x", "\x01data:x", "vbscript:x", "file:///x", "ftp://a.vn"]
ELSEWHERE = ["https://a.vn/x.jpg", "//a.vn/x.jpg", "/\\a.vn/x", "\\\\a.vn", "/\t/a.vn", "mailto:a@b.vn"]


@pytest.mark.parametrize("url", LINKS)
def test_addresses_for_links(url: str) -> None:
    assert allows_url("a", url)


@pytest.mark.parametrize("url", NOTHING)
def test_addresses_for_nothing(url: str) -> None:
    assert not allows_url("a", url)
    assert not allows_url("img", url)


@pytest.mark.parametrize("url", ELSEWHERE)
def test_pictures_come_from_this_site(url: str) -> None:
    assert not allows_url("img", url)
    assert allows_url("img", "/images/a.jpg")


def test_what_is_allowed_stays_as_it_is() -> None:
    html = (
        '<h2 lang="en">a</h2>'
        '<table><tbody><tr><th class="align-right" scope="col" colspan="2">b</th></tr></tbody></table>'
        '<ol start="3"><li>c</li></ol><figure><img src="/a.jpg" alt="d" width="640" height="480"></figure>'
    )
    assert clean(html) == html
    assert list(audit(html, written=True)) == []


def test_control_characters_are_replaced_not_removed() -> None:
    assert clean("<p>java&#2;script: a&#8;b</p>") == "<p>java\ufffdscript: a\ufffdb</p>"


def test_the_audit_names_what_goes() -> None:
    html = '<p class="x" lang="vi">a</p><img src="//b" alt=""><center><video></video></center><b onclick="c">d</b>'
    assert list(audit(html, written=True)) == [
        Removed(Loss.ATTRIBUTE, "p", "class", "x"),
        Removed(Loss.ADDRESS, "img", "src", "//b"),
        Removed(Loss.TAG, "center"),
        Removed(Loss.ACTIVE_TAG, "video"),
        Removed(Loss.ACTIVE_ATTRIBUTE, "b", "onclick", "c"),
    ]
    assert list(audit(html, written=False)) == [Removed(Loss.ADDRESS, "img", "src", "//b")]


def test_a_long_address_is_quoted_in_part() -> None:
    text = f"[a](javascript:{'x' * 500})"
    (problem,) = read_prose(Passage.of(Source("bai.md", text), 0, len(text))).problems
    assert len(problem.message) < 200
