"""Freeze the claims of every article, and show what a change does to them: `python -m tests.golden [--write]`.

`tests/golden/corpus` holds the claims of each corpus article as JSON lines. Of the articles beside the repository,
which are not ours to copy, `tests/golden/shared.json` holds a digest each. To see what became of their claims, keep
them before a change and compare after it:

    python -m tests.golden --keep /tmp/before       # the claims of all articles, one file each
    python -m tests.golden --against /tmp/before    # each claim that went, came or is read otherwise

Exit 1 where claims differ from what is frozen.
"""

import argparse
import sys
from pathlib import Path

from tests.golden.frozen import CORPUS, claim_lines, differences, digest, frozen, shared_articles, write


def main() -> int:
    """Compare the claims of every article with what is frozen, or freeze them."""
    options = argparse.ArgumentParser(prog="python -m tests.golden", description=__doc__.splitlines()[0])
    options.add_argument("--write", action="store_true", help="freeze the claims as they are now")
    options.add_argument("--keep", type=Path, metavar="FOLDER", help="write the claims of all articles to a folder")
    options.add_argument("--against", type=Path, metavar="FOLDER", help="compare with claims that --keep wrote")
    asked = options.parse_args()
    articles = [*CORPUS, *shared_articles()]
    now = dict(zip(articles, claim_lines(articles), strict=True))
    if asked.write:
        write(now)
        return 0
    if asked.keep:
        asked.keep.mkdir(parents=True, exist_ok=True)
        for article, lines in now.items():
            (asked.keep / f"{article.stem}.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf8")
        return 0
    differ = 0
    for article, lines in now.items():
        if asked.against:
            before = (asked.against / f"{article.stem}.jsonl").read_text(encoding="utf8").splitlines()
        else:
            was = frozen(article)
            if isinstance(was, str):
                if was != digest(lines):
                    differ += 1
                    print(f"{article.stem}: the digest differs; see --keep and --against")
                continue
            before = was
        if said := differences(before, lines):
            differ += 1
            print(f"{article.stem}:", *said, sep="\n")
    print(f"{differ} of {len(now)} articles differ", file=sys.stderr)
    return int(differ > 0)


if __name__ == "__main__":
    raise SystemExit(main())
