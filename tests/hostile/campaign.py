"""The campaign: mutated drafts through every reader and command, forged journals and caches, kills, full disks.

Each attack is made from a seed, so that what it finds can be had again. What goes wrong is counted, and the first of
each kind is kept: tracebacks, hangs, losses, raw control characters, deletions and writes outside.
"""

import contextlib
import io
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from marked import decide, write

from fact_check.claims import Label
from fact_check.cli import main
from fact_check.errors import FactCheckError
from fact_check.ledger.journal import parse_journal
from fact_check.output.sanitize import ACTIVE
from fact_check.read import READERS, read_bytes
from fact_check.rules import furniture_rules, load_rules
from tests.hostile.mutations import drafts, journals, mutated

SLOW = 10
"""Seconds after which an input is a hang."""
COUNTED = ("tracebacks", "hangs", "losses", "raw characters", "outside")
DRAFT = "Dam bursts\n\nThe ministry said {40 villagers were moved}.\n\nThe town has {12 bridges}.\n"
ROOT = Path(__file__).parents[2]


@dataclass
class Count:
    """What an attack made of so many inputs."""

    attack: str
    inputs: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)
    """Of each kind, the first: its seed and what was said."""

    def found(self, what: str, seed: object, said: object) -> None:
        self.wrong[what] += 1
        self.first.setdefault(what, f"{seed}: {said!r}"[:300])


class Hang(BaseException):
    """An input took too long."""


