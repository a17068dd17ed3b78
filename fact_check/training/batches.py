"""Deal training texts out in batches, each source in proportion to its share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

import spacy
from spacy.language import Language

from fact_check.language.encoder.inputs import Lexicon
from fact_check.language.tokens import tokenizer
from fact_check.training import attribution_data, gold, standoff
from fact_check.training import marked as marked_texts
from fact_check.training.attribution_data import on_tokens
from fact_check.training.augment import varied
from fact_check.training.base import Data
from fact_check.training.documents import chunks
from fact_check.training.texts import Labels, Text, lay_marks, lay_paragraphs, shouted
from fact_check.training.treebank import Document

SHARES = {"trees": 0.35, "names": 0.08, "marks": 0.17, "gold": 0.14, "own": 0.12, "news": 0.14}
"""Each source's share of a batch's pieces."""


@dataclass
class Sources:
    """The texts to deal from."""

    nlp: Language
    lexicon: Lexicon
    labels: Labels
    trees: list[Document]
    names: list[Document]
    marks: list[Text]
    gold: list[Text]
    own: list[Text]
    news: list[Text]


def words() -> Language:
    """Return a pipeline that only tokenizes."""
    nlp = spacy.blank("en")
    nlp.tokenizer = tokenizer()(nlp)
    return nlp


def gather(
    data: Data, attribution: Path, lexicon: Lexicon, labels: Labels, articles: Path | None, own: Path
) -> Sources:
    """Prepare what stays the same in every pass.

    `articles` holds gold/ and articles/, or there are none; `own` holds the texts of `fact_check.training.marked`, and
    the claims of articles in the data (`fact_check.training.standoff`).
    """
    nlp = words()
    marked = [
        lay_marks(lexicon(doc), on_tokens(doc, article.attributions))
        for article in attribution_data.read(attribution / "train.jsonl.xz")
        for doc in [nlp.make_doc(article.text)]
    ]

    def laid(article: gold.GoldArticle) -> Text:
        doc = nlp.make_doc(article.text)
        return gold.lay(doc, lexicon(doc), article)

    told: list[Text] = []
    if articles is not None and (articles / "gold").is_dir():
        told = [laid(article) for article in gold.read(articles / "gold", articles / "articles")]
    named = [one for one in data.train if not one.paragraphs[0][0][0].dep]
    trees = [one for one in data.train if one.paragraphs[0][0][0].dep]
    written = [laid(article) for article in marked_texts.read(own)]
    news = [laid(article) for article in standoff.read(own, attribution.parent)]
    return Sources(nlp, lexicon, labels, trees, named, marked, told, written, news)


def batches(sources: Sources, size: int, seed: int) -> Iterator[list[Text]]:
    """Yield batches of about `size` pieces, without limit."""
    frequency = Counter(w.form for d in sources.trees for p in d.paragraphs for s in p for w in s)
    rows = sources.labels.rows()

    def paragraphs(documents: list[Document], rng: Random) -> Iterator[Text]:
        while True:
            parts = [part for document in documents for part in chunks(document, rng, longest=(20, 200))]
            rng.shuffle(parts)
            for part in parts:
                text = lay_paragraphs(sources.nlp.vocab, sources.lexicon, rows, varied(part, rng, frequency), rng)
                yield shouted(text, rng)

    def articles(texts: list[Text], rng: Random) -> Iterator[Text]:
        while True:
            deck = list(texts)
            rng.shuffle(deck)
            for text in deck:
                yield shouted(text, rng)

    makers: dict[str, Callable[[Random], Iterator[Text]]] = {
        "trees": lambda rng: paragraphs(sources.trees, rng),
        "names": lambda rng: paragraphs(sources.names, rng),
        "marks": lambda rng: articles(sources.marks, rng),
        "gold": lambda rng: articles(sources.gold, rng),
        "own": lambda rng: articles(sources.own, rng),
        "news": lambda rng: articles(sources.news, rng),
    }
    present = [name for name in makers if getattr(sources, name)]
    streams = {name: makers[name](Random(f"{seed}:{name}")) for name in present}
    dealt = dict.fromkeys(present, 0.0)
    while True:
        batch: list[Text] = []
        left = size
        while left > 0:
            name = min(present, key=lambda one: dealt[one])
            text = next(streams[name])
            dealt[name] += text.size / SHARES[name]
            left -= text.size
            batch.append(text)
        yield batch
