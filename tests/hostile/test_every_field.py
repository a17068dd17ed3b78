"""Everything that somebody else may write, in every field that there is, through every command and format."""

import csv
import io
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt

from fact_check.check.formats import OUTPUTS
from fact_check.drafts.policies import Policies
from fact_check.errors import FactCheckError
from fact_check.export import EXPORTS
from fact_check.ledger.paths import journal_of
from fact_check.lexicon import list_names, overlay
from fact_check.lsp import claims as editor
from fact_check.lsp import diagnostics
from fact_check.lsp.positions import Lines
from fact_check.lsp.reading import Desk as Open
from fact_check.output.as_markdown import JOINER
from fact_check.output.sanitize import ACTIVE, inert_line
from fact_check.report import REPORTS
from fact_check.watch import show
from tests.forked import in_text
from tests.hostile.desks import (
    ALL,
    FILE,
    FOLDER,
    every_event,
    forged,
    is_event,
    policies,
    rules,
    table,
    values,
    write_desk,
)
from tests.hostile.judging import COMMAND, told
from tests.make import claim

DEEP = bool(os.environ.get("FACT_CHECK_DEEP"))
"""Each attack alone, too: minutes instead of seconds."""
STYLE = re.compile(r"\x1b\[[\d;]*m")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("desk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
        write_desk(root, deep=DEEP)
        yield root


@pytest.fixture(autouse=True)
def _no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


class Page(HTMLParser):
    """Collects what of a page does something."""

    def __init__(self) -> None:
        super().__init__()
        self.does: list[str] = []
        self.scripts = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script"
        self.scripts += self.inside
        self.does += [tag] * (tag in ("img", "iframe", "object", "embed", "form"))
        self.does += [f"{key}={value}" for key, value in attrs if key.startswith("on")]
        self.does += [
            f"{key}={value}" for key, value in attrs if re.match(r"\s*(?:javascript|data):", value or "", re.I)
        ]

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside and "owned()" in data:
            self.does.append(data[:60])


def active(text: str) -> list[str]:
    """Return what in a page does something that is none of ours."""
    page = Page()
    page.feed(text)
    return page.does + [f"{page.scripts} scripts"] * (page.scripts > 1)


def rendered(text: str) -> list[str]:
    """Return what Markdown does that is none of ours, as forges show it."""
    page = MarkdownIt("gfm-like").render(text)
    links = re.findall(r'(?:href|src)="[^"]*(?:evil|owned)[^"]*"', page)
    return active(page) + links + re.findall(r"(?<!\S)@all\b", text)


def raw(said: str) -> list[str]:
    """Return the characters of some output that do something."""
    return [
        repr(said[max(0, found.start() - 20) : found.end() + 20])
        for found in ACTIVE.finditer(said.replace("\r\n", "\n"))
    ]


def commands(said: str) -> list[str]:
    """Return the lines of some output that command a workflow."""
    return [found[0] for found in COMMAND.finditer(said)]


def markup(said: str) -> list[str]:
    """Return where markup was obeyed: what stood before a text in brackets is gone."""
    flat = re.sub(r"\s", "", STYLE.sub("", said))
    return [
        flat[max(0, f.start() - 60) : f.end()]
        for f in re.finditer("clickme", flat)
        if not flat[: f.start()].endswith("]")
    ]


def cells(text: str) -> list[str]:
    """Return the cells of a spreadsheet that it would take for formulas."""
    every = (cell for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))) for cell in row)
    return [cell for cell in every if re.match(r"[=+@\t\r\-＝＋－＠]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]


OURS = re.compile(r"::(?:error|warning|notice) |::(?:add-mask|group|endgroup)")


def faults(form: str, out: str, err: str) -> list[str]:
    """Return what is wrong with what a command said."""
    written = out.replace(f"@{JOINER}", "@") if form in ("markdown", "github-comment") else out
    found = raw(written) + raw(err) + commands(err)
    if form == "github":
        found += [line for line in out.splitlines() if commands(line) and not OURS.match(line)]
        found += [line for line in out.splitlines() if line.startswith("::error file=a::")]
    else:
        found += commands(out)
    if form in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(out)
    elif form == "jsonl":
        found += [line for line in out.splitlines() if not isinstance(json.loads(line), dict)]
    elif form in ("claimreview", "webannotation"):
        json.loads(out)
        found += re.findall(r"[<>]", out)
    elif form == "csv":
        found += cells(out)
    elif form == "html":
        found += active(out)
    elif form in ("markdown", "github-comment"):
        found += rendered(out)
    elif form == "junit":
        ElementTree.fromstring(out)
    else:
        found += markup(out)
    return found


EVERY: list[tuple[str, ...]] = [
    *(("find", ".", "--format", form) for form in ("table", "json", "jsonl")),
    *(("check", ".", "--output", form) for form in OUTPUTS.names()),
    ("check", ".", "--statistics"),
    ("check", ".", "--quiet"),
    *(("report", ".", "--format", form) for form in REPORTS.names()),
    *(("export", ".", "--format", form) for form in EXPORTS.names()),
    *(("agree", ".", "--format", form) for form in ("table", "json")),
    *(("agree", ".", "--rules", "--format", form) for form in ("table", "json")),
    *(("rules", "--format", form) for form in ("table", "json")),
    *(("rules", "desk.a", "--format", form) for form in ("table", "json")),
    *(("config", "--format", form) for form in ("table", "json")),
    ("config", "--schema"),
    ("memory", "build"),
    ("rules", "desk.a", "--test"),
    *(("memory", "search", "40 men left", "--format", form) for form in ("table", "jsonl")),
    *(("memory", "stats", "--format", form) for form in ("table", "json")),
    ("memory", "search", ALL.replace("\ud800", "")),
    ("review", ".", "--plain", "--by", "ana"),
    ("baseline", "create", ".", "--force"),
    ("baseline", "update", "."),
    ("formats",),
]
FORMS = {"--output", "--format"}
SHOWN = ("table", "text", "concise")
"""Formats that are as wide as the terminal."""


def form_of(asked: tuple[str, ...]) -> str:
    return next((asked[n + 1] for n, each in enumerate(asked[:-1]) if each in FORMS), "table")


WIDTHS = [
    pytest.param(each, width, id=f"{' '.join(each)[:50]} {width}".encode("ascii", "replace").decode())
    for each in EVERY
    for width in ((80, 24, 9000) if form_of(each) in SHOWN else (80,))
]


@pytest.mark.parametrize(("asked", "width"), WIDTHS)
def test_nothing_of_it_acts(desk: Path, asked: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    keys = b"jjjlj\nsdunx\x1b[A?jj" * 4 + b"q" if asked[0] == "review" else b""
    ended, out, err = told(desk, *asked, stdin=keys)
    assert ended in (0, 1, 2), (ended, out[-300:], err[-300:])
    assert out or err or "--quiet" in asked
    assert faults(form_of(asked), out, err) == []


@pytest.mark.parametrize(
    "asked",
    [each for each in EVERY if form_of(each) in SHOWN],
    ids=lambda asked: " ".join(asked)[:60].encode("ascii", "replace").decode(),
)
def test_nothing_of_it_acts_in_colour(desk: Path, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ended, out, err = told(desk, *asked, stdin=b"q")
    assert ended in (0, 1, 2), (ended, out[-300:], err[-300:])
    assert faults("table", STYLE.sub("", out), STYLE.sub("", err)) == []


def test_the_journals_that_are_refused_are_refused_in_an_inert_line(desk: Path) -> None:
    text = "Dam\n\nSaid Tom on Monday that 40 men left.\n\nBo denied that 40 men left.\n"
    found = [claim(text, "40 men left", nth=n) for n in (0, 1)]
    path = desk / "plain.md"
    before = journal_of(path).read_bytes()
    tried = set()
    try:
        for name, line in forged(every_event(*found, text), DEEP):
            if is_event(line):
                continue
            kind = (name.split(".")[-1], type(json.loads(line).get(name.split(".")[-1])).__name__)
            if kind in tried and not DEEP:
                continue
            tried.add(kind)
            journal_of(path).write_text(line, encoding="utf-8")
            for asked in (("check", ".", "--output", "concise"), ("agree", ".")):
                ended, out, err = told(desk, *asked)
                assert ended == 2 or "newer" in err, (name, ended)
                assert faults("concise", out, err) == [], name
                assert "Traceback" not in err
    finally:
        journal_of(path).write_bytes(before)
    assert len(tried) > 20


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk of one draft, whose policy is another each time."""
    root = tmp_path_factory.mktemp("bare")
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    (root / "d.txt").write_text("Nothing happened.\n", encoding="utf-8")
    return root


def test_every_value_of_a_policy(bare: Path) -> None:
    ran = 0
    for number, (name, policy) in enumerate(policies(DEEP)):
        (bare / "fact-check.toml").write_text(policy, encoding="utf-8")
        for asked in [("config",), ("check", ".", "--output", "concise")][: 1 + (number % 3 == 0 or DEEP)]:
            ended, out, err = told(bare, *asked)
            assert ended in (0, 1, 2), (name, ended, err)
            assert faults("table", out, err) == [], (name, policy)
            assert "Traceback" not in err, name
            ran += ended == 0
    (bare / "fact-check.toml").unlink()
    assert ran > 20


def test_every_field_of_a_rule(bare: Path) -> None:
    (bare / "fact-check.toml").write_text('rules = ["desk.toml"]\n', encoding="utf-8")
    for number, (name, rule) in enumerate(rules(DEEP)):
        (bare / "desk.toml").write_text(rule, encoding="utf-8")
        for asked in [("rules", "desk.a"), ("rules",)][: 1 + (number % 10 == 0)]:
            ended, out, err = told(bare, *asked)
            assert ended in (0, 1, 2), (name, ended, err)
            assert faults("table", out, err) == [], (name, rule)
    (bare / "fact-check.toml").unlink()


def test_every_word_list(tmp_path: Path) -> None:
    refused = 0
    for number, name in enumerate(list_names()):
        *inner, last = name.split(".")
        for value in values(DEEP)[: None if DEEP else 1]:
            shapes: list[Any] = [value, [value], {value: value}, {"add": value}, {"add": [value]}, {"remove": value}]
            for given in shapes if DEEP else [shapes[number % len(shapes)]]:
                file = tmp_path / f"{number}.toml"
                file.write_text(table(f"[{'.'.join(inner)}]", {last: given}), encoding="utf-8")
                said = refusal_of(lambda file=file: overlay(str(file)))
                refused += bool(said)
                assert not raw(inert_line(said)), name
    assert refused > 20


def refusal_of(work: Callable[[], object]) -> str:
    try:
        work()
    except FactCheckError as error:
        return str(error)
    return ""


def test_an_archive_of_it(desk: Path, tmp_path: Path) -> None:
    text = ALL.encode("utf-8", "replace").decode()
    rows = [
        {"id": f"{n}{value}", "text": value, "title": value, value: value} for n, value in enumerate((text, "", text))
    ]
    (tmp_path / "a.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in [*rows, {"id": text}]) + f"{text}\n{{")
    for asked in ((), ("--format", "json", "--text-column", text)):
        done = in_text("batch", "a.jsonl", "--to", f"out{len(asked)}", "--jobs", "1", *asked, cwd=tmp_path)
        assert done.returncode in (0, 1, 2), (done.returncode, done.stderr)
        assert faults("json" if "json" in asked else "table", done.stdout, done.stderr) == []


def test_it_is_watched(desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(desk)
    show(["."], lambda: Policies.load(["."], None, judge="suggested"))
    said = capsys.readouterr()
    assert "40 men" in said.out
    assert faults("text", said.out, said.err) == []


def test_it_is_open_in_an_editor(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    found = Open(Policies.load(["."], None, judge="suggested"), "ana")
    for path in (f"{FOLDER}/{FILE}", "plain.md"):
        text = Path(path).read_text(encoding="utf-8")
        reading, lines = found.read(path, text), Lines(text, "utf-16")
        texts = [each.message for each in diagnostics.of_reading(reading, lines, "file:///d.md")]
        texts += [each.message for each in diagnostics.of_file(found.verdict(path), lines)]
        texts += [f"{each.name} {each.detail}" for each in editor.symbols(reading, lines)]
        cards = [editor.card_of(reading, each) for each in reading.draft.carried if each.claim is not None]
        assert cards
        assert texts
        for each in (*texts, *cards, editor.summary(reading)):
            assert faults("lines", each, "") == []
        assert [fault for card in cards for fault in rendered(card)] == []
    broken = diagnostics.of_error(FactCheckError(ALL, where=ALL, mend=ALL))
    assert faults("lines", broken.message, "") == []
    found.close()
