"""Parse texts of any length and any characters: cut at paragraph ends, stretch by stretch.

A parse takes some ten kilobytes a word while it runs; a whole book would fill a laptop's memory.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from fact_check.language.flows import set_asides
from fact_check.language.heads.spans import KEY

PIECE = 60_000
"""How many characters are parsed at once, some ten thousand words: only the longest articles have more."""

TOKEN = re.compile(r"\w+|[^\w\s]")
DENSE = 3
"""The fewest characters that a token counts as: memory depends on tokens, and a text of brackets has one a
character."""

TOGETHER = 2 * PIECE
"""The most characters that are parsed together, so that many long articles take no more memory than short ones."""

_BATCH = 32


class Layered(NamedTuple):
    """A text, and the stretches of it that are beside the story: half-open, in order, whole lines each."""

    text: str
    asides: tuple[tuple[int, int], ...] = ()


def parsed(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Yield a Doc for each text, in order: short texts in batches, a long one joined from its stretches."""
    for docs in map(list, stretched(nlp, map(Layered, texts))):
        yield docs[0] if len(docs) == 1 else joined(docs)


def stretched(nlp: Language, texts: Iterable[Layered]) -> Iterator[Iterator[Doc]]:
    """Yield for each text the Docs of its stretches: of a short text one, of a long text one after the other."""
    waiting: list[Layered] = []
    held = 0
    for one in texts:
        text = printable(one.text)
        weight = _weight(text)
        if len(waiting) == _BATCH or held + weight > TOGETHER:
            yield from _whole(nlp, waiting)
            waiting, held = [], 0
        if weight <= PIECE:
            waiting.append(Layered(text, one.asides))
            held += weight
        else:
            yield from _whole(nlp, waiting)
            waiting, held = [], 0
            yield (nlp(_made(nlp, piece)) for piece in _pieces(text, one.asides))
    yield from _whole(nlp, waiting)


def _whole(nlp: Language, texts: list[Layered]) -> Iterator[Iterator[Doc]]:
    return (iter((doc,)) for doc in nlp.pipe((_made(nlp, text) for text in texts), batch_size=_BATCH))


def _made(nlp: Language, text: Layered) -> Doc:
    doc = nlp.make_doc(text.text)
    inside = ((start, min(end, len(text.text))) for start, end in text.asides if start < len(text.text))
    return set_asides(doc, inside) if text.asides else doc


def _pieces(text: str, asides: tuple[tuple[int, int], ...]) -> Iterator[Layered]:
    offset = 0
    for piece in pieces(text):
        end = offset + len(piece)
        inside = ((max(a, offset), min(b, end)) for a, b in asides if a < end and b > offset)
        yield Layered(piece, tuple((a - offset, b - offset) for a, b in inside))
        offset = end


def printable(text: str) -> str:
    """Replace lone surrogates, which UTF-8 lacks and spaCy cannot hash; offsets stay."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= character <= "\udfff" else character for character in text)
    return text


def pieces(text: str, size: int = PIECE) -> Iterator[str]:
    """Cut a text into pieces of at most `size` characters, after a line end, else a stop, else anywhere.

    A piece of many short tokens is shorter.
    """
    start = 0
    while (most := _reach(text, start, size)) < len(text):
        half = start + (most - start) // 2
        found = ((at, mark) for mark in ("\n", ". ", " ") if (at := text.rfind(mark, start, most)) >= 0)
        ends = [(at + len(mark) > half, mark == "\n", at + len(mark)) for at, mark in found]
        end = max(ends)[2] if ends else most
        yield text[start:end]
        start = end
    yield text[start:]


def _weight(text: str) -> int:
    """Return how many characters a text counts as."""
    return max(len(text), DENSE * sum(1 for _ in TOKEN.finditer(text[: 2 * PIECE])))


def _reach(text: str, start: int, size: int) -> int:
    """Return the farthest end of a piece that begins at `start`."""
    last = min(len(text), start + size)
    beyond = next(islice(TOKEN.finditer(text, start, last), size // DENSE, None), None)
    return beyond.start() if beyond is not None else last


def joined(docs: list[Doc]) -> Doc:
    """Join pieces into one Doc with every layer; the ids of span groups continue from piece to piece."""
    whole = Doc.from_docs(docs, ensure_whitespace=False, exclude=["spans", "user_data"])  # type: ignore[call-arg]
    if whole is None:
        raise ValueError("no pieces to join")
    if all(KEY in doc.user_data for doc in docs):
        whole.user_data[KEY] = b"".join(doc.user_data[KEY] for doc in docs)
    for key in dict.fromkeys(chain.from_iterable(doc.spans for doc in docs)):
        spans: list[Span] = []
        attrs: dict[str, object] = {}
        offset = first = 0
        for doc in docs:
            group = doc.spans[key] if key in doc.spans else SpanGroup(doc, name=key)
            for span in group:
                spans.append(
                    Span(whole, span.start + offset, span.end + offset, label=span.label, span_id=span.id + first)
                )
            first += max((span.id + 1 for span in group), default=0)
            offset += len(doc)
            for name, value in group.attrs.items():
                known = attrs.get(name)
                attrs[name] = known + value if isinstance(known, list) else value
        whole.spans[key] = SpanGroup(whole, name=key, attrs=attrs, spans=spans)
    return whole
