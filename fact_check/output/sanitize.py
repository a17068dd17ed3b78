"""Make an article's text inert: nothing in it can control a terminal, reverse text or hide.

Every screen and every format but JSON passes article text through this module.
"""

import re

ACTIVE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 and C1 controls, but tab and newline
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b\u2060-\u2064\ufeff\ufff9-\ufffb"  # invisible ones
    "\u2028\u2029"  # line breaks that line readers do not see
    "\ud800-\udfff"  # lone surrogates, which no UTF-8 stream takes
    "\U000e0000-\U000e007f]"  # tags
)
"""Every character that has an effect but no appearance."""


_COMMAND = re.compile(r"::(?=[A-Za-z][\w-]*(?: [^\n]*)?::)|##(?=\[|vso\[)")
"""The beginning of a command in the log of GitHub Actions (`::error::`, `##[group]`) or Azure Pipelines (`##vso[`).

A wrapped line may begin anywhere in a text, so that it is searched for everywhere.
"""


def inert(text: str) -> str:
    """Replace each control, bidirectional and invisible character with a visible one.

    The marks of a workflow command are replaced, too: `::error::` is shown with colons that no runner recognises. Each
    code point becomes one code point, so that offsets stay the same. Newlines and tabs stay.
    """
    return _COMMAND.sub(_look_alike, ACTIVE.sub(_stand_in, text))


def inert_line(text: str) -> str:
    """Return `text` inert and on one line, each run of space as one space."""
    return " ".join(inert(text).split())


def _look_alike(match: re.Match[str]) -> str:
    return "\ua789\ua789" if match[0] == "::" else "\uff03\uff03"


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)  # ␀ … ␟, the control pictures
    return "\u2421" if code == 0x7F else "\ufffd"
