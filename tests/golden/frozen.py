"""The frozen claims: how they are written, read and compared."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from fact_check.claims import Claim
from fact_check.pipeline import annotate
from fact_check.read import read
from fact_check.rules import load_rules, select
from tests.shared import ARTICLES

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPUS = sorted((ROOT / "corpus").glob("*/*.txt"))
DIGESTS = HERE / "shared.json"


def shared_articles() -> list[Path]:
    """Return the articles beside the repository, none where there are none."""
    return list(ARTICLES)


def claim_lines(articles: Sequence[Path]) -> Iterator[list[str]]:
    """Yield the claims of each article as JSON lines that are the same in every folder."""
    rules = load_rules()
    furniture = select(rules, "furniture")
    for _, claims in annotate((read(str(article), furniture) for article in articles), rules):
        yield lines_of(claims)


def lines_of(claims: Iterable[Claim]) -> list[str]:
    return [_line(claim) for claim in claims]


def _line(claim: Claim) -> str:
    fields = claim.model_dump(mode="json", exclude={"article"})
    return json.dumps(_rounded(fields), ensure_ascii=False)


def _rounded(value: object) -> object:
    """Round scores to three places: their last bits depend on the processor."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, dict):
        return {key: _rounded(inner) for key, inner in value.items()}
    return [_rounded(inner) for inner in value] if isinstance(value, list) else value


def digest(lines: Sequence[str]) -> str:
    """Return what stands for claims that may not be copied: how many they are, and a hash."""
    return f"{len(lines)} {hashlib.sha256(chr(10).join(lines).encode()).hexdigest()[:16]}"


def frozen(article: Path) -> list[str] | str:
    """Return the frozen claims of a corpus article as JSON lines; of another its digest, empty if it has none."""
    if article in CORPUS:
        file = HERE / "corpus" / f"{article.stem}.jsonl"
        return file.read_text(encoding="utf8").splitlines() if file.exists() else []
    digests = json.loads(DIGESTS.read_text()) if DIGESTS.exists() else {}
    return str(digests.get(article.stem, ""))


def write(claims: Mapping[Path, Sequence[str]]) -> None:
    """Freeze claims: those of the corpus as they are, of the others a digest each."""
    (HERE / "corpus").mkdir(exist_ok=True)
    digests = json.loads(DIGESTS.read_text()) if DIGESTS.exists() else {}
    for article, lines in claims.items():
        if article in CORPUS:
            text = "".join(f"{line}\n" for line in lines)
            (HERE / "corpus" / f"{article.stem}.jsonl").write_text(text, encoding="utf8")
        else:
            digests[article.stem] = digest(lines)
    DIGESTS.write_text(json.dumps(digests, indent=0, sort_keys=True) + "\n")


def differences(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Say which claims went (`-`), came (`+`) or are read otherwise (`~`, with the fields), by their ids."""
    old, new = ({claim["id"]: claim for claim in map(json.loads, lines)} for lines in (before, after))
    said = []
    for id_ in [*old, *(id_ for id_ in new if id_ not in old)]:
        if id_ not in new:
            said.append(f"  - {_brief(old[id_])}")
        elif id_ not in old:
            said.append(f"  + {_brief(new[id_])}")
        elif old[id_] != new[id_]:
            said.append(f"  ~ {_brief(new[id_])}")
            said += [
                f"      {key}: {json.dumps(old[id_].get(key), ensure_ascii=False)}"
                f" → {json.dumps(new[id_].get(key), ensure_ascii=False)}"
                for key in sorted({*old[id_], *new[id_]})
                if old[id_].get(key) != new[id_].get(key)
            ]
    return said


def _brief(claim: Mapping[str, object]) -> str:
    span, suggestion, source = claim["span"], claim["suggestion"], claim["source"]
    assert isinstance(span, dict)
    label = suggestion["label"] if isinstance(suggestion, dict) else "no label"
    who = f", {source['text']}" if isinstance(source, dict) else ""
    return f"{label}{who}: {' '.join(str(span['text']).split())}"
