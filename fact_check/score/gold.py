"""Read gold files of every shape into one: texts, and what is marked in them.

A folder holds NAME.jsonl, one claim per line, beside NAME.txt (the corpus) or beside a folder `articles` (label gold,
which gives each claim as its words and which occurrence of them it is). A file holds one text per line, with its
`attributions`, `quantities`, `spans` or `claims`; or one headline per line.
"""

import io
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fact_check.errors import GoldError
from fact_check.runtime.files import open_plain, plain_bytes, refusal
from fact_check.score.measure import Chars
from fact_check.score.shapes import check_claim, check_line

Row = dict[str, Any]


class Gold:
    """A gold set: its path, its kind, and a row for each text."""

    def __init__(self, path: str, kind: str, rows: list[tuple[str, str, Any]]) -> None:
        self.path = path
        self.kind = kind
        """"labels", "attributions", "quantities", "spans" or "headlines"."""
        self.rows = rows
        """(name, text, what the gold says about it); the shape of the last depends on the kind."""


LONGEST = 16 * 2**20
"""The most characters of a line: no article has as many."""
KINDS = {"attributions": "attributions", "quantities": "quantities", "spans": "spans", "claims": "labels"}


def read_gold(path: str, articles: Path | None = None) -> Gold:
    """Read a gold folder or file; `articles` holds the texts if the gold folder has none.

    Raises GoldError for gold that is missing, is not JSON, mixes kinds, or has no text.
    """
    place = Path(path)
    if place.is_dir():
        return Gold(path, "labels", list(_folder(place, articles)))
    if not place.exists():
        raise GoldError("no such file or folder", where=path, mend="check the path")
    numbered = list(_lines(place))
    if not numbered:
        raise GoldError("is empty", where=path, mend="give gold with one text per line")
    rows = [row for _, row in numbered]
    first = rows[0] if isinstance(rows[0], dict) else {}
    kind = "headlines" if "maps_to" in first else next((KINDS[key] for key in KINDS if key in first), None)
    if kind is None or ("text" not in first and kind != "headlines"):
        known = ", ".join(KINDS)
        raise GoldError("is not gold that can be scored", where=path, mend=f"each line has a text and one of {known}")
    for number, row in numbered:
        check_line(kind, row, f"{path}:{number}")
    if kind == "headlines":
        return Gold(path, kind, [(f"{n}", r["headline"], r) for n, r in enumerate(rows)])
    named = [(str(r.get("id") or r.get("doc") or n), r["text"], r) for n, r in enumerate(rows)]
    if kind == "labels":
        wheres = [f"{path}:{number}" for number, _ in numbered]
        each = zip(named, wheres, strict=True)
        return Gold(path, kind, [(name, text, _claims(text, r["claims"], where)) for (name, text, r), where in each])
    return Gold(path, kind, named)


def _folder(folder: Path, articles: Path | None) -> Iterator[tuple[str, str, list[Row]]]:
    files = sorted(folder.rglob("*.jsonl"))
    if not files:
        raise GoldError("no gold in this folder", where=str(folder), mend="looked for NAME.jsonl")
    for file in files:
        text = _text(file, articles)
        rows = []
        for number, row in _lines(file):
            check_claim(row, f"{file}:{number}")
            rows.append(row)
        yield str(file.relative_to(folder).with_suffix("")), text, _claims(text, rows, str(file))


def _text(file: Path, articles: Path | None) -> str:
    beside = file.with_suffix(".txt")
    for place in (beside, *(folder / beside.name for folder in (articles, file.parents[1] / "articles") if folder)):
        if place.exists():
            try:
                return plain_bytes(place).decode("utf-8")
            except OSError as error:
                raise GoldError(where=str(place), **refusal(error)) from None
            except UnicodeDecodeError:
                raise GoldError("is not UTF-8", where=str(place), mend="save it as UTF-8") from None
    raise GoldError(
        "no article beside it", where=str(file), mend=f"looked for {beside.name}; name a folder with --articles"
    )


