"""The command line: ``congtin build|check|numbers|serve``."""

from __future__ import annotations

import argparse
import atexit
import errno
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from congtin import __version__

COMMANDS = ("build", "check", "new", "numbers", "serve", "sheet")
CLEAN, FAILED, MISUSE, BUG = 0, 1, 2, 70
_TROUBLES = (
    ((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), "đĩa đã đầy hoặc hết phần được dùng. Xin dọn bớt rồi chạy lại."),
    ((errno.EIO,), "ổ đĩa báo lỗi đọc ghi. Xin sao lưu bài viết, kiểm tra ổ đĩa, rồi chạy lại."),
    ((errno.EACCES, errno.EPERM, errno.EROFS), "không có quyền. Xin xem lại quyền đọc ghi của tệp và thư mục ấy."),
    ((errno.ENOENT,), "không có tệp hay thư mục ấy. Xin xem lại đường dẫn."),
    (
        (errno.EMFILE, errno.ENFILE, errno.EAGAIN, errno.ENOMEM),
        "máy đang quá tải. Xin đóng bớt chương trình rồi chạy lại.",
    ),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 clean, 1 an error found or input/output failed, 2 misuse, 70 a bug of ours."""
    words = list(sys.argv[1:] if argv is None else argv)
    atexit.register(gc.freeze)  # all goes with the process: nobody need look through it for circles
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # whatever the locale: the messages are Vietnamese
    try:
        arguments = _parser(words).parse_args(words)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # the reader (less, head) has gone
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu; trang đã xuất bản giữ nguyên.", file=sys.stderr)
        return FAILED
    except OSError as error:
        print(f"congtin: không đọc hay ghi được {error.filename or 'tệp'}: {_why(error)}", file=sys.stderr)
        return FAILED
    except ModuleNotFoundError as error:
        if error.name not in ("fcntl", "resource"):  # what only Windows lacks
            return _report_bug(words)
        print("congtin chạy trên Linux và macOS. Trên Windows, xin chạy lệnh này trong WSL.", file=sys.stderr)
        return MISUSE
    except Exception:  # the last resort: no editor should see a traceback
        return _report_bug(words)


def _why(error: OSError) -> str:
    """What the system said, with the remedy."""
    for codes, words in _TROUBLES:
        if error.errno in codes:
            return words
    return f"{error.strerror or error}. Xin xem lại đường dẫn, quyền truy cập và chỗ trống trên đĩa."


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the command in use is imported, so that a check starts fast."""
    parser = argparse.ArgumentParser(prog="congtin", description="Cổng tin công đoàn: dựng trang và đối chiếu số liệu.")
    parser.add_argument("--version", action="version", version=f"congtin {__version__}")
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="|".join(COMMANDS))
    wanted = next((word for word in words if word in COMMANDS), None)
    for name in (wanted,) if wanted else COMMANDS:
        import_module(f"congtin.cli.{name}").add_parser(subparsers)
    return parser


def _report_bug(words: Sequence[str]) -> int:
    import tempfile  # here, so that no sound run pays for them
    import traceback

    with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="congtin-", suffix=".txt", delete=False) as report:
        report.write(f"congtin {__version__}, Python {sys.version}\ncongtin {' '.join(words)}\n\n")
        traceback.print_exc(file=report)
    print("congtin gặp lỗi của chính chương trình; bài viết và trang đã xuất bản không bị thay đổi.", file=sys.stderr)
    print(f"Xin gửi tệp {report.name} cho người phụ trách kỹ thuật.", file=sys.stderr)
    return BUG
