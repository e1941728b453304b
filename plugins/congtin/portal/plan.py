"""The plan of a build: which files of the last generation stay as they are, and which are made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from congtin.portal.cache import Cache
from congtin.portal.canary import Canary
from congtin.portal.fingerprints import Deferred
from congtin.portal.generations import FACT, Generation, Printed
from congtin.portal.staging import Staging
from congtin.portal.stamps import digest
from congtin.portal.trees import mark

SONGS = "songs"


@dataclass
class Plan:
    """Decides, file by file, between keeping and making; knows at the end what the new generation consists of.

    ``common`` is the key of what all files depend on. ``whole``: all is made, and files that others put into the
    folder are welcome: other plugins may write there.
    """

    staging: Staging
    cache: Cache
    canary: Canary
    common: str
    whole: bool = False
    written: int = 0
    _before: Generation = field(default_factory=lambda: Generation({}))  # the output, but what was touched
    _base: Generation = field(default_factory=lambda: Generation({}))  # the tree taken over, likewise
    _now: dict[str, Printed] = field(default_factory=dict)
    _listen: bool = False  # whether the canary must look at what is kept too

    def begin(self) -> None:
        """Find the last generation, and start from the spare one, where they are what they were."""
        self._listen = self.cache.fact(SONGS) != self.canary.key
        if self.whole:
            return
        output, spare = self.staging.output, self.staging.places.spare
        if (known := Generation.load(self.cache, output)) is None:
            return
        self._before = known.intact(output)
        if (older := Generation.load(self.cache, spare)) is not None:
            self._base = older.intact(spare)
            self.staging.adopt(older.files)

    def keeps(self, path: str, shown: str, source: str) -> bool:
        """Keep a file when it shows what it showed in the last generation; says whether it does."""
        before = self._before.files.get(path)
        if before is None or before[0] != self._key(shown):
            return False
        self._keep(path, before, source)
        return True

    def put(self, path: str, data: bytes | Deferred, source: str, shown: str = "") -> None:
        """Have a file in the new generation; it is written when its bytes are not those of the last one."""
        if isinstance(data, Deferred):
            if self.keeps(path, data.key, source):
                return
            shown, data = data.key, data.make()
        assert isinstance(data, bytes)
        total, before = sha256(data).hexdigest(), self._before.files.get(path)
        key = self._key(shown) if shown else ""
        if before is not None and before[1] == total:
            self._keep(path, (key, *before[1:]), source)
            return
        self._now[path] = (key, total, len(data), self.staging.tree.write(path, data, source))
        self.written += 1

    def _keep(self, path: str, printed: Printed, source: str) -> None:
        origin = self.staging.output / path
        if self._listen:
            self.canary(path, origin.read_bytes())
        here = self._base.files.get(path)
        same = here is not None and here[1:] == printed[1:]
        self.staging.tree.keep(path, source, None if same else origin)
        self._now[path] = printed

    def _key(self, shown: str) -> str:
        return digest(self.common, shown)

    @property
    def digests(self) -> dict[str, str] | None:
        """The SHA-256 of all files of the new generation; None when others may have put more there."""
        return None if self.whole else {path: printed[1] for path, printed in self._now.items()}

    def note(self) -> None:
        """Note the new generation, after the exchange, and forget those whose trees have gone."""
        places = self.staging.places
        Generation(self._now).save(self.cache, mark(places.output))
        self.cache.forget(FACT, {FACT + mark(tree) for tree in (places.output, places.previous, places.spare)})
        self.cache.put_fact(SONGS, self.canary.key)
        self.cache.save()
