"""The street from an article to its claims: language → extract → relate → suggest, in one call.

Imports spaCy only when an article is parsed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import TYPE_CHECKING

from fact_check.claims import Claim, Quantity
from fact_check.errors import RuleError
from fact_check.read import Article
from fact_check.rules import Rule, load_rules

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from fact_check.extract.records import Signal
    from fact_check.language.word_meanings import Meanings


def annotate(
    articles: Iterable[Article], rules: tuple[Rule, ...] | None = None, *, model: str | None = None
) -> Iterator[tuple[Article, tuple[Claim, ...]]]:
    """Yield each article with its claims in text order: found, related to each other, a label suggested.

    `rules` defaults to the project's own; `model` names another spaCy pipeline. Articles are parsed in batches,
    lazily; a long one in stretches. Raises ModelError for a pipeline that cannot be used, RuleError for a rule of
    the desk's that matches in none of its own examples.
    """
    from fact_check.extract import read_until
    from fact_check.language import meanings, pipeline, stretches
    from fact_check.language.cues import compiled

    rules = load_rules() if rules is None else rules
    _refuse_idle(rules, model)
    cues = compiled(rules, pipeline(model).vocab)
    left, right = tee(articles)
    parsed = stretches(((article.prose[: read_until(article.prose, cues)], article.asides) for article in right), model)
    for article, docs in zip(left, parsed, strict=True):
        yield article, claims_of(article, docs, rules, meanings(model))


_TRIED: dict[tuple[int, str | None], tuple[Rule, ...]] = {}
"""The rule sets that this process has tried; an entry keeps its rules alive, and so their number taken."""


def _refuse_idle(rules: tuple[Rule, ...], model: str | None) -> None:
    """Try the desk's own rules on their examples, once a process: those of the project have tests."""
    key = id(rules), model
    if key in _TRIED:
        return
    ours = {rule.id for rule in load_rules()}
    if own := [rule for rule in rules if rule.id not in ours]:
        from fact_check.extract import idle

        for rule in idle(own, rules, model):
            where, mend = f"{rule.id.partition('.')[0]}.toml: {rule.id}", f"see `fact-check rules {rule.id} --test`"
            raise RuleError("finds: it matches in none of its own examples", where=where, mend=mend)
    if len(_TRIED) > 8:
        _TRIED.clear()
    _TRIED[key] = rules


def claims_of(
    article: Article, docs: Iterable[Doc], rules: tuple[Rule, ...], meanings: Meanings | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a parsed article in text order: found, related to each other, a label suggested.

    `docs` are the parses of its prose, one stretch after another; each is released before the next. `meanings` are
    those of the pipeline that made them, if it has any.
    """
    from fact_check.extract import extract_stretches
    from fact_check.relate import relate
    from fact_check.suggest import suggest

    return suggest(relate(extract_stretches(article, docs, rules), meanings))


def claims(article: Article, rules: tuple[Rule, ...] | None = None, *, model: str | None = None) -> tuple[Claim, ...]:
    """Return the claims of one article (see `annotate`)."""
    return next(annotate([article], rules, model=model))[1]


def quantities(texts: Iterable[str], *, model: str | None = None) -> Iterator[list[Quantity]]:
    """Yield every quantity of each text, claim or not. Raises ModelError for a pipeline that cannot be used."""
    from fact_check.extract import quantities_of
    from fact_check.language import parse

    return (quantities_of(doc) for doc in parse(texts, model))


def signals(article: Article, claim: Claim, *, model: str | None = None) -> tuple[Signal, ...]:
    """Return what the network says of one claim of an article, which is parsed again; nothing with another pipeline.

    Raises ModelError for a pipeline that cannot be used.
    """
    from fact_check.extract import signals as signals_of
    from fact_check.language import parse

    (doc,) = parse([article.prose], model)
    return signals_of(article, doc, claim)


def tried(rules: tuple[Rule, ...], chosen: Iterable[Rule]) -> Iterator[tuple[Rule, str, str, str | None]]:
    """Try the examples of the `chosen` rules among all `rules`: each with its key and what is wrong."""
    from fact_check.extract import examples, fault

    for example in examples(chosen):
        yield example.rule, example.key, example.text, fault(example, rules)
