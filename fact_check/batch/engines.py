"""Who makes the shards: processes on this machine, or Ray Data's actors on a laptop or a cluster.

Both run the same function on the same portions; a worker that dies costs the shard that it was at, which another
worker makes again.
"""

import logging
import os
import pickle
from collections.abc import Generator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from fact_check.batch.folder import BatchError
from fact_check.batch.portions import Portion
from fact_check.batch.shards import Made, Shards
from fact_check.threads import one_core
from fact_check.workers import Lost, as_done

Start = partial[Shards]


def local(start: Start, portions: Sequence[Portion], jobs: int) -> Generator[Made | Lost[Portion], None, None]:
    """Yield what each portion's shard holds as soon as it is written, by `jobs` processes."""
    with closing(as_done(start, portions, jobs)) as done:
        for _, made in done:
            yield made


def ray(
    start: Start, portions: Sequence[Portion], jobs: int, address: str | None
) -> Generator[Made | Lost[Portion], None, None]:
    """Yield what each portion's shard holds, by `jobs` actors of the cluster at `address`, or of this machine.

    SRC and DIR must be at the same path for every node, and fact-check installed there. Raises BatchError without
    Ray, and when no cluster answers.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # everything runs offline
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    one_core()
    try:
        import ray
        import ray.data
    except ImportError:
        mend = "pip install 'fact-check[ray]'"
        raise BatchError("--engine ray needs Ray, which is not installed", mend=mend) from None
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        # A cluster knows its own processors; on this machine Ray would count them, whatever `jobs` says.
        ray.init(
            address,
            num_cpus=None if address else jobs,
            include_dashboard=False,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except (ConnectionError, ValueError, RuntimeError) as error:
        line = str(error).splitlines()[0]
        raise BatchError(f"no Ray cluster: {line}", where=address, mend="see `ray status`") from None
    try:
        items = [{"portion": pickle.dumps(portion)} for portion in portions]
        rows = ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
            Actor,
            fn_constructor_args=(start,),
            batch_size=1,
            compute=ray.data.ActorPoolStrategy(size=jobs),
            num_cpus=1,
        )
        for found in rows.iter_rows():
            yield Made(**found)
    finally:
        ray.shutdown()


class Actor:
    """`Shards` as Ray Data calls it: columns in, columns out."""

    def __init__(self, start: Start) -> None:
        self._make = start()

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Make the shards of a batch's portions; one row each of what they hold."""
        made = [self._make(pickle.loads(portion)) for portion in batch["portion"]]
        return {key: [getattr(m, key) for m in made] for key in ("name", "articles", "claims", "errors", "words")}
