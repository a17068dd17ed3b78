"""Articles that several tests need annotated: each is read once in a run, and what it says is parsed once.

What is parsed again, set otherwise or for another question, has the encoder's states from before, as an editor has
them while a draft is typed: the same to the bit (`tests/language/test_memory.py`).
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from fact_check.claims import Claim
from fact_check.language import remembering
from fact_check.language.encoder.memory import Memory
from fact_check.pipeline import annotate
from fact_check.read import Article, read
from fact_check.rules import load_rules, select

_MEMORY = Memory(most=250_000_000)
_known: dict[Path, tuple[Article, tuple[Claim, ...]]] = {}


def parsed_once() -> AbstractContextManager[None]:
    """Parse nothing inside that was parsed inside before."""
    return remembering(_MEMORY)


def annotated(paths: Sequence[Path]) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return each article with its claims, as `find` has them where no policy holds."""
    rules = load_rules()
    new = [path for path in paths if path not in _known]
    with parsed_once():
        found = annotate((read(str(path), select(rules, "furniture")) for path in new), rules)
        _known.update(zip(new, found, strict=True))
    return [_known[path] for path in paths]


def annotated_once(articles: Iterable[Article]) -> list[tuple[Article, tuple[Claim, ...]]]:
    """Return articles with their claims; what was parsed before is not parsed again."""
    with parsed_once():
        return list(annotate(articles))
