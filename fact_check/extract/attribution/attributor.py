"""What finds who says what, and what it reads: one interface, so that each can be exchanged or left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from spacy.tokens import Doc

from fact_check.extract.quotations.linking import Speech, speeches
from fact_check.extract.records import Attribution
from fact_check.language.cues import Match


@dataclass(frozen=True, slots=True)
class Stretch:
    """A parsed stretch of an article, with what every attributor reads of it."""

    doc: Doc
    matches: tuple[Match, ...]
    """What the rules match: cues, nouns for sources, and what only cancels."""
    cues: tuple[Match, ...]
    """Those of the matches that attribute."""
    speech: Speech
    begins: bool = True
    """Whether it begins its article: only then is there a headline in it."""


class Attributor(Protocol):
    """Finds attributions in a stretch of an article."""

    def __call__(self, stretch: Stretch, found: Sequence[Attribution]) -> list[Attribution]:
        """Return what those before it have `found`, with what this one adds, turns or gives up."""


def stretch_of(doc: Doc, matches: Sequence[Match], begins: bool = True) -> Stretch:
    """Return a Doc as attributors read it."""
    return Stretch(doc, tuple(matches), tuple(m for m in matches if m.rule.effect is not None), speeches(doc), begins)