def _lines(file: Path) -> Iterator[tuple[int, Any]]:
    """Yield the parsed lines of a file with their numbers."""
    try:
        with open_plain(file) as stream:
            unpacked = lzma.LZMAFile(stream) if file.suffix == ".xz" else stream  # noqa: SIM115 (closed with what it reads)
            lines = io.TextIOWrapper(unpacked, encoding="utf-8")
            for number, line in enumerate(iter(lambda: lines.readline(LONGEST), ""), start=1):
                if len(line) == LONGEST:
                    raise GoldError(f"has more than {LONGEST:,} characters", where=f"{file}:{number}", mend="split it")
                if line.strip():
                    yield number, _parsed(line, f"{file}:{number}")
    except UnicodeDecodeError:
        raise GoldError("is not UTF-8", where=str(file), mend="save it as UTF-8") from None
    except (EOFError, lzma.LZMAError):
        raise GoldError("is not a valid .xz file", where=str(file), mend="fetch it again") from None
    except OSError as error:
        raise GoldError(where=str(file), **refusal(error)) from None


def _parsed(line: str, where: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise GoldError(f"is not JSON: {said}", where=where, mend="fix that line") from None


def _claims(text: str, rows: list[Row], where: str) -> list[Row]:
    """Bring both shapes of a gold claim into one: chars, label, kinds, source, effect, about (row numbers), words."""
    ids = {r["id"]: n for n, r in enumerate(rows) if "id" in r}
    return [_published(r, ids) if "span" in r else _worded(text, r, rows, where) for r in rows]


def _published(r: Row, ids: dict[str, int]) -> Row:
    cue, source = r.get("cue") or {}, r.get("source") or {}
    answers = [ids[k["to"]] for k in r.get("links", []) if k["relation"] in ("denies", "doubts") and k["to"] in ids]
    return {
        "chars": chars([(p["start"], p["end"]) for p in r.get("pieces") or [r["span"]]]),
        "words": r["span"]["text"],
        "label": r["suggestion"]["label"],
        "kinds": r["kinds"],
        "source": source.get("text"),
        "effect": cue.get("effect"),
        "about": answers if cue.get("effect") in ("denies", "doubts") else [],
        "quantities": r.get("quantities", []),
    }


def _worded(text: str, r: Row, rows: list[Row], where: str) -> Row:
    words = r["claim"]
    places = list(_places(text, words, r.get("nth", 1)))
    if any(start < 0 for start, _ in places):
        raise GoldError(f"{str(words)[:60]!r} is not in its text", where=where, mend="copy the words from the text")
    about = [
        n
        for n, x in enumerate(rows)
        if r.get("about") and x is not r and (x["claim"] == r["about"] or r["about"] in _parts(x["claim"]))
    ]
    return {
        "chars": chars(places),
        "words": words if isinstance(words, str) else " … ".join(words),
        "label": r["label"],
        "kinds": r["kinds"],
        "source": r.get("source"),
        "effect": r.get("effect"),
        "about": about[:1] if r.get("effect") in ("denies", "doubts") else [],
        "quantities": r.get("quantities", []),
    }


def _parts(words: str | list[str]) -> list[str]:
    return words if isinstance(words, list) else []


def _places(text: str, words: str | list[str], nth: int) -> Iterator[tuple[int, int]]:
    if isinstance(words, str):
        at = text.find(words)
        for _ in range(nth - 1):
            at = text.find(words, at + 1) if at >= 0 else at
        yield at, at + len(words)
        return
    after = 0
    for part in words:
        at = text.find(part, after)
        at = at if at >= 0 else text.find(part)
        yield at, at + len(part)
        after = at + len(part)


def chars(spans: list[tuple[int, int]]) -> Chars:
    """Return the offsets that the spans cover."""
    return frozenset(i for start, end in spans for i in range(start, end))
