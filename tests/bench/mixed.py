"""`find` over a folder as a desk's disk has it: drafts in every format and length, some of them broken.

python -m tests.bench.mixed [N]     # 2,000 by default; a twentieth of them is broken
"""

import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.pages import opendocument, page, word

CORPUS = Path(__file__).parents[2] / "corpus"
BROKEN = 20
"""One of so many is."""
SAID = "Police said {} people had come to the square."
FIRST = 10_000


def _text(paragraphs: list[str], _: random.Random) -> bytes:
    return "\n\n".join(paragraphs).encode()


def _old_text(paragraphs: list[str], _: random.Random) -> bytes:
    return "\r\n\r\n".join(paragraphs).encode("windows-1252", "replace")


def _wide_text(paragraphs: list[str], _: random.Random) -> bytes:
    return "\n\n".join(paragraphs).encode("utf-16")


def _markdown(paragraphs: list[str], chance: random.Random) -> bytes:
    title, *story = paragraphs
    story.insert(chance.randrange(len(story) + 1), '{{< figure src="a.jpg" caption="Some 700 people" >}}')
    body = "\n\n".join(story)
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ndate: 2024-05-04\n---\n\n{body}\n".encode()


def _page(paragraphs: list[str], chance: random.Random) -> bytes:
    return page(paragraphs, chance).encode()


def _rich(paragraphs: list[str], _: random.Random) -> bytes:
    body = "\\par\\par ".join("".join(c if c < "\x80" else f"\\u{ord(c)}?" for c in p) for p in paragraphs)
    return f"{{\\rtf1\\ansi\\uc1 {body}}}".encode()


FORMATS: dict[str, tuple[Callable[[list[str], random.Random], bytes], ...]] = {
    "txt": (_text, _text, _old_text, _wide_text),
    "md": (_markdown,),
    "html": (_page,),
    "docx": (word,),
    "odt": (opendocument,),
    "rtf": (_rich,),
}


def _broken(extension: str, good: bytes, chance: random.Random) -> bytes:
    """Return bytes that no reader takes, as a disk, a mail or a password leaves them."""
    if extension in ("docx", "odt"):
        empty = io.BytesIO()
        with zipfile.ZipFile(empty, "w") as package:
            package.writestr("mimetype", "application/zip")
        return chance.choice([good[: len(good) // 2], b"\xd0\xcf\x11\xe0" + good[4:], empty.getvalue(), b""])
    if extension == "rtf":
        return chance.choice([b"", b"PK\x03\x04" + good])
    return good[: len(good) // 2] + b"\x00\x81\x8d" + good[len(good) // 2 :]


def fill(folder: Path, count: int) -> set[str]:
    """Write so many drafts into a folder and folders in it; return the names of those that are broken."""
    chance = random.Random(18)
    articles = sorted(CORPUS.glob("*/*.txt"))
    broken = set()
    for number in range(count):
        lines = articles[number % len(articles)].read_text(encoding="utf-8").split("\n\n")
        paragraphs = [" ".join(line.split()) for line in lines if line.strip()]
        paragraphs[1:] = [*paragraphs[1 : 1 + chance.randint(1, 5)], SAID.format(FIRST + number)]
        extension = chance.choice(list(FORMATS))
        raw = chance.choice(FORMATS[extension])(paragraphs, chance)
        place = folder / f"week-{number % 7}"
        place.mkdir(parents=True, exist_ok=True)
        name = f"{number:05}.{extension}"
        if number % BROKEN == BROKEN // 2:
            raw = _broken(extension, raw, chance)
            broken.add(name)
        (place / name).write_bytes(raw)
    return broken


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `fact-check` from nothing."""
    return subprocess.run([sys.executable, "-m", "fact_check", *arguments], capture_output=True, text=True, check=False)


def found(
    folder: Path, *, run: Callable[..., subprocess.CompletedProcess[str]] = started
) -> tuple[int, set[str], set[str]]:
    """Run `find` over a folder: its exit code, in which files it finds what was said, which it says it cannot read."""
    done = run("find", str(folder), "--format", "jsonl", "--no-cache")
    with_claims = set()
    for claim in map(json.loads, done.stdout.splitlines()):
        name = Path(claim["article"]).name
        said = {quantity["value"] for quantity in claim["quantities"]}
        if FIRST + int(name.split(".")[0]) in said and (claim["source"] or {}).get("text") == "Police":
            with_claims.add(name)
    lines = [line.split(": ", 2) for line in done.stderr.splitlines()]
    return done.returncode, with_claims, {Path(line[1]).name for line in lines if line[-1].endswith(")")}


if __name__ == "__main__":
    total = int(sys.argv[1]) if sys.argv[1:] else 2000
    with tempfile.TemporaryDirectory() as place:
        broken = fill(Path(place), total)
        began = time.perf_counter()
        code, with_claims, refused = found(Path(place))
        files = [path for path in Path(place).rglob("*.*") if path.is_file()]
    seconds = time.perf_counter() - began
    whole = total - len(broken)
    print(f"{total} files, {len(broken)} of them broken: exit {code}, {len(refused & broken)} said to be so, and")
    print(f"{len(refused - broken)} others; claims of {len(with_claims)} of the {whole} others; {seconds:.0f} s")
    for name in sorted(path.name for path in files if path.name not in with_claims | broken):
        print(f"nothing of {name}")
    sys.exit(0 if code == 2 and refused == broken and len(with_claims) == whole else 1)