@contextlib.contextmanager
def bounded(seconds: int = SLOW) -> Iterator[None]:
    """Raise Hang within when it takes too long by the processor's clock, or six times as long by the wall's."""

    def stop(*_: object) -> None:
        raise Hang

    before = [signal.signal(number, stop) for number in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(6 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.alarm(0)
        signal.signal(signal.SIGPROF, before[0])
        signal.signal(signal.SIGALRM, before[1])


def reading(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Read mutated files in every format that there is a reader for."""
    furniture = furniture_rules(load_rules())
    for extension in READERS.names():
        count = Count(f"read {extension}")
        sources = drafts(extension)
        for number in range(max(1, inputs // len(READERS.names()))):
            rng = random.Random(f"{seed} {extension} {number}")
            raw = mutated(rng.choice(sources), rng)
            count.inputs += 1
            try:
                with bounded():
                    article = read_bytes(f"draft{extension}", raw, furniture)
                assert all(0 <= s.text <= s.text + s.width <= len(article.text) for s in article.segments)
                assert all(0 <= s.prose <= s.prose + s.length <= len(article.prose) for s in article.segments)
                assert all(0 <= f.start <= f.end <= len(article.prose) for f in article.furniture)
            except FactCheckError as error:
                if "\n" in str(error):
                    count.found("tracebacks", number, error)
            except Hang:
                count.found("hangs", number, raw[:80])
            except Exception as error:
                count.found("tracebacks", number, error)
        yield count


def command(folder: Path, *arguments: str, stdin: bytes = b"") -> tuple[int | str, str]:
    """Run a command in this process and return how it ended and all that it said."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="strict") for _ in range(2))
    before = sys.argv, sys.stdout, sys.stderr, sys.stdin, Path.cwd()
    sys.argv, sys.stdout, sys.stderr = ["fact-check", *arguments], out, err
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    os.chdir(folder)
    ended: int | str = 0
    try:
        with bounded():
            main()
    except SystemExit as stop:
        ended = int(stop.code or 0)
    except Hang:
        ended = "hang"
    except BaseException as error:
        ended = f"{type(error).__name__}: {error}"
    finally:
        sys.argv, sys.stdout, sys.stderr, sys.stdin = before[:4]
        os.chdir(before[4])
    said = ""
    for stream in (out, err):
        stream.flush()
        said += stream.buffer.getvalue().decode("utf-8", "replace")  # type: ignore[attr-defined]
    return ended, said


COMMAND = re.compile(r"^\s*(?:::[a-z-]+|##\[)", re.MULTILINE)


def judged(count: Count, seed: object, ended: int | str, said: str, *, workflow: bool = False) -> None:
    """Count what a command did wrong."""
    if ended == "hang":
        count.found("hangs", seed, said[-80:])
    elif ended not in (0, 1, 2) or "Traceback" in said:
        count.found("tracebacks", seed, ended if ended not in (0, 1, 2) else said[-120:])
    plain = re.sub(r"\\u[0-9a-f]{4}", "", said)
    raw = ACTIVE.search(plain.replace("\r\n", "\n"))
    if raw is not None:
        count.found("raw characters", seed, plain[max(raw.start() - 20, 0) : raw.end() + 20])
    elif not workflow and COMMAND.search(said):
        count.found("raw characters", seed, said[:120])


def listed(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def forging_journals(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Check, report, export and review drafts whose journals were mutated."""
    count = Count("journals")
    commands = [("check", "--output", "json"), ("check",), ("report",), ("report", "--json"), ("agree",)]
    commands += [("agree", "--rules"), *(("export", "--as", f) for f in ("csv", "html", "jsonl", "markdown"))]
    commands += [("check", "--output", "github"), ("export", "--as", "webannotation")]
    desk = folder / "journals"
    desk.mkdir()
    claims = write(desk / "d.md", DRAFT, root=desk)
    journal = desk / "d.md.review.jsonl"
    for who in ("ana", "bo"):
        decide(desk / "d.md", claims, Label.DENIED, who=who)
    whole = journal.read_bytes()
    outside = listed(folder)
    for number in range(inputs):
        rng = random.Random(f"{seed} journal {number}")
        journal.write_bytes(journals(whole, rng))
        count.inputs += 1
        chosen = rng.choice(commands)
        ended, said = command(desk, *chosen, "d.md")
        judged(count, number, ended, said, workflow="github" in chosen)
        if number % 10 == 0:  # whoever goes on reviewing is not locked out, and loses nothing
            try:
                parse_journal(journal.read_bytes(), journal, say=lambda _: None)
            except FactCheckError:
                continue
            before = journal.read_bytes()
            ended, said = command(desk, "review", "d.md", "--plain", "--by", "ana", stdin=b"sdq")
            judged(count, number, ended, said)
            if not journal.read_bytes().startswith(before):
                count.found("losses", number, "what was there has changed")
    journal.write_bytes(whole)
    if listed(folder) != outside:
        count.found("outside", seed, set(listed(folder)) ^ set(outside))
    yield count


def forging_caches(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Check with caches whose entries were mutated, or swapped: what is said never changes."""
    count = Count("caches")
    desk, cache = folder / "caches", folder / "cache"
    desk.mkdir()
    os.environ["FACT_CHECK_CACHE_DIR"] = str(cache)
    write(desk / "d.md", DRAFT, root=desk)
    _, honest = command(desk, "check", "d.md", "--output", "json")
    entries = [p for p in sorted(cache.rglob("*.json")) if p.is_file()]
    whole = {p: p.read_bytes() for p in entries}
    victim = folder / "victim"
    victim.mkdir()
    (victim / "thesis.txt").write_text("thesis", encoding="utf-8")
    os.utime(victim / "thesis.txt", (0, 0))
    claims = next(p for p in entries if b"villagers" in whole[p])
    for number in range(inputs):
        rng = random.Random(f"{seed} cache {number}")
        count.inputs += 1
        for entry in entries:
            if entry.is_symlink() or not entry.is_file():
                entry.unlink(missing_ok=True)
            entry.write_bytes(whole[entry])
        entry = rng.choice([p for p in entries if p != claims])
        kind = rng.choice(["mutate", "swap", "link", "gone"])
        if kind == "mutate":
            entry.write_bytes(mutated(whole[entry], rng))
        elif kind == "swap":
            entry.write_bytes(whole[rng.choice(entries)])
        else:
            entry.unlink()
            if kind == "link":
                entry.symlink_to(victim / "thesis.txt")
        ended, said = command(desk, "check", "d.md", "--output", "json")
        judged(count, number, ended, said)
        if said != honest:
            count.found("losses", number, said[:120])
    if listed(victim) != {"thesis.txt": b"thesis"}:
        count.found("outside", seed, listed(victim))
    yield count


REVIEWER = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from fact_check.read import read
from fact_check.review.keep import keep
from fact_check.review.keys import bindings, named, plain_keys
from fact_check.review.session import act, begin
from tests.review.story import opened

keys = plain_keys(bindings())
for line in sys.stdin:
    folder, report = line.split()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        session = begin("ana", (opened(read("flood.txt")),))
        out = os.open(report, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.write(out, b"pid %d\\n" % os.getpid())
        parent, journals = os.getppid(), {}
        while os.getppid() == parent:
            for key in "sdu zxsZzzx":
                session, written = act(session, keys[named(key)].action, datetime.now(UTC))
                journals, _ = keep(session, written, journals)
                for _, event in written:
                    os.write(out, event.id.encode() + b"\\n")
"""


def killing(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Kill a review at random moments: what it has shown is in the journal."""
    from tests.review.story import STORY

    count = Count("kills")
    rng = random.Random(seed)
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    parent = subprocess.Popen(
        [sys.executable, "-c", REVIEWER], stdin=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path}, text=True
    )
    assert parent.stdin is not None
    try:
        for number in range(inputs):
            desk = folder / f"kill-{number}"
            desk.mkdir()
            (desk / "flood.txt").write_text(STORY, encoding="utf-8")
            report = desk / "acknowledged"
            parent.stdin.write(f"{desk} {report}\n")
            parent.stdin.flush()
            lines, end = rng.randint(2, 6), time.monotonic() + 60
            while not report.exists() or report.read_bytes().count(b"\n") < lines:
                time.sleep(0.001)
                assert time.monotonic() < end, "no key was taken"
            time.sleep(rng.uniform(0, 0.03))
            first = report.read_text().split("\n")[0]
            os.kill(int(first.removeprefix("pid ")), rng.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]))
            shown = {line for line in report.read_text().split("\n")[1:] if len(line) == 16}
            kept = parse_journal((desk / "flood.txt.review.jsonl").read_bytes(), desk, say=lambda _: None).events
            count.inputs += 1
            if lost := shown - {event.id for event in kept}:
                count.found("losses", number, lost)
    finally:
        parent.stdin.close()
        parent.wait(timeout=60)
    yield count


def filling(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Write results and journals where only so many bytes fit: nothing half written is left as if it were whole."""
    import resource

    count = Count("full disks")
    desk = folder / "full"
    desk.mkdir()
    claims = write(desk / "d.md", DRAFT, root=desk)
    decide(desk / "d.md", claims, Label.DENIED, who="ana")
    journal = (desk / "d.md.review.jsonl").read_bytes()
    _, honest = command(desk, "export", "d.md", "--as", "html")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    result = desk / "out.html"
    for number in range(inputs):
        rng = random.Random(f"{seed} full {number}")
        most = rng.randint(1, len(honest) - 1)
        result.write_text("what was there", encoding="utf-8")
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
        try:
            ended, said = command(desk, "export", "d.md", "--as", "html", "-o", "out.html", "--no-cache")
            reviewed, told = command(desk, "review", "d.md", "--plain", "--by", "bo", stdin=b"sq")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        count.inputs += 1
        judged(count, number, ended, said)
        judged(count, number, reviewed, told)
        if ended == 0 or result.read_text(encoding="utf-8") != "what was there":
            count.found("losses", number, f"exit {ended}, {result.stat().st_size} bytes")
        if not (desk / "d.md.review.jsonl").read_bytes().startswith(journal):
            count.found("losses", number, "the journal")
        (desk / "d.md.review.jsonl").write_bytes(journal)
    yield count


ATTACKS: dict[str, tuple[Callable[[Path, int, int], Iterator[Count]], int, int]] = {
    "read": (reading, 600, 10_000),
    "journals": (forging_journals, 120, 2000),
    "caches": (forging_caches, 40, 500),
    "kills": (killing, 12, 400),
    "full disks": (filling, 12, 100),
}
"""By name: the attack, and with how many inputs it is made in the short run and in the long one."""


def table(counts: list[Count]) -> str:
    """Write the counts as a table, and the first of all that went wrong below."""
    rows = [("attack", "inputs", *COUNTED)]
    rows += [(c.attack, str(c.inputs), *(str(c.wrong[what]) for what in COUNTED)) for c in counts]
    total = [str(sum(c.inputs for c in counts)), *(str(sum(c.wrong[what] for c in counts)) for what in COUNTED)]
    rows.append(("all", *total))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += [f"{c.attack}: {what}: {c.first[what]}" for c in counts for what in c.first]
    return "\n".join(lines)
