"""Make articles of formats other than text: the extracted prose is their text, and offsets are into that."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from types import ModuleType

from fact_check.claims import Piece
from fact_check.errors import ReadError
from fact_check.read.article import Article, Segment
from fact_check.read.furniture import furniture_of
from fact_check.read.prose import Prose
from fact_check.read.tagless import tagless
from fact_check.read.text import first_line
from fact_check.rules import Rule

UNSEEN = str.maketrans("", "", "\u00ad\u200b\ufeff")
"""Soft hyphens and breaks, which only show at the end of a line; inside a word they hide it from the pipeline."""


def of_html(
    path: str,
    format: str,
    html: str,
    furniture: tuple[Rule, ...],
    *,
    title: str | None = None,
    footnotes: Mapping[str, str] | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """Make an article of clean HTML.

    A title is put before a text that doesn't begin with it; `footnotes` are their words by the target of their marks
    ("#footnote-1"); `notes` are for the user.
    """
    html = html.replace("&shy;", "").translate(UNSEEN)
    body = Prose(html)
    tagless(body, [(html, 0)], footnotes or {})
    lead = "" if not title or body.text.lstrip().startswith(title) else f"{title}\n\n"
    text = lead + body.text
    shift = len(lead)
    references = tuple(r.model_copy(update={"start": r.start + shift, "end": r.end + shift}) for r in body.references)
    return Article(
        path=path,
        format=format,
        text=text,
        prose=text,
        segments=(Segment(prose=0, length=len(text), text=0, width=len(text)),) if text else (),
        headline=first_line(text),
        furniture=furniture_of(text, furniture, _moved(body.cells, shift)),
        references=references,
        captions=_moved(body.captions, shift),
        notes=notes if text.strip() else (*notes, "no text in this file"),
    )


def _moved(pieces: Iterable[Piece], by: int) -> tuple[Piece, ...]:
    return tuple(Piece(start=piece.start + by, end=piece.end + by) for piece in pieces)


def extra(module: str, name: str, path: str) -> ModuleType:
    """Import the library of an optional format. Raises ReadError, which says what to install."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in (module, module.partition(".")[0]):
            raise
        raise ReadError(
            f"this format needs the {name} extra", where=path, mend=f"pip install 'fact-check[{name}]'"
        ) from None
