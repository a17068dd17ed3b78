"""Write JSON in which no character of an article can act on a terminal, an editor or a page."""

import json
import re

from fact_check.output.sanitize import ACTIVE

_TAG = re.compile("[<>]")


def as_json(value: object, *, indent: int | None = None, embeddable: bool = False) -> str:
    """Return a value as JSON (RFC 8259).

    Characters that a terminal or an editor acts on are escaped, which is the same text to every JSON reader. With
    `embeddable`, so are angle brackets, because JSON-LD is put into pages between `<script>` and `</script>`.
    """
    text = ACTIVE.sub(_escape, json.dumps(value, ensure_ascii=False, indent=indent))
    return _TAG.sub(_escape, text) if embeddable else text


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match[0], ensure_ascii=True)[1:-1] if match[0] not in "\x7f<>" else f"\\u{ord(match[0]):04x}"
