"""What 10 MB of input take in memory: drafts of every format, journals, policies, rules, word lists and the like.

    python -m tests.bench.large [--mb 10] [--find | --commands] [--python PATH] [NAME …]    # NAME: part of a row's name

Each is read by a process of its own, whose peak is held against 1 GB, and which gets no more than 4. `--find` looks for
claims in the drafts, too, which takes minutes each; without it they are read as `find` reads them, and no more.
`--commands` finds the claims of one long draft, and gives it to every command; 3 MB of it have nearly as many claims as
are taken. `--python` names the interpreter of an environment that holds what is installed with fact-check and no more:
beside a library such as torch, spaCy takes 170 MB more.

Past 250 lines because every kind of large input is made here.
"""

import argparse
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from timing import ENVIRONMENT, LAUNCH

from tests.bench.briefs import brief
from tests.hostile.patterns import FIND, READ

MOST = 1000
"""Megabytes of memory, of any process."""
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
WORDS = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
Made = Callable[[int], bytes]


def grown(pattern: Callable[[int], str], size: int) -> bytes:
    """Return a growing text at so many bytes."""
    n = 64
    while len(raw := pattern(n).encode()) < size:
        n = max(n + 1, min(n * 8, int(n * size / len(raw)) + 1))
    return raw[:size]


def news(size: int) -> Iterator[str]:
    """Yield paragraphs of made-up articles, so many bytes together."""
    number = 0
    while size > 0:
        article = brief(number)
        for part in str(article["text"]).split("\n\n"):
            size -= len(part) + 2
            yield part
        number += 1


def text(size: int) -> bytes:
    return "\n\n".join(news(size)).encode()


def page(size: int) -> bytes:
    body = "".join(f"<p>{part} <a href='http://e.example/{n}'>more</a></p>\n" for n, part in enumerate(news(size)))
    return f"<html><head><title>News</title></head><body><article>{body}</article></body></html>".encode()


def tags(size: int) -> bytes:
    return f"<html><body><article>{'<b>a</b> ' * (size // 9)}</article></body></html>".encode()


def nested(size: int) -> bytes:
    return f"<html><body><article>{'<div>' * (size // 5)}a".encode()


