"""For any body at all: no exception, nothing active, every seen digit in one block, every place right."""

from __future__ import annotations

import html as entities
import re
from collections import Counter

from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from congtin.reading.html import ATTRIBUTES, TAGS
from congtin.reading.prose import Prose, read_prose
from congtin.story import Scope
from congtin.text import Passage, Source, normalise

MARKS = """* ** _ __ ` `` [ ] ( ) ! # ## > - + 1. 2. | |- |-|-| --- === : \\ < > & ~ { } ]( ]: ][ ![ ]{# ]{#a.b}
[5]{#a.b} &amp; &lt; &#37; &nbsp; &#770; &#2;""".split()
TAGGED = """<b> </b> <p> </p> <div> </div> <td> <table> <tr> </table> <br> <!-- --> <script> </script> <style> <svg>
<a_href= <img_src=/a_alt=7> javascript: http://a.vn/5 /a.jpg "7" 'x'""".split()
WORDS = "11.490 505 đoàn viên 250,5% triệu \u0301 \u200b \x00 \x02 \x03 \U0001f600".split()
BREAKS = [" ", "\n", "\n\n", "  \n", "    ", "\t", "\n> ", "\n- ", "\n1. ", "\n| 1 | 2 |\n|--|--|\n| 3 | 4 |\n"]
SIGNS = st.sampled_from([*MARKS, *(tag.replace("_", " ") for tag in TAGGED), *WORDS]) | st.sampled_from(BREAKS)
SOUP = st.lists(SIGNS | st.text(max_size=5), max_size=40).map("".join).map(normalise)

# Every sign that Markdown knows is left out, so that what is seen must stand in the source as it is.
PLAIN = st.text(st.sampled_from("aàạđư xyz 0123456789.,% \n"), max_size=200)


def read(text: str) -> Prose:
    return read_prose(Passage.of(Source("bai.md", text), 0, len(text)))


def digits_seen(html: str) -> Counter[str]:
    soup = BeautifulSoup(html, "html.parser")
    alternatives = "".join(str(image.get("alt", "")) for image in soup.find_all("img"))
    return Counter(char for char in soup.get_text() + alternatives if char.isdigit())


@given(SOUP | st.text())
@example("&#2;<b>")
@example("e&#x301; 5")
@example("\ud800 5")
def test_any_text_is_read(text: str) -> None:
    prose = read(text)
    for block in prose.blocks:
        assert block.passage.text.strip()
        assert [place for _, place in block.passage.segments] and block.passage.place().line <= text.count("\n") + 1
        for override in block.overrides:
            assert block.passage.text[override.start : override.end]
        assert (block.cell is not None) == (block.scope is Scope.TABLE)


@given(SOUP)
def test_nothing_active_is_left(text: str) -> None:
    for tag in BeautifulSoup(read(text).html, "html.parser").find_all(True):
        assert tag.name in TAGS
        assert set(tag.attrs) <= ATTRIBUTES.get(tag.name, frozenset()) | {"lang", "class", "rel"}
        for name in ("href", "src"):
            assert not re.match(r"\s*(javascript|data|vbscript)\s*:", str(tag.get(name, "")), re.IGNORECASE)


@given(SOUP)
def test_each_digit_seen_is_in_exactly_one_block(text: str) -> None:
    prose = read(text)
    told = Counter(char for block in prose.blocks for char in block.passage.text if char.isdigit())
    assert told == digits_seen(prose.html)


@given(SOUP)
@example("_**\t** ")
@example("*](</p>0000\t*")
def test_each_place_is_in_the_text(text: str) -> None:
    for block in read(text).blocks:
        for index in range(len(block.passage.text)):
            assert 0 <= block.passage.offset(index) < len(text)


@given(PLAIN)
def test_plain_text_maps_character_by_character(text: str) -> None:
    for block in read(text).blocks:
        for index, char in enumerate(block.passage.text):
            source = text[block.passage.offset(index)]
            assert source == char or (char.isspace() and source.isspace())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["{}", "**{}**", "*{}*", "[{}](/a/505)", "<b>{}</b>", "`{}`"]), st.integers(0, 99_999)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_numbers_in_markup_are_found_at_their_own_places(pieces: list[tuple[str, int]]) -> None:
    text, expected = "", []
    for form, number in pieces:
        expected.append((str(number), len(text) + 3 + form.index("{")))
        text += f"có {form.format(number)} "
    (block,) = read(text).blocks
    found = [(m[0], block.passage.offset(m.start())) for m in re.finditer(r"\d+", block.passage.text)]
    assert found == expected


@given(st.text(st.sampled_from("ab5 <>&\"'%é"), max_size=60))
def test_entities_say_what_they_stand_for(text: str) -> None:
    blocks = read("x" + entities.escape(text) + "x").blocks
    assert " ".join(block.passage.text for block in blocks).split() == f"x{text}x".split()
