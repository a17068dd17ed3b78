"""Write text as Markdown that shows it and does nothing else, on GitHub and GitLab alike."""

import re

from fact_check.output.sanitize import inert_line

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~:$.-])|([<>&])|(@)(?=\w)")
JOINER = "\u2060"
"""A character without width that keeps a forge from reading an @ as a mention or an address."""


def as_markdown(text: str) -> str:
    """Return `text` inert, on one line, with everything escaped that Markdown, HTML or a forge could act on.

    That includes addresses without a scheme (GitHub Flavored Markdown, 6.9: `www.` and `ftp:`), mentions and mail.
    """
    return _MARKS.sub(_escape, inert_line(text))


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    return f"&#{ord(match[2])};" if match[2] else f"@{JOINER}"
