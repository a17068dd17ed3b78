"""How much of an article is left unparsed, and what leaving out more would save and change.

    python tests/bench/unparsed.py [EVERY]

A sentence with neither number, quotation mark nor cue makes no claim. After the last of these an article is not parsed
(extract/unread.py). Before it such sentences are, for others read them: the attribution network sees 32 tokens
either side of a paragraph and all of it, a quotation runs over several sentences, a later `she` stands for a name in
one. So that nobody need believe it, their parse is taken away here, and the claims that differ for it are counted: all
such sentences first, then those alone that name nobody and stand in a paragraph without a quotation mark.
"""

import sys
import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Span
from timing import emit, seconds

from fact_check.extract import extract
from fact_check.extract.prefilter import may_claim, read_until
from fact_check.extract.quotations.marks import MARK
from fact_check.language import pipeline
from fact_check.language.cues import compiled
from fact_check.pipeline import annotate
from fact_check.read import Article, read
from fact_check.relate import relate
from fact_check.rules import load_rules, select
from fact_check.suggest import suggest
from tests.archives import CORPUS
from tests.shared import ARTICLES


def plain(sentence: Span) -> bool:
    """Tell whether a sentence names nobody and stands in a paragraph without a quotation mark."""
    text = sentence.doc.text
    start = text.rfind("\n", 0, sentence.start_char) + 1
    paragraph = text[start : text.find("\n", sentence.end_char) + 1 or len(text)]
    return not any(t.text[:1].isupper() for t in sentence[1:]) and not MARK.search(paragraph)


KINDS: dict[str, Callable[[Span], bool]] = {
    "sentences that make no claim": lambda sentence: True,
    "of them, those with no name or mark about": plain,
}


def flattened(doc: Doc, sentences: list[Span]) -> None:
    """Hang every word of some sentences on their first, in place, as if nothing had been parsed."""
    tree: NDArray[np.uint64] = doc.to_array(["HEAD", "DEP"])  # type: ignore[assignment]  # its stub is wrong
    label = doc.vocab.strings.add("dep")
    for sentence in sentences:
        for i in range(sentence.start, sentence.end):
            tree[i] = ((sentence.start - i) % 2**64, label)
    doc.from_array(["HEAD", "DEP"], tree)  # type: ignore[arg-type]


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    articles = [read(str(file), furniture) for file in [*ARTICLES, *CORPUS][::every]]
    nlp = pipeline()
    cues = compiled(rules, nlp.vocab)
    after = nlp.pipe_names[nlp.pipe_names.index("parser") + 1 :]

    def annotated(article: Article, doc: Doc, quiet: list[Span]) -> set[str]:
        flattened(doc, quiet)
        for name in after:
            doc = nlp.get_pipe(name)(doc)
        return {claim.model_dump_json() for claim in suggest(relate(extract(article, doc, rules)))}

    tokens = found = 0
    parsing = 0.0
    sizes = dict.fromkeys(KINDS, 0)
    changed = dict.fromkeys(KINDS, 0)
    differ = dict.fromkeys(KINDS, 0)
    for article in articles:
        with nlp.select_pipes(disable=["parser", *after]):
            tagged = nlp(article.prose)
        start = time.process_time()
        parsed = nlp.get_pipe("parser")(tagged)
        parsing += time.process_time() - start
        tokens += len(parsed)
        whole = annotated(article, parsed.copy(), [])
        found += len(whole)
        for kind, fits in KINDS.items():
            doc = parsed.copy()
            quiet = [s for s in doc.sents if not may_claim(s.text, cues) and fits(s)]
            sizes[kind] += sum(map(len, quiet))
            difference = len(whole - annotated(article, doc, quiet))
            changed[kind] += difference
            differ[kind] += bool(difference)
    took = seconds(lambda: list(annotate(articles, rules)))
    left = sum(len(a.prose) - read_until(a.prose, cues) for a in articles) / sum(len(a.prose) for a in articles)
    print(f"\nunparsed: {len(articles)} articles, {tokens:,} tokens, {found:,} claims")
    print(f"  {'left unparsed, at the end of an article':<44} {left:7.1%}")
    figures = {"left unparsed": left}
    for kind in KINDS:
        share = sizes[kind] / tokens
        print(f"  {kind:<44} {share:7.1%}", end="")
        print(f"  saves {share * parsing / took:.1%} at most; changes {changed[kind]} claims, {differ[kind]} articles")
        figures |= {kind: share, f"{kind}: claims changed": changed[kind]}
    emit("unparsed", figures)


if __name__ == "__main__":
    main()
