"""The plan of a build: which files of the last generation stay as they are, and which are made anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from congtin.portal.cache import Cache
from congtin.portal.canary import Canary
from congtin.portal.fingerprints import Deferred
from congtin.portal.generations import Generation, Printed
from congtin.portal.staging import MANIFEST, Staging
from congtin.portal.stamps import digest

CURRENT, PREVIOUS, SONGS = "current", "previous", "songs"


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
    _known: Generation | None = None
    _before: Generation = field(default_factory=lambda: Generation("", {}))  # the output, but what was touched
    _base: dict[str, Printed] = field(default_factory=dict)  # what the adopted tree holds, likewise
    _now: dict[str, Printed] = field(default_factory=dict)
    _listen: bool = False  # whether the canary must look at what is kept too

    def begin(self) -> None:
        """Find the last generations, and start from them where they are what they were."""
        self._listen = self.cache.fact(SONGS) != self.canary.key
        if not self.whole:
            for here, other in ((CURRENT, PREVIOUS), (PREVIOUS, CURRENT)):  # the other way round after a roll-back
                known = Generation.load(self.cache, here, self.staging.output / MANIFEST)
                if known is not None:
                    self._start_from(known, Generation.load(self.cache, other, self.staging.previous / MANIFEST))
                    return

    def _start_from(self, known: Generation, older: Generation | None) -> None:
        self._known, self._before = known, known.intact(self.staging.output)
        if older is not None:
            self.staging.adopt(older.files)
            touched = known.files.keys() - self._before.files.keys()
            self._base = {path: item for path, item in older.files.items() if path not in touched}

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
        here = self._base.get(path)
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
        """Note the new generation and the one before, after the exchange."""
        found = Generation("", self._now).of(self.staging.output / MANIFEST)
        (self._known or Generation("", {})).save(self.cache, PREVIOUS)
        found.save(self.cache, CURRENT)
        self.cache.put_fact(SONGS, self.canary.key)
        self.cache.save()