def zipped(**parts: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def docx(body: str) -> bytes:
    return zipped(word__document=f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')


def word(size: int) -> bytes:
    return docx("".join(f"<w:p><w:r><w:t>{part}</w:t></w:r></w:p>" for part in news(size)))


def word_runs(size: int) -> bytes:
    return docx(f"<w:p>{'<w:r><w:t>a </w:t></w:r>' * (size // 24)}</w:p>")


def word_empty(size: int) -> bytes:
    return docx("<w:p/>" * (size // 6))


def odt(body: str) -> bytes:
    head = f'<office:document-content xmlns:office="{OFFICE}" xmlns:text="{WORDS}"><office:body><office:text>'
    return zipped(content=f"{head}{body}</office:text></office:body></office:document-content>")


def office(size: int) -> bytes:
    return odt("".join(f"<text:p>{part}</text:p>" for part in news(size)))


def office_spans(size: int) -> bytes:
    return odt(f"<text:p>{'<text:span>a</text:span> ' * (size // 25)}</text:p>")


def rtf(size: int) -> bytes:
    return (r"{\rtf1\ansi " + "".join(f"{part}\\par " for part in news(size)) + "}").encode("latin-1", "replace")


def rtf_words(size: int) -> bytes:
    return b"{\\rtf1\\ansi " + b"\\b a" * (size // 4) + b"}"


def rtf_groups(size: int) -> bytes:
    return b"{\\rtf1\\ansi " + b"{" * (size // 2) + b"a" + b"}" * (size // 2) + b"}"


def front(line: Callable[[int], str], size: int, mark: str = "---") -> bytes:
    lines, left, number = [], size, 0
    while left > 0:
        lines.append(line(number))
        left -= len(lines[-1]) + 1
        number += 1
    return "\n".join([mark, *lines, mark, "", "Police said 40 people died.\n"]).encode()


DRAFTS: dict[str, Made] = {
    "news.txt": text,
    "one-line.txt": lambda size: b" ".join(text(size).split()),
    "news.md": text,
    "news.html": page,
    "tags.html": tags,
    "nested.html": nested,
    "entities.html": lambda size: b"<p>" + b"&amp;" * (size // 5),
    "news.docx": word,
    "runs.docx": word_runs,
    "empty.docx": word_empty,
    "news.odt": office,
    "spans.odt": office_spans,
    "news.rtf": rtf,
    "words.rtf": rtf_words,
    "groups.rtf": rtf_groups,
    "yaml-list.md": lambda size: front(lambda n: f"- {n}" if n else "a:", size),
    "yaml-keys.md": lambda size: front(lambda n: f"k{n}: v", size),
    "yaml-flow.md": lambda size: front(lambda n: "a: [" + "l," * (size // 2) + "l]", 1),
    "yaml-nested.md": lambda size: front(lambda n: "a: " + "[" * size, 1),
    "toml-keys.md": lambda size: front(lambda n: f"k{n} = 1", size, "+++"),
    "toml-flow.md": lambda size: front(lambda n: "a = [" + "1," * (size // 2) + "1]", 1, "+++"),
}
"""By file name, what writes so many bytes of it. Of what is packed, so many before packing."""


def drafts() -> dict[str, Made]:
    growing = {
        f"{stage} {name}.md": lambda size, pattern=pattern: grown(pattern, size)
        for stage, patterns in (("read", READ), ("find", FIND))
        for name, pattern in patterns.items()
    }
    return DRAFTS | growing


def lines(made: Callable[[int], str], size: int) -> bytes:
    out, number = bytearray(), 0
    while len(out) < size:
        out += made(number).encode() + b"\n"
        number += 1
    return bytes(out)


def event(number: int, **fields: object) -> str:
    anchor = {"start": 25, "text": "40 people died"}
    base = {"version": 1, "id": f"e{number:015x}", "who": "ana", "when": f"2026-01-01T00:00:00.{number % 10**6:06}Z"}
    return json.dumps(base | {"claim": "c1", "anchor": anchor, "what": "label", "label": "sourced"} | fields)


def undo(number: int) -> str:
    made = {key: value for key, value in json.loads(event(number)).items() if key in ("version", "id", "who", "when")}
    return json.dumps(made | {"what": "undo", "of": f"e{number - 1:015x}"})


JOURNALS: dict[str, Made] = {
    "journal: one claim": lambda size: lines(event, size),
    "journal: many claims": lambda size: lines(lambda n: event(n, claim=f"c{n:011x}"), size),
    "journal: many reviewers": lambda size: lines(lambda n: event(n, who=f"r{n}"), size),
    "journal: undone": lambda size: lines(lambda n: event(n) if n % 2 == 0 else undo(n), size),
    "journal: one id": lambda size: lines(lambda n: event(1, claim=f"c{n:011x}"), size),
    "journal: no JSON": lambda size: lines(lambda n: "garbage", size),
    "journal: one line": lambda size: event(1, who="a" * size).encode() + b"\n",
    "journal: deep": lambda size: b'{"a":' * (size // 5) + b"\n",
}
POLICIES: dict[str, tuple[str, Made]] = {
    "policy: excludes": ("fact-check.toml", lambda size: b"exclude = [" + b"'a*',\n" * (size // 6) + b"]\n"),
    "policy: unknown keys": ("fact-check.toml", lambda size: lines(lambda n: f"k{n} = 1", size)),
    "policy: tables": ("fact-check.toml", lambda size: lines(lambda n: f"[k{n}]", size)),
    "policy: overrides": (
        "fact-check.toml",
        lambda size: lines(lambda n: f'[[overrides]]\npaths = ["a{n}"]\njudge = "reviewed"', size),
    ),
    "pyproject: nested": ("pyproject.toml", lambda size: b"a = " + b"[" * size + b"\n"),
    "pyproject: of others": ("pyproject.toml", lambda size: lines(lambda n: f"[tool.t{n}]\na = 1", size)),
}
DESK = 'rules = ["desk.toml"]\n'
RULE = """[[rule]]
id = "desk.r{0}"
says = "someone says so"
why = "A desk's own."
lemmas = ["say{0}"]
effect = "reports"
finds = ["The ministry {{say{0}}} that 40 villagers were killed."]
"""
BESIDE: dict[str, tuple[str, str, Made]] = {
    "rules": (DESK, "desk.toml", lambda size: lines(lambda n: RULE.format(n), size)),
    "rules: lemmas": (
        DESK,
        "desk.toml",
        lambda size: RULE.format(1).replace('"say1"', '"say1", ' + '"aa", ' * (size // 6)).encode(),
    ),
    "word lists": ('lexicon = ["desk.toml"]\n', "desk.toml", lambda size: lines(lambda n: f'w{n} = ["a"]', size)),
    "reviewers": ('reviewers-file = "OWNERS"\n', "OWNERS", lambda size: lines(lambda n: f"*.md r{n}@e.example", size)),
    "ignored files": ("", ".gitignore", lambda size: lines(lambda n: f"a{n}", size)),
}
"""By name: a policy, and the file beside it that is read."""

READING = """
import sys
from fact_check.errors import FactCheckError
from fact_check.read import read
from fact_check.rules import furniture_rules, load_rules
try:
    article = read(sys.argv[1], furniture_rules(load_rules()))
    print(len(article.prose), "characters of prose", file=sys.stderr)
except FactCheckError as error:
    print(error, file=sys.stderr)
"""


LIMITED = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))\n"


def measured(command: list[str], folder: Path) -> tuple[int, float, float, str]:
    """Run a command and return its exit code, processor seconds, peak megabytes, and the last line that it said."""
    launch = [sys.executable, "-S", "-E", "-c", LIMITED + LAUNCH, *command]
    own = {"PYTHONPATH": ""} if command[0] != sys.executable else {}
    environment = ENVIRONMENT | own | {"FACT_CHECK_CACHE_DIR": str(folder.parent / "cache")}
    done = subprocess.run(
        launch, cwd=folder, env=environment, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL
    )
    code, _, cpu, peak = json.loads(done.stdout)
    said = done.stderr.strip().splitlines() or [""]
    return code, cpu, peak, said[-1][:90]


COMMANDS = (
    ("find", "--format", "table"),
    ("find", "--format", "json"),
    *(("check", "--format", form) for form in ("text", "json", "sarif", "github", "github-comment", "junit")),
    *(("report", "--format", form) for form in ("table", "markdown", "json")),
    *(("export", "--format", form) for form in ("csv", "html", "jsonl", "markdown", "webannotation")),
    ("review", "--plain", "--by", "ana"),
    ("agree",),
    ("baseline", "create", "--force"),
)
"""What every command makes of a draft whose claims have been found."""


def commands(size: int, python: str, folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield every command over one long draft, whose claims the first one finds."""
    (folder / "d.md").write_bytes(text(size))
    for name, *options in (("find", "--format", "jsonl"), *COMMANDS):
        head = [name, options.pop(0)] if name == "baseline" else [name]
        yield f"{' '.join(head)} {' '.join(options)}", [python, "-m", "fact_check", *head, "d.md", *options]


def rows(size: int, finds: bool, folder: Path, python: str) -> Iterator[tuple[str, list[str]]]:
    """Yield what is measured, each with its command; the files that it reads lie in the folder until the next."""
    reading = [python, "-c", READING]
    check = [python, "-m", "fact_check", "check", "d.md", "--output", "json=/dev/null"]
    for name, made in drafts().items():
        path = folder / name.replace(" ", "-")
        path.write_bytes(made(size))
        yield f"read {name}", [*reading, path.name]
        if finds:
            yield (
                f"find {name}",
                [python, "-m", "fact_check", "find", path.name, "--no-cache", "-o", "/dev/null"],
            )
        path.unlink()
    from marked import write

    write(folder / "d.md", "Dam bursts\n\nPolice said {40 people died}.\n", root=folder)
    for name, made in JOURNALS.items():
        (folder / "d.md.review.jsonl").write_bytes(made(size))
        yield name, check
    (folder / "d.md.review.jsonl").unlink()
    for name, (file, made) in POLICIES.items():
        (folder / file).write_bytes(made(size))
        yield name, check
        (folder / file).unlink()
    for name, (policy, file, made) in BESIDE.items():
        (folder / "fact-check.toml").write_text(policy, encoding="utf-8")
        (folder / file).write_bytes(made(size))
        yield name, check
        (folder / file).unlink()
        (folder / "fact-check.toml").unlink()
    (folder / "baseline.json").write_bytes(b"[" + b"1," * (size // 2) + b"1]")
    yield "baseline", [*check, "--baseline", "baseline.json"]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--mb", type=float, default=10)
    parser.add_argument("--find", action="store_true")
    parser.add_argument("--commands", action="store_true")
    parser.add_argument("--python", default=sys.executable)
    parser.add_argument("names", nargs="*")
    asked = parser.parse_args()
    size, over = int(asked.mb * 2**20), 0
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made, "desk")
        folder.mkdir()
        os.environ["FACT_CHECK_CACHE_DIR"] = str(Path(made, "cache"))
        made_of = (
            commands(size, asked.python, folder) if asked.commands else rows(size, asked.find, folder, asked.python)
        )
        for name, command in made_of:
            if asked.names and not any(each in name for each in asked.names):
                continue
            code, cpu, peak, said = measured(command, folder)
            over += peak > MOST
            mark = "  <" if peak > MOST or code < 0 else ""
            print(f"{name:42} {peak:7.0f} MB {cpu:7.1f} s  exit {code}  {said}{mark}", flush=True)
    print(f"{over} past {MOST} MB")
    return over


if __name__ == "__main__":
    sys.exit(main())
