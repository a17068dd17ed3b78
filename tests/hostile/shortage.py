"""Disks that fill and systems that give no more: what was there stays, and nothing half written looks whole."""

import os
import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from marked import decide, write

from fact_check.claims import Label
from fact_check.ledger.journal import parse_journal
from tests.hostile.judging import DRAFT, Count, apart, command, judged

BLOCK = 4096
"""Bytes that a file takes at least on the small disk."""
LONG = DRAFT + "\n".join(f"\nThe ministry said {{{n} houses were lost}}.\n" for n in range(60))


def _desk(desk: Path) -> tuple[bytes, dict[str, str]]:
    """Write a draft and its journal; return the journal, and what the exports of it are."""
    desk.mkdir(exist_ok=True)
    claims = write(desk / "d.md", LONG, root=desk)
    decide(desk / "d.md", claims[:40], Label.DENIED, who="ana")
    exports = {form: command(desk, "export", "d.md", "--as", form)[1] for form in ("html", "csv", "jsonl")}
    return (desk / "d.md.review.jsonl").read_bytes(), exports


def _limited(kind: int, most: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))


def _kept(count: Count, number: int, journal: Path, before: bytes) -> None:
    """Count a journal that lost something; put it back as it was."""
    now = journal.read_bytes()
    if not now.startswith(before):
        count.found("losses", number, "the journal")
    else:
        try:
            parse_journal(now, journal, say=lambda _: None)
        except Exception as error:
            count.found("losses", number, error)
    journal.write_bytes(before)


def _tried(count: Count, number: int, desk: Path, exports: dict[str, str], limit: Callable[[], None] | None) -> None:
    """Export into a file and to a full standard output, and review, where there is no room for all of it."""
    rng = random.Random(f"{number} form")
    form = rng.choice(list(exports))
    result, redirected, honest = desk / "out", desk / "redirected", exports[form].encode()
    result.write_text("what was there", encoding="utf-8")
    ended, said = apart(desk, "export", "d.md", "--as", form, "-o", "out", limit=limit)
    judged(count, number, ended, said)
    now = result.read_bytes()
    if now != (honest if ended == 0 else b"what was there"):
        count.found("losses", number, f"exit {ended}, {len(now)} bytes of {len(honest)}")
    ended, said = apart(desk, "export", "d.md", "--as", form, out=redirected, limit=limit)
    judged(count, number, ended, said)
    if ended == 0 and redirected.read_bytes() != honest:
        count.found("losses", number, f"exit 0, {redirected.stat().st_size} bytes of {len(honest)} by the shell")
    redirected.unlink(missing_ok=True)
    reviewed, told = apart(desk, "review", "d.md", "--plain", "--by", "bo", stdin=b"sdusdusduq", limit=limit)
    judged(count, number, reviewed, told)
    left = [path.name for path in desk.iterdir() if path.name.startswith(".out")]
    if left:
        count.found("outside", number, left)


def bounded_files(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Write results and journals where a file may only grow so large."""
    count = Count("full disks: bounded files")
    desk = folder / "bounded"
    journal, exports = _desk(desk)
    for number in range(inputs):
        rng = random.Random(f"{seed} full {number}")
        most = rng.randint(1, max(map(len, exports.values())))
        count.inputs += 1
        _tried(count, number, desk, exports, partial(_limited, resource.RLIMIT_FSIZE, most))
        _kept(count, number, desk / "d.md.review.jsonl", journal)
    yield count


def small_disks(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Write results, journals and the cache on a small disk that is nearly full."""
    count = Count("full disks: small tmpfs")
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "fact-check-small", str(disk)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        count.left_out = "no file system may be mounted here"
        yield count
        return
    before = os.environ["FACT_CHECK_CACHE_DIR"]
    try:
        os.environ["FACT_CHECK_CACHE_DIR"] = str(disk / "cache")
        journal, exports = _desk(disk / "desk")
        for number in range(inputs):
            rng = random.Random(f"{seed} disk {number}")
            left = rng.choice((0, 0, 1, 2, 3, 5, 8)) * BLOCK
            filler = disk / "filler"
            free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            filler.write_bytes(b"x" * max(0, free - 2 * BLOCK - left))
            count.inputs += 1
            _tried(count, number, disk / "desk", exports, None)
            filler.unlink()
            _kept(count, number, disk / "desk" / "d.md.review.jsonl", journal)
    finally:
        os.environ["FACT_CHECK_CACHE_DIR"] = before
        subprocess.run(["umount", str(disk)], check=False)
    yield count


def full_device(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Print what commands print into /dev/full: each says so and ends with 2."""
    count = Count("full disks: /dev/full")
    desk = folder / "device"
    _desk(desk)
    every = [("find", "d.md"), ("find", "d.md", "--format", "jsonl"), ("check", "d.md"), ("report", "d.md")]
    every += [("check", "d.md", "--output", form) for form in ("json", "jsonl", "github", "sarif", "junit", "concise")]
    every += [("export", "d.md", "--as", form) for form in ("html", "csv", "jsonl", "markdown", "webannotation")]
    every += [("rules",), ("config",), ("formats",), ("agree", "d.md"), ("find", "--schema"), ("memory", "stats")]
    for number, asked in enumerate(every[: max(inputs, 6)]):
        count.inputs += 1
        ended, said = apart(desk, *asked, out=Path("/dev/full"))
        judged(count, number, ended, said)
        if ended != 2:
            count.found("losses", " ".join(asked), f"exit {ended}")
    yield count


def few_resources(folder: Path, inputs: int, seed: int) -> Iterator[Count]:
    """Run commands with few files, little memory or no room for another process."""
    count = Count("resource limits")
    desk = folder / "limits"
    journal, _ = _desk(desk)
    commands = [("check", "d.md"), ("check", "d.md", "--output", "json"), ("report", "d.md"), ("agree", "d.md")]
    commands += [("export", "d.md", "--as", "html", "-o", "out"), ("find", "d.md", "--format", "jsonl", "-o", "out")]
    taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    honest = {asked: apart(desk, *asked)[0] for asked in commands}
    for number in range(inputs):
        rng = random.Random(f"{seed} limit {number}")
        asked = rng.choice(commands)
        limits = {
            resource.RLIMIT_NOFILE: rng.randint(4, 24),
            resource.RLIMIT_AS: taken + rng.randint(0, 24) * 2**20,
            resource.RLIMIT_STACK: rng.randint(256, 2048) * 1024,
        }
        kind = rng.choice(list(limits))
        (desk / "out").write_text("what was there", encoding="utf-8")
        count.inputs += 1
        ended, said = apart(desk, *asked, limit=partial(_limited, kind, limits[kind]))
        judged(count, number, ended, said)
        if ended not in (2, honest[asked]):
            count.found("losses", number, f"{asked}: exit {ended}, not {honest[asked]}")
        if "out" in asked and ended == 2 and (desk / "out").read_text(encoding="utf-8") != "what was there":
            count.found("losses", number, f"{asked}: a part is left")
        _kept(count, number, desk / "d.md.review.jsonl", journal)
    yield count
