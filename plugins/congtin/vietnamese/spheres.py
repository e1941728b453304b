"""Spheres: what sort of thing a counted noun counts, for those nouns that no one uses for one another."""

from __future__ import annotations

from functools import lru_cache

from congtin.vietnamese.figures import PERSONS

_NOUNS = {
    "turn": "lượt",
    "body": (
        "cđcs, công đoàn cơ sở, đơn vị, doanh nghiệp, nghiệp đoàn, tổ chức công đoàn, cơ quan, công ty, tổ công đoàn,"
        " công đoàn bộ phận, trường"
    ),
    "event": "cuộc, lớp, buổi, hội nghị, đợt, hội thảo, chuyến",
    "gift": "suất, phần quà, túi quà, phiếu, vé",
    "home": "hộ, nhà, căn nhà, ngôi nhà, căn, mái ấm, gia đình",
    "person": ", ".join(PERSONS),
}
_SPHERES = {noun.strip(): sphere for sphere, nouns in _NOUNS.items() for noun in nouns.split(",")}
_LONGEST = max(len(noun.split()) for noun in _SPHERES)


@lru_cache(maxsize=2048)
def sphere_of(noun: str) -> str:
    """The sphere of a printed noun by its first words ("suất quà" is a gift); empty when it has none."""
    words = noun.casefold().split()
    for size in range(min(_LONGEST, len(words)), 0, -1):
        if sphere := _SPHERES.get(" ".join(words[:size])):
            return sphere
    return ""
