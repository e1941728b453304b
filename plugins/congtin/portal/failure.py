"""Failures that are understood: a build stops, says why in Vietnamese, and publishes nothing."""

from __future__ import annotations

from congtin.finding import Finding


class Failure(Exception):
    """Why a build cannot go on; the text is a whole message for the editor: place, reason, remedy."""

    exitcode = 1  # honoured by Pelican


class Misuse(Failure):
    """What was asked for makes no sense: an unknown file, a date that is none."""

    exitcode = 2


class ErrorsFound(Failure):
    """The check found what stops the build; the findings have been printed."""

    def __init__(self, message: str, findings: tuple[Finding, ...]) -> None:
        super().__init__(message)
        self.findings = findings
