"""Style sheets are sent in fewer bytes, and mean the same to a browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from congtin.publishing.style_sheet import compact

# What a browser understood of a style sheet, rule by rule, in its own words.
UNDERSTOOD = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    return [...sheet.cssRules].map(rule => rule.cssText);
}"""
COMMA = re.compile(r"\s*,\s*")  # a custom property is told letter by letter until it is used
TRAPS = """
/* first */ @charset-like { x: y }
a :hover { color : red ; ; } a:hover{color:blue;}
.a/* no space */.b, p /* a space */ .c { margin : 1px  -2px calc( 1px + 2px ) ; }
a::after { content: "a  /* kept */ ; } " ' it\\'s  ' ; background: url( a  b;{}.png ) }
a::before { content: attr(data-title) / ""; --empty: ; --list: 1px , 2px }
@media screen and (max-width:  30rem) , print { li + li > a ~ b { color: red !important } }
[title="a > b"] > i:not( .x , .y ) { width: 50% }
"""


@pytest.mark.parametrize(
    ("css", "sent"),
    [
        ("a {\n  color : red;\n}\n\nb { margin: 0 auto; }\n", "a{color :red}b{margin:0 auto}"),
        ("/* said */ a { color: red } /* more\nof it */", "a{color:red}"),
        ("a/* apart */b c /* near */ d { x: y }", "a/**/b c d{x:y}"),
        ('a::after { content: " /* kept ; */ } " }', 'a::after{content:" /* kept ; */ } "}'),
        ("a { background: url( x  y.png ) ; }", "a{background:url( x  y.png )}"),
        ("p :hover > i , b { width: calc( 1px + 2px ) }", "p :hover>i,b{width:calc( 1px + 2px )}"),
        ("", ""),
    ],
)
def test_what_goes_and_what_stays(css: str, sent: str) -> None:
    assert compact(css) == sent


@pytest.mark.parametrize("name", ["site.css", "traps"])
def test_a_browser_understands_the_same(name: str, root: Path, browser: Browser) -> None:
    css = TRAPS if name == "traps" else (root / "theme/static" / name).read_text(encoding="utf-8")
    page = browser.new_page()
    understood, sent = (COMMA.sub(",", "\n".join(page.evaluate(UNDERSTOOD, text))) for text in (css, compact(css)))
    page.close()
    assert understood == sent
    assert understood.count("\n") > 5
    assert compact(compact(css)) == compact(css)
