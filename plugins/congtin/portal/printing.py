"""Printing: brings every page and file of an edition into the new generation, by several processes where it pays.

A page's key tells in words what it shows: the page itself, the outline that it was made under, and each inset in it.
While the outline is the same, an article's page can only have changed with its story.
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple, cast

from markupsafe import Markup

from congtin.portal.assets import Document
from congtin.portal.basis import Surroundings
from congtin.portal.cache import pack
from congtin.portal.families import ArticleSheet
from congtin.portal.fingerprints import Deferred, Fingerprints, resolved
from congtin.portal.generations import Printed
from congtin.portal.insets import cut
from congtin.portal.outline import LATEST, Portal, Sheet
from congtin.portal.pieces import Data
from congtin.portal.plan import Done, Plan
from congtin.portal.press import Press
from congtin.portal.shelf import story_key
from congtin.portal.spool import Spool
from congtin.portal.stamps import SHORT, digest_lines, short
from congtin.portal.turning import surroundings, turned
from congtin.portal.workers import spread
from congtin.story import Story

PAYS_FROM = 200  # files to print: below, a fork costs more than it gives
TOGETHER = 20  # pages whose printing is one piece of work
SPLICED = 100  # and pages of which only insets are replaced
AT_HAND = 100  # insets
Planned = Sheet | ArticleSheet
Renewed = tuple[str, list[str]]  # a key, and the insets that are others
Told = Callable[[str, dict[str, Any]], None]
Progress = Callable[[int, int], None]


class Splice(NamedTuple):
    """A page in which these insets alone have changed, and its new key; an article's text is one of them."""

    sheet: Planned
    path: str
    key: str
    stale: Sequence[str]


Work = Planned | Splice | Document


