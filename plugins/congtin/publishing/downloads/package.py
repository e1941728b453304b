"""The Frictionless Data Package (https://specs.frictionlessdata.io) over the CSV files of all indicators."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from congtin.indicator import Indicator
from congtin.publishing.downloads.fields import FIELDS

SCHEMA = {
    "fields": [
        {"name": field.name, "title": field.title, "type": field.type, "description": field.description}
        for field in FIELDS
    ],
    "missingValues": [""],
    "primaryKey": ["id"],
}


def package_of(about: dict[str, str], indicators: Iterable[Indicator]) -> bytes:
    """The description of the files of these indicators, which lie beside it."""
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "so-lieu-cong-doan",
        "title": about["title"],
        "description": about["description"],
        "homepage": about["url"],
        "sources": [{"title": about["publisher"], "path": about["url"]}],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": item.id,
                "title": item.label,
                "description": item.definition or item.label,
                "path": f"{item.id}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": SCHEMA,
            }
            for item in indicators
        ],
    }
    if about.get("licence_url"):
        package["licenses"] = [{"title": about.get("licence") or about["licence_url"], "path": about["licence_url"]}]
    return f"{json.dumps(package, ensure_ascii=False, indent=1)}\n".encode()
