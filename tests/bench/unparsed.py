"""How much of an article could be left unparsed: `python tests/bench/unparsed.py [EVERY]`.

A sentence with neither number, quotation mark, cue nor learned attribution makes no claim. Yet it is read: its names
are those that a later `she` or `the company` stands for, and the attribution network sees 32 tokens either side of a
paragraph. Prints the share of tokens in such sentences, and in those of them that nothing else reads.
"""

import sys

from timing import emit

from fact_check.find.numbers import readings
from fact_check.find.quotes import MARK
from fact_check.language import parse, pipeline
from fact_check.language.attribution import attributions
from fact_check.language.cues import compiled
from fact_check.read import read
from fact_check.rules import load_rules, select
from tests.archives import CORPUS
from tests.shared import ARTICLES


def main() -> None:
    every = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rules = load_rules()
    furniture = select(rules, "furniture")
    files = (ARTICLES or CORPUS)[::every]
    cues = compiled(rules, pipeline().vocab)
    tokens = idle = apart = nameless = 0
    for doc in parse(read(str(file), furniture).prose for file in files):
        wanted = {t.i for t in doc if MARK.fullmatch(t.text)}
        runs = [(m.start, m.end) for m in cues.matches(doc)] + [r.tokens for r in readings(doc)]
        runs += [run for a in attributions(doc, 0) for run in (a.cue, *a.content)]
        wanted.update(i for run in runs for i in range(*run))
        claiming = [not wanted.isdisjoint(range(s.start, s.end)) for s in doc.sents]
        for number, sentence in enumerate(doc.sents):
            size = len(sentence)
            tokens += size
            if not claiming[number]:
                idle += size
                apart += size * (not any(claiming[max(number - 1, 0) : number + 2]))
                nameless += size * (not any(t.pos_ == "PROPN" for t in sentence))
    shares = {
        "tokens of sentences that make no claim": idle / tokens,
        "and whose neighbours make none": apart / tokens,
        "and that name nobody": nameless / tokens,
    }
    print(f"\nunparsed: {len(files)} articles, {tokens:,} tokens")
    for name, share in shares.items():
        print(f"  {name:<44} {share:7.1%}")
    emit("unparsed", {"articles": len(files), **shares})


if __name__ == "__main__":
    main()
