"""schema.org ClaimReview as JSON-LD: one, a list, a graph, and the feed of Data Commons."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from typing import Any

_TAG = re.compile(r"<[^<>]{1,200}>")


def records(raw: bytes) -> Iterator[dict[str, Any]]:
    """Yield the fields of each ClaimReview. Raises ValueError for invalid JSON."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    for review in _reviews(data):
        yield _fields(review)


def _reviews(data: Any) -> Iterator[dict[str, Any]]:
    """Yield every ClaimReview in lists, graphs and feeds, outermost first, to any depth, without recursion."""
    ahead = [data]
    while ahead:
        each = ahead.pop()
        if isinstance(each, list):
            ahead.extend(reversed(each))
        elif isinstance(each, dict):
            types = each.get("@type")
            if "ClaimReview" in (types if isinstance(types, list) else [types]):
                yield each
            else:
                inner = (each.get(key) for key in ("@graph", "dataFeedElement", "item", "itemListElement"))
                ahead.extend(reversed([one for one in inner if one is not None]))


def _fields(review: dict[str, Any]) -> dict[str, Any]:
    about = _first(review.get("itemReviewed"))
    about = about if isinstance(about, dict) else {}
    author, publisher = _first(review.get("author")), _first(about.get("author"))
    rating = _first(review.get("reviewRating"))
    found = {
        "claim": _text(review.get("claimReviewed")) or _text(about.get("text")) or _text(about.get("name")),
        "rating": _rating(rating if isinstance(rating, dict) else {}),
        "source": _name(publisher) or _name(_first(about.get("appearance"))),
        "who": _name(author),
        "when": date(review.get("datePublished")),
        "where": _text(review.get("url")) or _text(review.get("@id")),
        "title": _text(review.get("name")) or _text(review.get("headline")),
    }
    return {key: value for key, value in found.items() if value}


def _rating(rating: dict[str, Any]) -> str | None:
    said = _text(rating.get("alternateName")) or _text(rating.get("name"))
    if said:
        return said[:1_000]
    value, best = rating.get("ratingValue"), rating.get("bestRating")
    return None if value is None else f"{value} of {best}" if best is not None else str(value)


def _name(one: Any) -> str | None:
    found = one if isinstance(one, str) else _text(one.get("name")) if isinstance(one, dict) else None
    return _text(found)


def _first(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


def _text(value: Any) -> str | None:
    """Return a text without the markup and entities that feeds leave in it; None for anything but text."""
    value = _first(value)
    if not isinstance(value, str):
        return None
    return " ".join(_TAG.sub(" ", unescape(value)).split()) or None


def date(value: Any) -> datetime | None:
    """Read an ISO date or time, as UTC if it names no zone; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
