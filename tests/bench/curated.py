"""Time spaCy's own way of reading with a transformer, beside ours: `python tests/bench/curated.py [EVERY]`.

spacy-curated-transformers runs an encoder like the bundled one (its width, heads, word pieces and layers; and the six
that MiniLM has) by torch, in 32 bits, over stretches of 128 pieces that begin every 96, as its documentation has them.
Tagger, morphologizer, lemmatizer, parser and name recogniser listen to it. Nothing is trained: what an untrained
pipeline costs is what a trained one costs, but for the words of its answers. Both run on one core; processor seconds
per 1,000 words, best of three rounds. It needs torch, and `pip install spacy-curated-transformers`.
"""

import gc
import sys
from typing import Any

import onnx
import spacy
from spacy.language import Language
from spacy.training import Example
from timing import alone, emit, seconds, show, verdict

from fact_check.language import parse, pipeline
from fact_check.pipeline import annotate
from fact_check.read import read
from fact_check.rules import load_rules, select
from fact_check.runtime.gc_tuning import collect_seldom
from tests.archives import CORPUS
from tests.shared import ARTICLES

ROUNDS = 3
WINDOW, STRIDE = 128, 96
LEAST = 3.0
OURS, ALL = "the bundled pipeline", "find, all of it"


def layers() -> int:
    """Return how many layers the bundled encoder has."""
    encoder: Any = pipeline().get_pipe("encoder")
    return sum(node.op_type == "MultiHeadAttention" for node in onnx.load_from_string(encoder.graph).graph.node)


def curated(depth: int, texts: list[str]) -> Language:
    """Return an untrained pipeline with an encoder of so many layers, and labels as ours gives them to some texts."""
    from curated_tokenizers import WordPieceProcessor

    ours: Any = pipeline().get_pipe("encoder")
    nlp = spacy.blank("en")
    transformer: Any = nlp.add_pipe(
        "curated_transformer",
        name="transformer",
        config={
            "model": {
                "@architectures": "spacy-curated-transformers.BertTransformer.v2",
                "vocab_size": len(ours.pieces),
                "num_hidden_layers": depth,
                "hidden_width": 384,
                "intermediate_width": 1536,
                "num_attention_heads": 12,
                "piece_encoder": {"@architectures": "spacy-curated-transformers.BertWordpieceEncoder.v1"},
                "with_spans": {
                    "@architectures": "spacy-curated-transformers.WithStridedSpans.v1",
                    "stride": STRIDE,
                    "window": WINDOW,
                },
            }
        },
    )
    listener = {
        "@architectures": "spacy-curated-transformers.LastTransformerLayerListener.v1",
        "width": 384,
        "pooling": {"@layers": "reduce_mean.v1"},
    }
    for factory in ("tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"):
        model = nlp.get_factory_meta(factory).default_config["model"] | {"tok2vec": listener}
        nlp.add_pipe(factory, config={"model": model})

    def pieces(model: Any, X: object = None, Y: object = None) -> Any:  # noqa: N803  (thinc calls it by name)
        model.attrs["wordpiece_processor"] = WordPieceProcessor(list(ours.pieces))
        model.attrs["lowercase"] = model.attrs["strip_accents"] = True
        return model

    examples = [Example(nlp.make_doc(doc.text), doc) for doc in parse(texts)]
    transformer.initialize(lambda: examples, nlp=nlp, piecer_loader=pieces)
    for _, part in nlp.pipeline[1:]:
        part.initialize(lambda: examples, nlp=nlp)  # type: ignore[attr-defined]
    return nlp


def main() -> None:
    alone()
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    articles = [read(str(file), furniture) for file in (ARTICLES or CORPUS)[::every]]
    texts = [article.prose for article in articles]
    words = sum(len(text.split()) for text in texts)
    depth = layers()
    theirs = {f"spacy-curated-transformers, {n} layers": curated(n, texts[:20]) for n in sorted({depth, 6})}
    import torch

    torch.set_num_threads(1)
    calls = {
        OURS: lambda: list(parse(texts)),
        ALL: lambda: list(annotate(articles, rules)),
        **{name: lambda nlp=nlp: list(nlp.pipe(texts, batch_size=16)) for name, nlp in theirs.items()},
    }
    gc.collect()
    collect_seldom()
    gc.freeze()
    took = dict.fromkeys(calls, float("inf"))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            took[name] = min(took[name], seconds(call))
    per = {name: time / words * 1000 for name, time in took.items()}
    title = f"curated: {len(texts)} articles, {words:,} words; CPU seconds per 1,000 words"
    show(title, {name: (time, f"{1000 / time:11,.0f} words/s") for name, time in per.items()}, against=ALL, unit="s")
    ratios = {f"{name} / {ALL}": per[name] / per[ALL] for name in theirs}
    for name, ratio in ratios.items():
        print(f"  {name}: {ratio:.2f}, {verdict(ratio, least=LEAST)}")
    emit("curated", {**per, **ratios})


if __name__ == "__main__":
    main()
