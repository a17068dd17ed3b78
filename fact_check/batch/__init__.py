"""Many articles: SRC → Parquet shards of claims in DIR, by processes on one machine or by Ray on many.

The extra `batch` (pyarrow) is imported here only when a batch runs.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from fact_check.cache import ground
from fact_check.config import Config
from fact_check.errors import FactCheckError

if TYPE_CHECKING:
    from fact_check.batch.shards import Made

PER_SHARD = 300
"""Articles in a shard, about: a minute's work, which is what a kill costs."""


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
) -> list[Made]:
    """Write the claims of every article of `src` into shards under `to`; return what each holds.

    Only shards that are missing are made. Progress goes to stderr. Interrupted or killed, it leaves whole shards
    only, and the same call goes on from there. Raises FactCheckError for what keeps it from running or from ending.
    """
    _installed()
    from fact_check.batch import engines, folder, portions
    from fact_check.batch.progress import Progress
    from fact_check.batch.shards import Shards
    from fact_check.workers import Lost, cores

    jobs = jobs or cores()
    model = model or config.model
    with folder.opened(Path(to), src):
        base = ground(config.rule_files, model, by_content=True)
        cut = portions.portions(src, base, per_shard, include=config.includes, exclude=config.excludes)
        plan = list(cut)
        due = folder.missing(Path(to), plan)
        folder.write_manifest(Path(to), src, plan)
        start = partial(Shards, to, config.rule_files, model)
        lost = 0
        with Progress(sum(p.articles for p in plan), sum(p.articles for p in due)) as progress:
            articles = {p.name: p.articles for p in due}
            run = engines.ray(start, due, jobs, address) if engine == "ray" else engines.local(start, due, jobs)
            try:
                for made in run if due else ():
                    if isinstance(made, Lost):
                        lost += 1
                    else:
                        progress.made(made, articles[made.name])
            except KeyboardInterrupt:
                progress.stopped()
                raise
            finally:
                run.close()
                done = folder.write_manifest(Path(to), src, plan)
        if lost:
            what = f"{lost} shard{'s' * (lost > 1)} could not be made: the workers died over them"
            raise folder.BatchError(what, where=to, mend="is there enough memory? fewer --jobs need less")
        if len(done) == len(plan) and (old := folder.clear(Path(to), plan)):
            print(f"fact-check: {to}: {old} shards of an earlier state removed", file=sys.stderr)
    return done


def schema_lines() -> list[str]:
    """Return the Arrow schema of the claims table, a column a line."""
    _installed()
    from fact_check.batch.schema import claims_schema

    return [f"{f.name}: {f.type}{'' if f.nullable else ' not null'}" for f in claims_schema()]


def _installed() -> None:
    try:
        import pyarrow  # noqa: F401
    except ImportError:
        raise FactCheckError("batch writes Parquet and needs pyarrow", mend="pip install 'fact-check[batch]'") from None
