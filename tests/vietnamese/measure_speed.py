"""Prints the recogniser's CPU time per 590 words, and the time to import it. Not a test.

Usage: PYTHONPATH=plugins python tests/vietnamese/measure_speed.py [FILE…]   (default: the fixtures beside it)
"""

import subprocess
import sys
import time
from pathlib import Path

WORDS = 590
ROUNDS = 20


def main() -> None:
    """Measure; the best of several rounds, since other work on the machine only ever adds."""
    from congtin.vietnamese.mentions import read

    files = [Path(name) for name in sys.argv[1:]] or sorted((Path(__file__).parent / "fixtures").glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in files]
    words = sum(len(text.split()) for text in texts)
    best = min(_once(read, texts) for _ in range(ROUNDS))
    found = sum(len(read(text)) for text in texts)
    print(f"{best / words * WORDS * 1000:.2f} ms CPU for {WORDS} words ({words} words, {found} expressions)")
    command = "import time; a = time.process_time(); import congtin.vietnamese.mentions; print(time.process_time() - a)"
    imported = min(
        float(subprocess.run([sys.executable, "-c", command], capture_output=True, check=True).stdout) for _ in range(5)
    )
    print(f"{imported * 1000:.0f} ms CPU to import")


def _once(read, texts):
    start = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
