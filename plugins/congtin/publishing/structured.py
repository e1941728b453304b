"""Structured data for search engines (schema.org as JSON-LD): who publishes, what an article is, the way to a page.

Printed in a data block, which browsers do not run and a strict content policy does not touch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from congtin.publishing.articles import Article
from congtin.publishing.cards import Head, Link
from congtin.publishing.downloads.files import FileLink

HEADLINE = 110  # code points; longer ones are cut by search engines
Data = dict[str, Any]


def structured(
    publisher: Data,
    head: Head,
    breadcrumb: Sequence[Link],
    article: Article | None = None,
    image: str = "",
    data: Data | None = None,
) -> Data:
    """The graph of a page; ``publisher`` is from :func:`organisation`, ``data`` from :func:`dataset`.

    ``image`` is absolute or empty.
    """
    site_url = publisher["url"].rstrip("/")
    parts = [publisher]
    if head.path == "/":
        parts.append(_website(publisher, head))
    if article is not None:
        parts.append(_known(news_article(publisher, head, article, image)))
    if data is not None:
        parts.append({**data, "creator": {"@id": publisher["@id"]}, "publisher": {"@id": publisher["@id"]}})
    if breadcrumb:
        parts.append(_trail(site_url, head, breadcrumb))
    return {"@context": "https://schema.org", "@graph": parts}


def organisation(name: str, site_url: str, logo: str = "", footer: Mapping[str, str] | None = None) -> Data:
    """The publisher, with what the footer says of it."""
    told = footer or {}
    return _known(
        {
            "@type": "NewsMediaOrganization",
            "@id": f"{site_url}/#toa-soan",
            "name": name,
            "url": f"{site_url}/",
            "logo": _known({"@type": "ImageObject", "url": logo}) if logo else None,
            "parentOrganization": _named("Organization", told.get("governing_body", "")),
            "address": told.get("address", ""),
            "telephone": told.get("telephone", ""),
            "email": told.get("email", ""),
        }
    )


def dataset(
    head: Head, files: Sequence[FileLink], language: str, licence: str = "", variable: tuple[str, str] | None = None
) -> Data:
    """The figures of a page; ``licence`` is an address or empty, ``variable`` what is counted and its measure."""
    site_url = head.canonical.removesuffix(head.path)
    counted = variable and {"@type": "PropertyValue", "name": variable[0], "unitText": variable[1]}
    return _known(
        {
            "@type": "Dataset",
            "@id": f"{head.canonical}#so-lieu",
            "name": head.title,
            "description": head.description,
            "url": head.canonical,
            "inLanguage": language,
            "isAccessibleForFree": True,
            "license": licence,
            "variableMeasured": counted and _known(counted),
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": file.title,
                    "encodingFormat": file.type,
                    "contentUrl": f"{site_url}{file.url}",
                }
                for file in files
            ],
        }
    )


def news_article(publisher: Data, head: Head, article: Article, image: str) -> Data:
    """The article: headline, dates, who wrote it, who publishes it, what was corrected."""
    writers = [_named("Person", author.name) for author in article.authors]
    body = article.organisation.title if article.organisation else ""
    source = article.attribution
    return {
        "@type": "NewsArticle",
        "@id": f"{head.canonical}#bai",
        "mainEntityOfPage": head.canonical,
        "headline": article.title[:HEADLINE],
        "description": article.summary,
        "inLanguage": article.lang,
        "datePublished": article.date_iso,
        "dateModified": article.modified_iso or article.date_iso,
        "author": writers or [{"@id": publisher["@id"]}],
        "publisher": {"@id": publisher["@id"]},
        "image": [image] if image else None,
        "articleSection": article.section.title,
        "keywords": [tag.title for tag in article.tags],
        "sourceOrganization": _named("Organization", body),
        "isBasedOn": (source.url or source.name) if source else "",
        "correction": [
            {
                "@type": "CorrectionComment",
                "datePublished": item.day_iso,
                "text": " ".join(filter(None, (f"“{item.said}” xin đọc là “{item.right}”.", item.why))),
            }
            for item in article.corrections
        ],
    }


def _website(publisher: Data, head: Head) -> Data:
    return _known(
        {
            "@type": "WebSite",
            "@id": f"{publisher['url']}#trang",
            "name": publisher["name"],
            "url": publisher["url"],
            "description": head.description,
            "publisher": {"@id": publisher["@id"]},
        }
    )


def _trail(site_url: str, head: Head, breadcrumb: Sequence[Link]) -> Data:
    """The way from the home page, this page as its end."""
    steps = [(link.title, f"{site_url}{link.url}") for link in breadcrumb if link.url]
    steps.append((head.title, head.canonical))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, 1)
        ],
    }


def _named(kind: str, name: str) -> Data | None:
    return {"@type": kind, "name": name} if name else None


def _known(members: Data) -> Data:
    """Without what there is nothing to say of."""
    return {name: value for name, value in members.items() if value}
