"""The text while it is read: its lower-case twin, the words before and after a place."""

from __future__ import annotations

from congtin.expression import Expression

WINDOW = 48  # code points looked at on either side of a number: keeps reading linear


_OPENING = "(\"'“‘[«"


def lowered(text: str) -> str:
    """The text in lower case, of the same length (the few letters that would grow stay as they are)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


class Scan:
    """A text being read from left to right; ``floor`` is the end of the last expression found."""

    __slots__ = ("_asked", "_marks", "_words", "floor", "found", "low", "slogan_end", "text")

    def __init__(self, text: str, low: str) -> None:
        self.text = text
        self.low = low
        self.floor = 0
        self.found: list[Expression] = []
        self.slogan_end = -WINDOW  # of the last numeral of a slogan
        self._asked = -1
        self._words: list[str] = []
        self._marks: list[str] | None = None  # the opening ones that the text has

    def before(self, start: int) -> list[str]:
        """The last words before a place, the nearest first, punctuation still on them, opening marks taken off."""
        if start != self._asked:
            low, begin = self.low, start - WINDOW if start > WINDOW else 0
            words = low[begin:start].split()
            words.reverse()
            if self._marks is None:
                self._marks = [mark for mark in _OPENING if mark in low]
            for mark in self._marks:
                if low.find(mark, begin, start) >= 0:
                    words = [word.lstrip(_OPENING) for word in words]
                    break
            self._asked, self._words = start, words
        return self._words

    def line_start(self, start: int) -> bool:
        """Whether only white space and list marks stand between the line's start and a place."""
        begin = self.low.rfind("\n", max(0, start - WINDOW), start)
        if begin < 0 and start > WINDOW:
            return False
        return not self.low[begin + 1 : start].strip(" \t\u00a0\u202f-–•*+#>")
