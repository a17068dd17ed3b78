"""Rich text, which older word processors write: its words, by striprtf (the `rtf` extra)."""

import re

from fact_check.errors import ReadError
from fact_check.read.article import Article
from fact_check.read.extracted import extra
from fact_check.read.text import article
from fact_check.rules import Rule

LARGEST = 32 * 2**20
GROUP = re.compile(r"\{[^{}]*\}")
HIDES = re.compile(r"\\v(?![a-z0-9])")
"""Hides the rest of its group; \\v0 ends that."""
LINK = re.compile(r'\{\\field\{\s*\\\*\\fldinst\{[^{}"]{0,200}HYPERLINK\s("[^{}"]{0,2000}")\s*\}\}')
"""The beginning of a field that is a link, with its address."""
BRACE = re.compile(r"\\[{}\\]|[{}]")
TABLE = re.compile(r"\{[^{}]*\\fonttbl")
FONT = re.compile(r"\\f(\d{1,9})")
CHARSET = re.compile(r"\\fcharset(\d{1,3})")


def read(path: str, raw: bytes, furniture: tuple[Rule, ...] = ()) -> Article:
    """Read a rich text file's bytes. Raises ReadError without the extra, and for a file that isn't rich text."""
    striprtf = extra("striprtf.striprtf", "rtf", path)
    if not raw.lstrip().startswith(b"{\\rtf"):
        raise ReadError("is not rich text", where=path, mend="save the draft as .rtf")
    if len(raw) > LARGEST:
        raise ReadError("is too large to be a draft", where=path, mend="split it")
    shown = GROUP.sub(lambda group: "" if HIDES.search(group[0]) else group[0], raw.decode("latin-1"))
    try:
        text = striprtf.rtf_to_text(_plain(shown), errors="replace")
    except Exception:  # any error: a library's failure on one file is that file's
        raise ReadError("is not readable rich text", where=path, mend="save the draft as .rtf") from None
    *lines, last = text.split("\n")
    words = article(path, "\n".join([*(line.rstrip() for line in lines), last]).strip("\n"), furniture)
    notes = () if words.text.strip() else ("no text in this file",)
    return words.model_copy(update={"format": "rtf", "notes": notes})


def _plain(text: str) -> str:
    """Write addresses after their links, and the table of fonts first, where striprtf finds it at once.

    Its own expressions for both take at least the square of a text's length; so they find nothing more.
    """
    links = {found.start(): found[1] for found in LINK.finditer(text)}
    table = TABLE.search(text)
    fonts: list[str] = []
    opened: list[int] = []
    parts, at = [], 0
    for brace in BRACE.finditer(text):
        if brace[0] == "{":
            opened.append(brace.start())
        elif brace[0] == "}" and opened:
            start = opened.pop()
            if start in links:
                parts += [text[at : brace.end()], f"({links[start]})"]
                at = brace.end()
            elif table is not None and start == table.start():
                fonts = _fonts(text[start : brace.start()])
    whole = "".join([*parts, text[at:]]).replace("{\\field{", "{\\field\n{").replace("\\fonttbl", "{}\\fonttbl")
    return f"{{{{\\fonttbl\n{''.join(fonts)}}}{whole.lstrip()[1:]}"


def _fonts(table: str) -> list[str]:
    """Return the fonts of a table that name the encoding of their words."""
    found = ((entry, FONT.search(entry)) for entry in table.split(";"))
    told = ((font[1], CHARSET.search(entry, font.end())) for entry, font in found if font is not None)
    return [f"\\f{font}\\fcharset{charset[1]} a;\n" for font, charset in told if charset is not None]
