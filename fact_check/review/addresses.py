"""Check the URLs that a reviewer types or pastes as a support."""

import re
from urllib.parse import urlsplit

from pydantic import AnyHttpUrl, TypeAdapter, ValidationError

_URL = TypeAdapter(AnyHttpUrl)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)


class AddressError(ValueError):
    """What was typed is not the URL of a page; the message says why."""


def address(typed: str) -> str:
    """Return a URL as it is kept: https if it has no scheme, and without a doubled scheme.

    Raises AddressError for a URL that no browser should open, or could reach.
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
