"""The full text of an article for feeds: plain HTML with absolute addresses, complete without a style sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

from congtin.catalogue import Catalogue
from congtin.publishing.articles import Article, article
from congtin.publishing.tables import Row, Table
from congtin.story import Story

ADDRESSES = frozenset({"href", "src", "cite", "poster"})


def full_text(story: Story, catalogue: Catalogue, base: str) -> str:
    """Corrections first, then sapo, picture, body, tables and source; ``base`` is the site's absolute address."""
    view = article(story, catalogue)
    parts = (part for write in _PARTS for part in write(view))
    return absolute("\n".join(parts), f"{base}{story.url}")


def absolute(html: str, page: str) -> str:
    """The HTML with every address made absolute as seen from ``page``."""
    rewriter = _Absolute(page)
    rewriter.feed(html)
    rewriter.close()
    return "".join(rewriter.out)


class _Absolute(HTMLParser):
    """Copies HTML, joining addresses to the page's; a parser, since text may look like an attribute."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.page = page
        self.out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not any(name in ADDRESSES for name, _ in attrs):
            self.out.append(self.get_starttag_text() or "")
            return
        self.out.append(f"<{tag}{''.join(self._attribute(name, value) for name, value in attrs)}>")

    def _attribute(self, name: str, value: str | None) -> str:
        if name in ADDRESSES:
            value = urljoin(self.page, value or "")
        return f" {name}" if value is None else f' {name}="{escape(value)}"'

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


def _corrections(view: Article) -> Iterator[str]:
    for item in view.corrections:
        why = f" {item.why}" if item.why else ""
        yield f"<p>{escape(f'Đính chính {item.day_text}: “{item.said}” xin đọc là “{item.right}”.{why}')}</p>"


def _summary(view: Article) -> Iterator[str]:
    if view.summary:
        yield f"<p><strong>{escape(view.summary)}</strong></p>"


def _picture(view: Article) -> Iterator[str]:
    if view.image:
        said = " ".join(filter(None, (view.image.caption, view.image.credit and f"Ảnh: {view.image.credit}")))
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
