"""Closed lists of front matter: status and language."""

from __future__ import annotations

import re

from congtin.finding import Edit, Finding
from congtin.reading.fields import Fields
from congtin.reading.keys import DRAFT_WORDS
from congtin.reading.problems import problem
from congtin.story import Status
from congtin.text import nearest

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")


def read_status(fields: Fields, problems: list[Finding]) -> Status:
    """Published where nothing is said; what is not understood stays a draft, so that nothing leaks."""
    if fields.unknown & DRAFT_WORDS:
        return Status.DRAFT
    if not fields.written("status"):
        return Status.PUBLISHED
    text = fields.text("status")
    if text in set(Status):
        return Status(text)
    if text:
        near = nearest(text, Status)
        place = fields.value_place("status")
        problems.append(
            problem(
                "F23",
                place,
                f"`status` chỉ nhận `published` hoặc `draft`, ở đây ghi “{text}”."
                + (f" Có phải là `{near}`?" if near else ""),
                "Xin ghi `status: draft` cho bài nháp; bài đăng thì bỏ dòng này.",
                edits=[Edit(place, near)] if near else (),
            )
        )
    return Status.DRAFT


def read_lang(fields: Fields, problems: list[Finding]) -> str:
    """A BCP 47 tag; Vietnamese where nothing is said."""
    text = fields.text("lang")
    if not text or _LANGUAGE.match(text):
        return text or "vi"
    problems.append(
        problem(
            "F18",
            fields.value_place("lang"),
            f"`lang` “{text}” không phải mã ngôn ngữ.",
            "Xin ghi như `vi`, `en`, hoặc bỏ dòng này.",
        )
    )
    return "vi"
