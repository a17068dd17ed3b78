"""Addresses that a reviewer types or pastes as a support."""

import re
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, TypeAdapter, ValidationError

_URL = TypeAdapter(AnyHttpUrl)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


class AddressError(ValueError):
    """What was typed is not an address of a page; says why."""


def address(typed: str) -> str:
    """Return an address as it is kept; without a scheme it is https, and one pasted behind another is one.

    Raises AddressError for what no browser should open or cannot reach.
    """
    url = re.sub(r"^(?:https?://)+(?=https?://)", "", typed.strip(), flags=re.IGNORECASE)
    if not url:
        raise AddressError("no address given")
    if any(character.isspace() or not character.isprintable() for character in url):
        raise AddressError("an address has no spaces")
    if not _SCHEME.match(url):
        url = f"https://{url}"
    parts = urlsplit(url)
    if parts.scheme.lower() not in ("http", "https"):
        raise AddressError(f"{parts.scheme}: is not supported; use http or https")
    try:
        host = _URL.validate_python(url).host or ""
    except ValidationError:
        raise AddressError("not a valid address") from None
    if "." not in host and ":" not in host and host != "localhost":
        raise AddressError(f"{host} is not the name of a site")
    return url
