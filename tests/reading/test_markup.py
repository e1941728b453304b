"""Markdown's shortcuts: what they make is what Python-Markdown makes of the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from congtin.reading import markup

WRITTEN = ("*năm qua*", "**50%**", "**a b**,", "*ơn*.", "*a", "b*", "a*b*c", "_c_", "*d*e", "***f***", "`*g*`", "&amp;")
PICTURES = ("![Ảnh *một*](/images/a.svg)", "![](/images/b_c.svg)", '![“d”](/e "f")', "![g](/h)i", "![k](http://l/)")
WORDS = ("đoàn viên", "1.", "- ", "(", "\n", "\n\n", "  \n", "*", "\\*", "[", "]", "|", "> ")


@given(st.lists(st.sampled_from((*WRITTEN, *PICTURES, *WORDS)), max_size=9), st.sampled_from(("", " ", "\n\n")))
def test_plain_emphasis_and_pictures_are_what_markdown_makes_of_them(parts: list[str], gap: str) -> None:
    text = gap.join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_is_plain", lambda element, text: False)
        expected = markup.render(text)
    assert markup.render(text) == expected


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Đạt *kế hoạch* **105%**, vượt.", "<p>Đạt <em>kế hoạch</em> <strong>105%</strong>, vượt.</p>"),
        ("![Hội nghị](/images/a-1.svg)", '<p><img alt="Hội nghị" src="/images/a-1.svg"></p>'),
    ],
)
def test_what_is_plain_never_goes_through_the_inline_patterns(
    text: str, html: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(markup.InlineTreeprocessor, "run", lambda *_: pytest.fail("asked all patterns"))
    assert markup.render(text).html == html
