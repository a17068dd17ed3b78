"""Many articles: SRC → Parquet shards of claims in DIR, by processes on one machine or by Ray on many.

The extra `batch` (pyarrow) is imported here only when a batch runs.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fact_check.config import Config
from fact_check.drafts.cache import folder_of, ground
from fact_check.errors import FactCheckError
from fact_check.language import ENVIRONMENT
from fact_check.output.counting import count
from fact_check.runtime.workers import bearable, cores

if TYPE_CHECKING:
    from fact_check.batch.portions import Portion
    from fact_check.batch.shards import Made

PER_SHARD = 300
"""About how many articles a shard holds: a minute's work, which is what a kill costs."""
SHOWN = 5
"""How many unreadable files are named one by one."""


def batch(
    src: str,
    to: str,
    config: Config,
    *,
    engine: Literal["local", "ray"] = "local",
    jobs: int | None = None,
    address: str | None = None,
    model: str | None = None,
    per_shard: int = PER_SHARD,
    id_column: str = "id",
    text_column: str = "text",
) -> list[Made]:
    """Write the claims of every article of `src` into shards under `to`; return what each holds.

    `id_column` and `text_column` are what tables and lines of JSON call an article's name and its words. Only shards
    that are missing are made. Progress goes to stderr. If interrupted or killed, it leaves whole shards only, and the
    same call resumes from there. Raises FactCheckError if it cannot start or finish.
    """
    _installed()
    if address is not None and engine != "ray":
        raise FactCheckError("--address is for a Ray cluster", mend="add --engine ray")
    from fact_check.batch import engines, folder, inputs, portions
    from fact_check.batch.progress import Progress
    from fact_check.batch.shards import Made, Shards

    place = Path(to)
    columns = inputs.Columns(id_column, text_column)
    archive = inputs.found(src, without=folder.tables(place), include=config.includes, exclude=config.excludes)
    archive = replace(archive, columns=columns)
    jobs = jobs or cores()
    model = model or config.model
    with folder.opened(place, src), _ended_by_sigterm(), Progress() as progress:
        if archive.passed_over:
            progress.say(f"{src}: {archive.passed_over}")
        if address is None:
            jobs, said = bearable(jobs)
            if said:
                progress.say(said)
        base = ground(config.desk_files, model, config.disable, by_content=True)
        if columns != inputs.COLUMNS:
            base = hashlib.sha256(f"{base}\0{columns.id}\0{columns.text}".encode()).hexdigest()
        base += "" if config.other_languages == "skip" else f"-{config.other_languages}"
        if config.memory.meaning:
            from fact_check.memory.entries import SPACE
            from fact_check.memory.meaning import weights_file

            weights_file()  # report what is not installed before the work begins
            base += f"-{SPACE}"
        plan: list[Portion] = []
        for portion in portions.portions(archive, base, per_shard):
            plan.append(portion)
            progress.reading(portion.articles)
        folder.claim(place, src, plan)
        for line in _broken(plan):
            progress.say(line)
        if old := folder.outdated(place, plan):
            state = "of an earlier state of SRC, the rules, the program or --per-shard"
            progress.say(f"{to}: {count(len(old), 'shard')} {state}; removed once the new ones are made")
        due = {portion.name: portion for portion in folder.missing(place, plan)}
        folder.write_manifest(place, src, base, plan)
        progress.begin(sum(p.articles for p in plan), sum(p.articles for p in due.values()))
        start = partial(Shards, str(place.absolute()), config, for_any_worker(model))
        work = list(due.values())
        run = engines.ray(start, work, jobs, address) if engine == "ray" else engines.local(start, work, jobs)
        changed: str | None = None
        try:
            for made in run if due else ():
                if isinstance(made, Made):
                    progress.made(made, due.pop(made.name).articles)
                elif isinstance(made, portions.ChangedError):
                    changed = made.where
        except (KeyboardInterrupt, SystemExit):
            progress.stopped()
            raise
        finally:
            run.close()
            done = folder.write_manifest(place, src, base, plan)
        if due:
            what = f"{count(len(due), 'shard')} could not be made: "
            what += f"{changed} has changed since the batch began" if changed else "the workers died"
            mend = "run the same command again" if changed else "is there enough memory? try fewer --jobs"
            raise folder.BatchError(what, where=to, mend=mend)
        if len(done) < len(plan):
            what = f"{count(len(plan) - len(done), 'shard')} disappeared while the batch ran"
            raise folder.BatchError(what, where=to, mend="run the same command again")
        if old:
            folder.remove(place, old)
            progress.say(f"{to}: {count(len(old), 'shard')} of an earlier state removed")
    return done


def for_any_worker(model: str | None) -> str | None:
    """Return a name for a pipeline that works in a process with another folder and environment."""
    model = model or os.environ.get(ENVIRONMENT)
    if not model:
        return None
    folder = folder_of(model)  # for a package, its location
    return str(folder.absolute()) if folder == Path(model) and folder.is_dir() else model


def counts(done: Sequence[Made]) -> dict[str, int]:
    """Return the totals of all shards: `articles`, `claims`, `errors` and `shards`."""
    sums = {name: sum(getattr(made, name) for made in done) for name in ("articles", "claims", "errors")}
    return {**sums, "shards": len(done)}


def summary(done: Sequence[Made]) -> str:
    """Return the totals of all shards as "3 articles, 71 claims, 0 errors, 1 shard"."""
    return ", ".join(count(n, name.removesuffix("s")) for name, n in counts(done).items())


def all_failed(to: str, done: Sequence[Made]) -> str | None:
    """Return the most common reason and its count if no article could be read; otherwise None."""
    from collections import Counter

    from pyarrow import parquet

    from fact_check.batch.shards import errors_file

    if not done or any(made.errors < made.articles or not made.errors for made in done):
        return None
    tables = (parquet.read_table(errors_file(Path(to), made.name), columns=["reason"]) for made in done)
    reasons = Counter(str(reason) for table in tables for reason in table.column("reason").to_pylist())
    [(reason, times)] = reasons.most_common(1)
    return f"none of {count(reasons.total(), 'article')} could be read; the most common reason ({times}): {reason}"


def schema_lines() -> list[str]:
    """Return the Arrow schema of the claims table, a column a line."""
    _installed()
    from fact_check.batch.schema import claims_schema

    return [f"{f.name}: {f.type}{'' if f.nullable else ' not null'}" for f in claims_schema()]


def _broken(plan: Sequence[Portion]) -> Iterator[str]:
    """Yield a line for each truncated file: more than the one bad article that it counts is missing."""
    faults = [fault for portion in plan for fault in portion.broken]
    yield from (f"{fault}: left out, see the errors table" for fault in faults[:SHOWN])
    if len(faults) > SHOWN:
        yield f"and {len(faults) - SHOWN} more"


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """Make SIGTERM end the block as Ctrl-C does, with the exit status that a shell expects."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _installed() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise FactCheckError("batch writes Parquet and needs pyarrow", mend="pip install 'fact-check[batch]'") from None
