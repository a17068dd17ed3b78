"""Inputs of generators that know a form (hypothesis), and of one that follows what a reader does (atheris)."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from fact_check.check import ignores
from fact_check.check.baseline import read_baseline
from fact_check.check.reviewers import read_reviewers
from fact_check.config import Config, load_config
from fact_check.errors import FactCheckError
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import parse_journal
from fact_check.lexicon import list_names, overlay
from fact_check.output.as_json import as_json
from fact_check.output.as_markdown import JOINER, as_markdown
from fact_check.output.sanitize import ACTIVE, inert, inert_line
from fact_check.read import read_bytes
from fact_check.rules import Rule, read_rules
from tests.hostile.judging import ROOT, Count, Hang, bounded
from tests.hostile.mutations import NASTY, drafts

READ = (".docx", ".html", ".md", ".odt", ".rtf", ".txt")
TEXT = st.text(max_size=40) | st.sampled_from([part.decode("utf-8", "replace") for part in NASTY])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
WHATS = ("label", "reject", "note", "add", "mend", "support", "clear", "undo", "take", "torn", "source", "tag", "link")


def mostly(usual: Any) -> st.SearchStrategy[Any]:
    """Return what is usual, and seldom what no reader expects."""
    return st.one_of(*[st.just(usual)] * 6, JSON)


MARK = st.fixed_dictionaries({"start": st.integers(-5, 90), "text": TEXT}) | JSON
ANCHOR = st.fixed_dictionaries(
    {"start": st.integers(-5, 90), "text": TEXT},
    optional={
        "prefix": TEXT,
        "suffix": TEXT,
        "source": MARK,
        "cue": MARK,
        "frame": MARK,
        "pieces": st.lists(st.fixed_dictionaries({"start": st.integers(), "end": st.integers()}), max_size=3),
    },
)
EVENT = st.fixed_dictionaries(
    {
        "version": mostly(1),
        "id": st.from_regex("e[0-9a-f]{15}", fullmatch=True) | JSON,
        "who": TEXT,
        "when": st.datetimes().map(lambda when: f"{when.isoformat()}Z") | JSON,
        "what": st.sampled_from(WHATS) | JSON,
    },
    optional={
        "claim": TEXT,
        "anchor": ANCHOR | JSON,
        "label": st.sampled_from(("sourced", "denied", "unevidenced")) | JSON,
        "text": JSON,
        "of": JSON,
        "suggested": JSON,
        "origin": JSON,
        "to": JSON,
        "url": JSON,
    },
)
JOURNAL = st.lists(EVENT, max_size=6).map(lambda events: "".join(f"{json.dumps(e)}\n" for e in events).encode())


def toml(value: Any) -> str:
    """Write a value as TOML would have it, as far as it can."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return '"none"' if value is None else json.dumps(value)


def table(names: list[str], head: str = "", most: int = 5) -> st.SearchStrategy[bytes]:
    """Return tables of TOML, most of whose keys are known."""
    keys = st.sampled_from(names) | TEXT.map(json.dumps)
    lines = st.dictionaries(keys, JSON, max_size=most).map(
        lambda found: "".join(f"{key} = {toml(each)}\n" for key, each in found.items())
    )
    return lines.map(lambda body: f"{head}{body}".encode("utf-8", "surrogatepass"))


def kebab(model: Any) -> list[str]:
    return [name.replace("_", "-") for name in model.model_fields]


RULE = '[[rule]]\nid = "desk.a"\nsays = "a"\nwhy = "b"\nlemmas = ["say"]\neffect = "reports"\n'
FRONT = st.tuples(st.sampled_from(("---", "+++")), st.sampled_from(("title", "date", "fact-check")), JSON).map(
    lambda parts: (
        f"{parts[0]}\n{parts[1]}{': ' if parts[0] == '---' else ' = '}"
        f"{json.dumps(parts[2]) if parts[0] == '---' else toml(parts[2])}\n{parts[0]}\n\nPolice said 40 died.\n"
    ).encode("utf-8", "surrogatepass")
)


def _draft(raw: bytes, file: Path) -> None:
    article = read_bytes("d.md", raw)
    list(ignores.stretches(article.text))


def _journal(raw: bytes, file: Path) -> None:
    fold(parse_journal(raw, file, say=lambda _: None).events)


