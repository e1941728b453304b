"""The register: the addresses that articles have been published at, so that none is ever lost without a word.

It is content, not cache: ``content/addresses.tsv``, a line for each address with the id of its article, sorted, so
that two machines with the same content make the same site, and an editor can mend it by hand.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from congtin.portal.edition import Edition
from congtin.portal.failure import Failure
from congtin.story import Story
from congtin.values import dataclass

FILE = "addresses.tsv"


@dataclass(frozen=True, slots=True)
class Register:
    """Which article was published at which address: address to id."""

    ids: Mapping[str, str]

    @classmethod
    def read(cls, content: Path) -> Register:
        """The register of a site; empty where there is none.

        Raises:
            Failure: a line of it makes no sense.
        """
        try:
            lines = (content / FILE).read_text(encoding="utf-8-sig").splitlines()
        except FileNotFoundError:
            return cls({})
        except UnicodeDecodeError:
            raise Failure(f"{content.name}/{FILE}:1:1: tệp này không phải là UTF-8. Xin lưu lại bằng UTF-8.") from None
        ids = {}
        for number, line in enumerate(lines, 1):
            if not line or line.startswith("#"):
                continue
            address, tab, name = line.partition("\t")
            if not (address.startswith("/") and tab and name.strip()) or " " in address:
                raise Failure(
                    f"{content.name}/{FILE}:{number}:1: mỗi dòng là một địa chỉ cũ, một dấu tab, rồi mã bài. "
                    "Xin sửa dòng này, hoặc xoá nó để bỏ địa chỉ ấy."
                )
            ids[address] = name.strip()
        return cls(ids)

    def moved(self, edition: Edition) -> dict[str, Story]:
        """The articles that are out at another address now, by the old one."""
        by_id = {story.id: story for story in edition.stories}
        found = {address: by_id[name] for address, name in self.ids.items() if name in by_id}
        return {address: story for address, story in found.items() if story.url != address}

    def gone(self, edition: Edition) -> tuple[str, ...]:
        """The addresses whose articles have been removed; nothing is said of those that are hidden for the moment."""
        if not self.ids:
            return ()
        known = {item.id for item in (*edition.stories, *edition.hidden) if isinstance(item, Story)}
        return tuple(sorted(address for address, name in self.ids.items() if name not in known))

    def with_those_of(self, stories: Iterable[Story]) -> Register:
        """The same with what is out now."""
        return Register({**self.ids, **{story.url: story.id for story in stories}})

    def write(self, content: Path) -> None:
        """Keep it, in one step."""
        fresh = content / f".{FILE}.new"
        fresh.write_text("".join(f"{address}\t{self.ids[address]}\n" for address in sorted(self.ids)), encoding="utf-8")
        os.replace(fresh, content / FILE)


def note(edition: Edition) -> None:
    """Enter the articles that have just been published, where the settings want it."""
    content = edition.site.content
    known = Register.read(content)
    if edition.site.register and (found := known.with_those_of(edition.stories)) != known:
        found.write(content)
