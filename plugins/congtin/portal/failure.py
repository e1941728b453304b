"""Failures that are understood: a build stops, says why in Vietnamese, and publishes nothing."""

from __future__ import annotations


class Failure(Exception):
    """Why a build cannot go on; the text is a whole message for the editor: place, reason, remedy.

    ``code`` is the exit code of the command.
    """

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code

    @property
    def exitcode(self) -> int:
        """The code under the name by which Pelican asks for it."""
        return self.code


class Misuse(Failure):
    """What was asked for makes no sense: an unknown file, a date that is none."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message, code)


class ErrorsFound(Failure):
    """The check found what stops the build; the findings have been shown."""
