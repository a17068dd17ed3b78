"""What 8 bits change: `python tests/bench/rounding.py [EVERY]`, over the articles beside the repository and the corpus.

The encoder multiplies in 8 bits. Here every article is found in twice more: with the products in 32 bits, and with all
articles in batches of another size. Each claim that is not the same (span, pieces, kinds, source, cue, label) is
counted, and shown.
"""

import sys
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper
from timing import emit

from fact_check.claims import Claim
from fact_check.language import pipeline
from fact_check.pipeline import annotate
from fact_check.read import Article, read
from fact_check.rules import load_rules, select
from tests.shared import ARTICLES

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*/*.txt"))
LEAST = 0.997


def in_32_bits(graph: bytes) -> bytes:
    """Write a graph anew with every product in 32 bits, by the weights that it has."""
    model = onnx.load_from_string(graph)
    given = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    nodes = []
    for node in model.graph.node:
        if node.op_type != "DynamicQuantizeMatMul":
            nodes.append(node)
            continue
        x, weight, scale, _, *bias = node.input
        wide = given[weight].astype(np.float32) * given[scale]
        model.graph.initializer.append(numpy_helper.from_array(wide, f"{weight}.32"))
        product = [f"{node.name}.32"] if bias else list(node.output)
        nodes.append(helper.make_node("MatMul", [x, f"{weight}.32"], product))
        if bias:
            nodes.append(helper.make_node("Add", [*product, *bias], list(node.output)))
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    whole: bytes = model.SerializeToString()
    return whole


def told(claims: tuple[Claim, ...]) -> set[tuple[object, ...]]:
    """Return what a reader of the claims is told of each."""
    return {tell(claim) for claim in claims}


def tell(claim: Claim) -> tuple[object, ...]:
    return (
        claim.span.text,
        tuple((piece.start, piece.end) for piece in claim.pieces),
        claim.kinds,
        claim.source and claim.source.text,
        claim.cue and (claim.cue.text, claim.cue.effect),
        claim.suggestion and claim.suggestion.label,
    )


def main() -> int:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    articles: list[Article] = [read(str(file), furniture) for file in [*ARTICLES, *CORPUS][::every]]
    plain = [claims for _, claims in annotate(articles, rules)]
    alone = [next(annotate([article], rules))[1] for article in articles]
    encoder: Any = pipeline().get_pipe("encoder")
    eight = encoder.graph
    encoder.graph = in_32_bits(eight)
    encoder.__dict__.pop("session", None)
    wide = [claims for _, claims in annotate(articles, rules)]
    total = sum(map(len, plain))
    apart = same = 0
    for article, ours, theirs in zip(articles, plain, wide, strict=True):
        same += len(told(ours) & told(theirs))
        for mark, mine, others in (("8", ours, theirs), ("32", theirs, ours)):
            for one in told(mine) - told(others):
                print(f"  {Path(article.path).name[:12]} {mark:>2} | {one[-1]} | {one[3]} | {one[0]}")
    apart = sum(ours != theirs for ours, theirs in zip(plain, alone, strict=True))
    share = same / total
    print(f"rounding: {len(articles)} articles, {total} claims")
    print(f"  the same in 32 bits: {share:.2%}, {'holds' if share >= LEAST else 'FAILS'} (at least {LEAST:.1%})")
    print(f"  articles that differ alone and in a batch: {apart}, {'FAILS' if apart else 'holds'}")
    emit("rounding", {"the same": share, "articles that differ in a batch": apart})
    return int(apart > 0)


if __name__ == "__main__":
    raise SystemExit(main())