def _reading(read: Callable[[Path], object]) -> Callable[[bytes, Path], None]:
    def tried(raw: bytes, file: Path) -> None:
        file.write_bytes(raw)
        read(file)

    return tried


def _printed(text: bytes, file: Path) -> None:
    said = text.decode("utf-8", "surrogatepass")
    for shown in (inert(said), inert_line(said), as_markdown(said).replace(f"@{JOINER}", "@"), as_json({said: said})):
        assert not ACTIVE.search(shown), shown


FORMS: dict[str, tuple[st.SearchStrategy[bytes], Callable[[bytes, Path], None]]] = {
    "front matter": (FRONT, _draft),
    "journals": (JOURNAL, _journal),
    "policies": (table(kebab(Config)), _reading(lambda file: load_config(file=file))),
    "rules": (table(list(Rule.model_fields), RULE), _reading(read_rules)),
    "word lists": (table(list_names()), _reading(lambda file: overlay(str(file)))),
    "reviewers": (TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")), _reading(read_reviewers)),
    "baselines": (JSON.map(lambda value: json.dumps(value).encode()), _reading(read_baseline)),
    "printed": (TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")), _printed),
}
"""By name, how inputs are made and what takes them: it may refuse them, in one line."""


def structured(folder: Path, inputs: int, of: int) -> Iterator[Count]:
    """Give readers of journals, policies, rules and the like what hypothesis makes in their form."""
    for name in FORMS:
        yield _formed(name, folder / f"{name.replace(' ', '-')}.toml", max(1, inputs // len(FORMS)), of)


def _formed(name: str, file: Path, inputs: int, of: int) -> Count:
    made, take = FORMS[name]
    count = Count(f"hypothesis: {name}")

    @seed(of)
    @settings(
        max_examples=inputs,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(made)
    def tried(raw: bytes) -> None:
        count.inputs += 1
        try:
            with bounded():
                take(raw, file)
        except FactCheckError as error:
            if "\n" in str(error):
                count.found("tracebacks", raw, error)
        except Hang:
            count.found("hangs", count.inputs, raw)
        except Exception as error:
            count.found("tracebacks", raw, error)

    tried()
    return count


GUIDED = """
import atheris, sys, time
with atheris.instrument_imports(include=["fact_check.read"]):
    from fact_check.read import read_bytes
from fact_check.errors import FactCheckError
extension, report, *options = sys.argv[1:]
with open(report, "w") as told:
    def say(*words):
        print(*words, sep="\\t", file=told, flush=True)
    def one(raw):
        start = time.process_time()
        try:
            read_bytes("d" + extension, raw)
        except FactCheckError as error:
            if "\\n" in str(error):
                say("tracebacks", repr(raw[:60]), repr(error))
        except Exception as error:
            say("tracebacks", repr(raw[:60]), repr(error))
        if time.process_time() - start > 10:
            say("hangs", repr(raw[:60]), time.process_time() - start)
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
"""


def guided(folder: Path, inputs: int, of: int) -> Iterator[Count]:
    """Let atheris look for bytes that lead a reader where none has been, from good drafts on."""
    if find_spec("atheris") is None:
        yield Count("atheris", left_out="it is not installed: pip install atheris, where it has a wheel")
        return
    for extension in READ:
        count = Count(f"atheris {extension}")
        corpus, report = folder / extension[1:], folder / f"{extension[1:]}.report"
        corpus.mkdir()
        for number, raw in enumerate(drafts(extension)):
            (corpus / str(number)).write_bytes(raw)
        runs = max(1, inputs // len(READ))
        options = [f"-atheris_runs={runs}", f"-seed={of}", "-max_len=8192", "-rss_limit_mb=0", "-timeout=600"]
        asked = [sys.executable, "-c", GUIDED, extension, str(report), *options, f"-artifact_prefix={folder}/"]
        path = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        done = subprocess.run(
            [*asked, str(corpus)], env=os.environ | {"PYTHONPATH": path}, capture_output=True, text=True, check=False
        )
        count.inputs = runs
        for line in report.read_text(encoding="utf-8").splitlines():
            what, raw, error = line.split("\t", 2)
            count.found(what, raw, error)
        if "Done " not in done.stderr:
            count.found("hangs" if "ALARM" in done.stderr else "tracebacks", of, done.stderr[-200:])
        yield count
