"""The campaign: mutated drafts through every reader and command, forged journals and caches, kills, full disks.

Each attack is made from a seed, so that what it finds can be had again. What goes wrong is counted, and the first of
each kind is kept: tracebacks, hangs, losses, raw control characters, deletions and writes outside.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from marked import decide, write

from fact_check.claims import Label
from fact_check.errors import FactCheckError
from fact_check.ledger.journal import parse_journal
from fact_check.pipeline import claims
from fact_check.read import READERS, read_bytes
from fact_check.rules import furniture_rules, load_rules
from tests.forked import python_path
from tests.hostile.fuzzing import guided, structured
from tests.hostile.judging import COUNTED, DRAFT, ROOT, Count, Hang, bounded, command, judged, listed
from tests.hostile.mutations import drafts, journals, mutated, shuffled
from tests.hostile.shortage import bounded_files, few_resources, full_device, small_disks


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


def finding(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Look for claims in texts whose words were shuffled, doubled and broken: each stands where it says."""
    count = Count("find")
    rules = load_rules()
    furniture = furniture_rules(rules)
    for number in range(inputs):
        rng = random.Random(f"{seed} find {number}")
        raw = shuffled(rng)
        count.inputs += 1
        try:
            article = read_bytes("d.md", raw, furniture)
            with bounded():
                found = claims(article, rules)
            assert all(c.span.text == article.text[c.span.start : c.span.end] for c in found)
        except FactCheckError:
            continue
        except Hang:
            count.found("hangs", number, raw[:80])
        except Exception as error:
            count.found("tracebacks", number, error)
    yield count


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
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from fact_check.read import read
from fact_check.review.keep import keep
from fact_check.review.keys import bindings, named, plain_keys
from fact_check.review.session import act, begin
from tests.review.story import opened

keys = plain_keys(bindings())
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the killed are not waited for
for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)  # whoever starts this in the background has it ignore a hangup
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


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def killing(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Kill a review at random moments: what it has shown is in the journal."""
    from tests.review.story import STORY

    count = Count("kills")
    rng = random.Random(seed)
    path = python_path(ROOT, ROOT / "tests")
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
            lines, end = rng.randint(2, 6), time.monotonic() + 900
            while not report.exists() or report.read_bytes().count(b"\n") < lines:
                time.sleep(0.001)
                assert time.monotonic() < end, "no key was taken"
            time.sleep(rng.uniform(0, 0.03))
            first = report.read_text().split("\n")[0]
            pid = int(first.removeprefix("pid "))
            os.kill(pid, rng.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGHUP]))
            while _runs(pid):
                time.sleep(0.001)
                assert time.monotonic() < end, "a review outlives its signal"
            shown = {line for line in report.read_text().split("\n")[1:] if len(line) == 16}
            kept = parse_journal((desk / "flood.txt.review.jsonl").read_bytes(), desk, say=lambda _: None).events
            count.inputs += 1
            if lost := shown - {event.id for event in kept}:
                count.found("losses", number, lost)
    finally:
        parent.stdin.close()
        parent.wait(timeout=900)
    yield count


ATTACKS: dict[str, tuple[Callable[[Path, int, int], Iterator[Count]], int, int]] = {
    "read": (reading, 480, 10_000),
    "find": (finding, 40, 1000),
    "hypothesis": (structured, 100, 4000),
    "atheris": (guided, 400, 40_000),
    "journals": (forging_journals, 100, 2000),
    "caches": (forging_caches, 40, 500),
    "kills": (killing, 10, 400),
    "full disks": (bounded_files, 6, 100),
    "small disks": (small_disks, 6, 100),
    "full device": (full_device, 30, 30),
    "limits": (few_resources, 20, 200),
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
    lines += [f"{c.attack}: left out: {c.left_out}" for c in counts if c.left_out]
    return "\n".join(lines)
