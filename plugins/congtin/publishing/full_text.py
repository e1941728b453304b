"""The full text of an article for feeds: plain HTML with absolute addresses, complete without a style sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape
from urllib.parse import urljoin

from congtin.catalogue import Catalogue
from congtin.publishing.articles import Article, article
from congtin.publishing.tables import Row, Table
from congtin.story import Story

ADDRESSES = frozenset({"href", "src", "cite", "poster"})
# Text may look like an attribute, and a value like another: tags are found first, then their attributes one by one.
# Of the most numerous tags, those of tables, none has an address.
_TAG = re.compile(r"""<(?!t[dhr]\s)[a-zA-Z][^\s<>"']*\s(?:[^>"']|"[^"]*"|'[^']*')*>""")
_ATTRIBUTE = re.compile(r"""\s([^\s=>"']+)(\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")


def full_text(story: Story, catalogue: Catalogue, base: str) -> str:
    """Corrections first, then sapo, picture, body, tables and source; ``base`` is the site's absolute address."""
    return text_of(article(story, catalogue), base)


def text_of(view: Article, base: str) -> str:
    """The same of a view whose body is not woven."""
    page = f"{base}{view.url}"
    return "\n".join(absolute(part, page) for write in _PARTS for part in write(view))


def absolute(html: str, page: str) -> str:
    """The HTML, which was cleaned or is our own, with every address made absolute as seen from ``page``."""

    def joined(match: re.Match[str]) -> str:
        if match[1].casefold() not in ADDRESSES:
            return match[0]
        given = unescape(match[3] or match[4] or match[5] or "")
        return f' {match[1]}{match[2]}"{escape(urljoin(page, given))}"'

    if not _may(html):
        return html
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(joined, tag[0]) if _may(tag[0]) else tag[0], html)


def _may(html: str) -> bool:
    """Whether there may be an address in it."""
    low = html.lower()
    return any(name in low for name in ADDRESSES)


def _corrections(view: Article) -> Iterator[str]:
    for item in view.corrections:
        why = f" {item.why}" if item.why else ""
        yield f"<p>{escape(f'Đính chính {item.day_text}: “{item.said}” xin đọc là “{item.right}”.{why}')}</p>"


def _summary(view: Article) -> Iterator[str]:
    if view.summary:
        yield f"<p><strong>{escape(view.summary)}</strong></p>"


def _picture(view: Article) -> Iterator[str]:
    if view.image:
        said = " ".join(filter(None, (view.image.caption, view.credit)))
        caption = f"<figcaption>{escape(said)}</figcaption>" if said else ""
        yield f'<figure><img src="{escape(view.image.src)}" alt="{escape(view.image.alt)}">{caption}</figure>'


def _body(view: Article) -> Iterator[str]:
    yield view.body


def _tables(view: Article) -> Iterator[str]:
    for item in view.tables:
        yield table_html(item)


def _source(view: Article) -> Iterator[str]:
    if view.attribution:
        said = ", ".join(filter(None, (view.attribution.name, view.attribution.author, view.attribution.time)))
        named = f'<a href="{escape(view.attribution.url)}">{escape(said)}</a>' if view.attribution.url else escape(said)
        yield f"<p>Nguồn: {named}</p>"


_PARTS: tuple[Callable[[Article], Iterator[str]], ...] = (
    _corrections,
    _summary,
    _picture,
    _body,
    _tables,
    _source,
)


def table_html(table: Table) -> str:
    """A table as feed readers show it: the same view as on the page, without classes or scripts."""
    heads = "".join(f'<th scope="col">{escape(title)}</th>' for title in ("TT", "Chỉ tiêu", *_titles(table)))
    rows = "".join(_row_html(row) for row in table.rows)
    notes = "".join(f"<p><small>{escape(note)}</small></p>" for note in table.notes)
    return (
        f"<table><caption>{escape(table.caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{notes}"
    )


def _titles(table: Table) -> list[str]:
    return [column.title for column in table.columns]


def _row_html(row: Row) -> str:
    label = escape(f"– {row.label}" if row.level else row.label)
    detail = f"<br><small>{escape(row.detail)}</small>" if row.detail else ""
    cells = "".join(f"<td>{escape(cell.text)}</td>" for cell in row.cells)
    return f'<tr><td>{escape(row.ordinal)}</td><th scope="row">{label}{detail}</th>{cells}</tr>'