@dataclass
class Printing:
    """One edition on its way into the tree. ``dress`` is the key of theme, settings and code."""

    portal: Portal
    plan: Plan
    press: Press
    spool: Spool
    dress: str
    context: Mapping[str, Any]  # what Pelican gives every template
    jobs: int = 1
    told: Told | None = None  # told of each page that was printed, with its views
    progress: Progress | None = None
    before: Surroundings | None = None  # of the pages that lie there, where nothing but articles has changed since
    _prints: Fingerprints = field(default_factory=Fingerprints)
    _noted: list[tuple[str, str]] = field(default_factory=list)  # for the cache, in the work at hand
    _made: dict[tuple[str, str], tuple[Markup, bytes]] = field(default_factory=dict)  # the last insets, by name and key

    def __post_init__(self) -> None:
        edition = self.portal.edition
        paths = (story.path for story in edition.stories)
        self.outline = digest_lines((self.plan.common, edition.library.slims, *paths))[:SHORT]
        self.latest = self.portal.listed("latest", self.portal.edition.stories[:LATEST])
        self.now = surroundings(self.portal, f"{self.outline} latest={self.latest.key[:SHORT]}")

    def run(self, planned: Iterable[Planned], documents: Callable[[list[str]], Iterable[Document]]) -> None:
        """Have all in the new generation that these pages, and the documents that go with them, consist of."""
        planned = list(planned)
        changed: list[Planned | Splice] = list(filter(None, map(self._todo, planned)))
        whole = [item for item in changed if not isinstance(item, Splice)]
        if any(sheet.story is not None for sheet in whole):
            _ = self.portal.kin  # found before others share the work, and kept
        new = [item for item in documents([sheet.address for sheet in planned]) if self._is_new(item)]
        shared = {item.data.batch for item in new if isinstance(item.data, Deferred)} - {""}
        batches: dict[str, list[Work]] = {}
        for number, item in enumerate((*new, *changed)):  # first what may take long, so that all end together
            batches.setdefault(_together(item, number, shared, len(whole) < PAYS_FROM), []).append(item)
        todo = list(batches.values())
        count = len(changed) + len(new)
        answers = spread(self._work, todo, self.jobs if count >= PAYS_FROM else 1, PAYS_FROM // TOGETHER)
        notes: list[tuple[str, bytes]] = []
        done = 0
        for number, answer in answers:
            made, noted = json.loads(answer)
            for item, (printed, *how) in zip(todo[number], made, strict=True):
                if isinstance(item, Splice):
                    printed[0] = printed[0] or item.key
                self.plan.enter(item.path, cast(Printed, tuple(printed)), *how)
            notes += ((name, b64decode(text)) for name, text in noted)
            done += len(todo[number])
            if self.progress:
                self.progress(done, count)
        for name, data in notes:  # not before: what is put may lock the cache, and others still read in it
            self.plan.cache.put_packed(name, data)

    def _todo(self, sheet: Planned) -> Planned | Splice | None:
        """What is to be done about a page; nothing where it shows what it did: it is kept, and no view made."""
        path = sheet.path
        self.plan.claim(path, sheet.source)
        before = self.plan.before(path)
        if before is None or (new := self._carried(sheet, before[0]) or self._renewed(sheet, before[0])) is None:
            return sheet
        key, stale = new
        if stale:
            return Splice(sheet, path, key, stale)
        self.plan.enter(path, (key, *before[1:]), written=False)
        return None

    def _carried(self, sheet: Planned, key: str) -> Renewed | None:
        """The new key of an article's page that shows what it did but for what is on all of them, and what of that."""
        before, story = self.before, sheet.story
        if before is None or story is None or before.everywhere not in key or story.path in self._turned:
            return None
        return key.replace(before.everywhere, self.now.everywhere), self._stale

    @cached_property
    def _turned(self) -> Collection[str]:
        assert self.before is not None
        return turned(self.portal, self.before, self.now)

    @cached_property
    def _stale(self) -> list[str]:
        """What is another on the pages of all articles."""
        assert self.before is not None
        return ["latest"] if self.before.everywhere.split(" ")[1] != self.now.everywhere.split(" ")[1] else []

    def _renewed(self, sheet: Planned, key: str) -> Renewed | None:
        """The new key of any page of which insets alone are others, and which; None where that is not so."""
        known, story = key.split(" "), sheet.story  # one word where a redirect or another document stood before
        if known[1:2] == [self.outline] and (story is not None or sheet.outlined):
            keys = {} if story is None else {"story": self._story_key(story)}
        elif known[0] == self._own(sheet):
            keys = self._keys(sheet)
        else:
            return None
        had = [(name, old, keys.get(name, old)) for name, old in (word.split("=") for word in known[2:])]
        new = " ".join((known[0], self.outline, *(f"{name}={new}" for name, _, new in had)))
        return new, [name for name, old, new in had if old != new]

    def _is_new(self, document: Document) -> bool:
        """Whether a document must be looked at, and is not kept by its key."""
        self.plan.claim(document.path, document.source)
        return not (isinstance(document.data, Deferred) and self.plan.keeps(document.path, document.data.key))

    def _work(self, items: Sequence[Work]) -> bytes:
        """Print a few files, in whichever process; tells what was made, and what is to be noted."""
        self._noted.clear()
        made = [self._print(item) for item in items]
        return json.dumps([made, [(name, b64encode(pack(text)).decode()) for name, text in self._noted]]).encode()

    def _print(self, item: Work) -> Done:
        if isinstance(item, Splice):
            return self._splice(item)
        if not isinstance(item, Document):
            return self._page(item)
        data = item.data
        if isinstance(data, Deferred):
            made = self._document(item.path, data)
            with nullcontext() if isinstance(made, bytes) else made:
                return self.plan.fill(item.path, self.plan.key(data.key), made)
        return self.plan.fill(item.path, "", data)

    def _splice(self, item: Splice) -> Done:
        """Replace insets; the caller knows the key."""
        insets = {"latest": self.latest} if item.stale == ["latest"] else self._insets(item.sheet)
        new = {
            name: self._inset(name, insets[name], item.path)[1] if name in insets else self._story(item.sheet)
            for name in item.stale
        }
        return self.plan.splice(item.path, new) or self._page(item.sheet)

    def _document(self, path: str, data: Deferred) -> Data:
        before = self.plan.before(path)
        if data.renew and data.since and before is not None and before[0] == self.plan.key(data.since):
            with self.plan.opened(path) as old:
                made: Data = data.make() if old is None else data.renew(old)
                return made
        made = data.make()
        return made

    def _page(self, sheet: Planned) -> Done:
        """Print a whole page."""
        own, insets, keys = self._own(sheet), self._insets(sheet), self._keys(sheet)
        texts = {name: self._inset(name, inset, sheet.address)[0] for name, inset in insets.items()}
        if sheet.story is not None:
            texts["story"] = self.press.markup(self._story(sheet, keys["story"]))
        sheet = sheet.sheet() if isinstance(sheet, ArticleSheet) else sheet
        views = {name: resolved(view) for name, view in sheet.views.items()}
        for view in sheet.views.values():
            if isinstance(view, Deferred) and view.note:
                self._noted += view.note()
        sheet = replace(sheet, views=views)
        common = {**self.context, **self.portal.common(sheet), **views, "output_file": sheet.path, "insets": texts}
        data = self.press.page(sheet.template, common, sheet.address)
        present = {name: key for name, key in keys.items() if texts[name] and cut(data, name)}
        done = self.plan.fill(sheet.path, self._key(own, present), data)
        if self.told:
            self.told(sheet.path, common)
        return done

    def _own(self, sheet: Planned) -> str:
        """The key of the page itself."""
        shown = sheet.key if isinstance(sheet, ArticleSheet) else self._prints.of(sheet.shown or sheet.views)
        return digest_lines((self.plan.common, sheet.template, shown))[:SHORT]

    def _insets(self, sheet: Planned) -> dict[str, Deferred]:
        """What stands on a page besides the article, and may change without it."""
        return {"latest": self.latest, **sheet.insets}

    def _keys(self, sheet: Planned) -> dict[str, str]:
        """The keys of the insets of a page, and of its article."""
        keys = {"latest": self.latest.key, **sheet.inset_keys}
        if sheet.story is not None:
            keys["story"] = self._story_key(sheet.story)
        return {name: key[:SHORT] for name, key in keys.items()}

    def _inset(self, name: str, inset: Deferred, address: str) -> tuple[Markup, bytes]:
        """An inset, and its bytes; the last ones are at hand, for some stand on many pages."""
        key = (name, inset.key)
        if key not in self._made:
            if len(self._made) >= AT_HAND:
                self._made.clear()
            made = self.press.inset(name, inset.make(), address)
            self._made[key] = made, made.encode()
        return self._made[key]

    def _key(self, own: str, insets: Mapping[str, str]) -> str:
        return " ".join((own, self.outline, *(f"{name}={key}" for name, key in insets.items())))

    def _story_key(self, story: Story) -> str:
        return short(self.dress, story_key(story))

    def _story(self, sheet: Planned, key: str = "") -> bytes:
        """The article as its page shows it: just read, or as the page has it already under that key, or read again."""
        assert sheet.story is not None
        path, before = sheet.story.path, self.plan.before(sheet.path)
        if (made := self.spool.get(path)) is not None:
            return made
        if key and before is not None and f"story={key}" in before[0].split(" "):
            old = self.plan.lying(sheet.path)
            if old is not None and (place := cut(old, "story")):
                return old[slice(*place)]
        library = self.portal.edition.library
        return library.examine(library.source(path)).proof.part


def _together(item: Work, number: int, batches: Collection[str], few: bool) -> str:
    """What is made of the same has this in common: one process makes it all; so are pages that cost little.

    ``batches`` are those of the files to be made. Of a ``few`` pages none is worth that two processes load templates.
    """
    if isinstance(item, Splice):
        return f"splice {number // SPLICED}"
    made = item.data if isinstance(item, Document) else item.views.get("data") if isinstance(item, Sheet) else None
    if few and not isinstance(item, Document) and not (isinstance(made, Deferred) and made.batch in batches):
        return "pages"
    return (made.batch or made.key) if isinstance(made, Deferred) else f"no. {number // TOGETHER}"
