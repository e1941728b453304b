"""Staging: a build fills a folder beside the output, and one exchange publishes it.

A build that fails or dies leaves the output as it was; :meth:`Places.settle` clears up after it.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from congtin.portal import trees
from congtin.portal.exchange import exchange, sync, sync_names
from congtin.portal.failure import Failure
from congtin.portal.places import Places
from congtin.portal.trees import MANIFEST
from congtin.portal.writer import Guard, Tree, mirror


@dataclass(frozen=True, slots=True)
class Publication:
    """What a build published: how many files, and where foreign files of the old output were kept.

    ``trouble``: what could not be done after the exchange; the next build does it.
    """

    files: int
    kept: Path | None = None
    trouble: str = ""
    folders: Mapping[str, int] = field(default_factory=dict)  # when each one last changed, in ns


@dataclass
class Staging:
    """The folder that one build fills; holds the lock of its output from :meth:`open` to :meth:`close`."""

    places: Places
    lock: int
    tree: Tree = field(repr=False)
    kept: Path | None = None  # where foreign files went that lay in the folder taken over
    folders: Mapping[str, int] = field(default_factory=dict)  # when each one of the tree taken over last changed
    foreign: Sequence[str] | None = None  # what lies in the output and is not ours; None: nobody has looked

    @classmethod
    def open(cls, output: Path, root: Path, content: Path, guard: Guard | None = None) -> Staging:
        """Begin a build into ``output``.

        Raises:
            Failure: the output is no place for a site, or another build holds the lock.
        """
        places = Places(output.resolve())
        refuse(places.output, root, content)
        places.home.mkdir(mode=0o755, parents=True, exist_ok=True)
        lock = _lock(places.lock)
        try:
            kept = places.settle()
            places.staging.mkdir(mode=0o700)
            return cls(places, lock, Tree(places.staging, guard), kept)
        except BaseException:
            os.close(lock)
            raise

    @property
    def output(self) -> Path:
        """What is published."""
        return self.places.output

    @property
    def folder(self) -> Path:
        """What is being filled."""
        return self.places.staging

    def adopt(self, ours: Collection[str], strangers: Sequence[str], folders: Mapping[str, int] | None = None) -> None:
        """Fill the spare generation anew instead of an empty folder; all but ``ours``, its files, leave it.

        ``folders`` tells when each of its folders was last changed by a build, where that is known.
        """
        self.folders = {} if strangers or folders is None else folders
        self.kept = trees.take_out(self.places.spare, self.places.kept, strangers) or self.kept
        self.folder.rmdir()
        self.places.spare.rename(self.folder)
        (self.folder / MANIFEST).unlink()
        self.tree.adopt(self.folder, ours)

    def publish(self, digests: Mapping[str, str] | None = None) -> Publication:
        """Complete the folder with its manifest, make it durable, exchange it with the output, keep the old one.

        ``digests`` are of all files where they are known; otherwise all is read once more.

        Raises:
            OSError: the file system says no; the output is what it was.
        """
        files, manifest = self._complete(digests)
        if self.folders:
            folders = trees.turned_again(self.folder, self.folders, self.tree.touched)
        else:
            folders = trees.turned(self.folder, files)
        ready = self.places.ready(sha256(manifest.encode()).hexdigest())
        if os.path.lexists(self.output) and os.path.lexists(self.places.previous):
            trees.remove(self.places.spare, self.places.kept)
            self.places.previous.rename(self.places.spare)
        self.folder.rename(ready)
        exchange(ready, self.output, self.places.aside)
        return self._after(len(files), folders)

    def _complete(self, digests: Mapping[str, str] | None) -> tuple[Mapping[str, str], str]:
        """Write the manifest of the folder, and make all durable; returns the digests, and the manifest."""
        self.tree.clear()
        if digests is None:
            digests = trees.digests(self.folder)
        manifest = trees.manifest_of(digests)
        self.tree.write_text(MANIFEST, manifest, "congtin")
        self.tree.close()
        sync(self.folder)
        return digests, manifest

    def lay_by(self, digests: Mapping[str, str], folders: Mapping[str, int]) -> Publication:
        """Make a folder with what is out already the spare: there is nothing to exchange, and the way back stays.

        ``folders`` tells when those of the output last changed.

        Raises:
            OSError: the file system says no.
        """
        self._complete(digests)
        trees.remove(self.places.spare, self.places.kept)
        self.folder.rename(self.places.spare)
        return Publication(len(digests), self.kept, folders=folders)

    def _after(self, files: int, folders: Mapping[str, int]) -> Publication:
        """Clear up; the site is out, and nothing that goes wrong from here on takes it back."""
        trouble = ""
        try:
            sync_names(self.output.parent)
            self.kept = self.places.settle(self.foreign) or self.kept
        except OSError as error:
            trouble = str(error)
        return Publication(files, self.kept, trouble, folders)

    def spare(self, published: Publication, files: Iterable[str], apart: Collection[str] = ()) -> None:
        """Lay two trees beside the first output that are the same, so that the next two builds make but what changes.

        They share all files with it but those to be kept ``apart``, which the next builds will most likely write to.

        Raises:
            OSError: the file system says no; the next build does without, and clears up.
        """
        places = self.places
        if os.path.lexists(places.previous) or os.path.lexists(places.spare):
            return
        for place in (places.spare, places.previous):
            mirror(places.output, places.staging, (*files, MANIFEST), apart)
            for folder, changed in published.folders.items():
                os.utime(places.staging / folder, ns=(changed, changed))
            places.staging.rename(place)

    def abort(self) -> None:
        """End the build without publishing; the output stays as it was."""
        if self.lock >= 0:
            self.tree.close()
            with suppress(OSError):  # the next build clears up
                self.places.settle()
            self.close()

    def close(self) -> None:
        """Let go of the lock."""
        os.close(self.lock)
        self.lock = -1


def roll_back(output: Path, root: Path, content: Path) -> Path | None:
    """Exchange the output with the generation before; doing it twice changes nothing.

    Returns where foreign files of the generation before went.

    Raises:
        Failure: there is none, it is not what it was, or another build holds the lock.
    """
    places = Places(output.resolve())
    refuse(places.output, root, content)
    if not places.home.is_dir():
        raise Failure(_nothing_before(places.output))
    lock = _lock(places.lock)
    try:
        kept = places.settle()
        if not trees.is_tree(places.previous) or trees.is_mirror(places.previous, places.output):
            raise Failure(_nothing_before(places.output))
        kept = trees.take_out_foreign(places.previous, places.kept, trees.listed(places.previous)) or kept
        if path := trees.damaged(places.previous):
            raise Failure(
                f"Bản trước không còn nguyên vẹn (tệp {path} đã mất hoặc bị sửa), nên trang giữ nguyên như đang có. "
                "Xin đưa bài viết về như trước rồi dựng lại trang."
            )
        sync(places.previous)
        exchange(places.previous, places.output, places.aside)
        with suppress(OSError):  # the next build does it
            sync_names(places.output.parent)
            places.settle()
        return kept
    finally:
        os.close(lock)


def _nothing_before(output: Path) -> str:
    return f"Chưa có bản trước của “{output.name}” để trở lại. Xin dựng trang ít nhất hai lần."


def refuse(output: Path, root: Path, content: Path) -> None:
    """Say no to an output folder that holds, or may hold, what congtin did not make.

    Raises:
        Failure: with place, reason and remedy.
    """
    reason = _unfit(output, root, content)
    if reason:
        raise Failure(
            f"Không ghi trang vào thư mục “{output.name or output}”: {reason}. "
            "Xin chọn một thư mục mới hoặc trống, ví dụ --output output."
        )


def _unfit(output: Path, root: Path, content: Path) -> str:
    home = Path.home().resolve()
    if output == Path(output.anchor):
        return "đó là gốc của cả máy"
    if output == home or output in home.parents:
        return "đó là thư mục riêng của người dùng, hoặc chứa thư mục ấy"
    if output == root or output in root.parents:
        return "thư mục này chứa cả trang nguồn"
    if output == content or output in content.parents or content in output.parents:
        return "thư mục này chứa hoặc nằm trong thư mục bài viết"
    if output.exists() and not output.is_dir():
        return "đó là một tệp, không phải thư mục"
    if os.path.ismount(output):
        return "đó là gốc của một ổ đĩa được gắn vào, nên không đổi chỗ được với thư mục khác"
    if os.path.lexists(output / ".git"):
        return "đó là một kho git"
    if output.is_dir() and any(output.iterdir()) and not trees.is_tree(output):
        return "thư mục này đang có tệp không do congtin tạo ra"
    return ""


def _lock(path: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = os.pread(lock, 20, 0).decode(errors="replace").strip() or "?"
        os.close(lock)
        raise Failure(
            f"Đang có một lần dựng khác của trang này (tiến trình {owner}). Xin đợi lần ấy xong rồi chạy lại."
        ) from None
    except OSError as error:
        os.close(lock)
        raise OSError(error.errno, error.strerror, str(path)) from error
    with suppress(OSError):  # a courtesy to who waits
        os.ftruncate(lock, 0)
        os.pwrite(lock, f"{os.getpid()}\n".encode(), 0)
    return lock
