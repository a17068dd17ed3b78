"""Engines that make the shards: processes on this machine, or Ray Data's actors on a laptop or a cluster.

Both run the same function on the same portions. If a worker dies, another makes its shard again.
"""

import logging
import os
import pickle
import signal
import socket
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stdout
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from fact_check.batch.folder import BatchError
from fact_check.batch.portions import ChangedError, Portion
from fact_check.batch.shards import Made, Shards
from fact_check.errors import FactCheckError
from fact_check.runtime.threads import one_core
from fact_check.runtime.workers import TRIES, Lost, as_done

Start = partial[Shards]
Answer = Made | ChangedError | Lost[Portion]
PATIENCE = 10.0
"""How many seconds a cluster has to answer."""


def local(start: Start, portions: Sequence[Portion], jobs: int) -> Generator[Answer, None, None]:
    """Yield the contents of each portion's shard as soon as it is written, by `jobs` processes."""
    with closing(as_done(start, portions, jobs)) as done:
        for _, made in done:
            yield made


def ray(start: Start, portions: Sequence[Portion], jobs: int, address: str | None) -> Generator[Answer, None, None]:
    """Yield the contents of each portion's shard, by `jobs` actors of the cluster at `address`, or of this machine.

    SRC and DIR must be at the same path for every node, and fact-check installed there. Raises BatchError without
    Ray, and when no cluster answers; what an actor raises is raised here.
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
    if address is not None:
        _answers(address)
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    ray.data.DataContext.get_current().enable_progress_bars = False
    try:
        # A cluster knows its own processors; on this machine Ray would count them, whatever `jobs` says.
        with _muted():
            ray.init(
                address or "local",
                num_cpus=None if address else jobs,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.ERROR,
            )
    except (ConnectionError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        # By name: not every supported Ray has this error.
        if "AuthToken" in str(error.__cause__) or type(error).__name__ == "AuthenticationError":
            mend = "set RAY_AUTH_MODE=token and RAY_AUTH_TOKEN_PATH, as Ray's documentation says"
            raise BatchError("this Ray cluster needs a token", where=address, mend=mend) from None
        line = str(error).splitlines()[0]
        raise BatchError(f"no Ray cluster: {line}", where=address, mend="see `ray status`") from None
    with redirect_stdout(sys.stderr), _ended(ray):  # a thread of Ray's reports dead workers
        items = [{"portion": pickle.dumps(portion)} for portion in portions]
        rows = ray.data.from_items(items, override_num_blocks=len(items)).map_batches(
            Actor,
            fn_constructor_args=(start,),
            batch_size=1,
            # One at a time, so that an actor's death costs only its own shard, and no other shard a try.
            compute=ray.data.ActorPoolStrategy(size=jobs, max_tasks_in_flight_per_actor=1),
            num_cpus=1,
        )
        for found in rows.iter_rows():
            answer = pickle.loads(found["answer"])
            if isinstance(answer, FactCheckError) and not isinstance(answer, ChangedError):
                raise answer
            yield answer


@contextmanager
def _muted() -> Iterator[None]:
    """Silence stderr in the block, even for C++ code, which logs which level it will be silent on.

    Also restore the handler of SIGTERM that Ray replaces.
    """
    ends = signal.getsignal(signal.SIGTERM)
    kept = os.dup(2)
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, ends)


@contextmanager
def _ended(ray: ModuleType) -> Iterator[None]:
    try:
        yield
    finally:
        ray.shutdown()


class Actor:
    """`Shards` in the form that Ray Data calls: columns in, columns out, errors as values."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._make: Shards | None = None

    def __call__(self, batch: dict[str, Any]) -> dict[str, list[Any]]:
        """Make the shards of a batch's portions; return one row each."""
        return {"answer": [pickle.dumps(self._answer(pickle.loads(portion))) for portion in batch["portion"]]}

    def _answer(self, portion: Portion) -> Answer | FactCheckError:
        try:
            self._make = self._make or self._start()
            # Ray itself would try forever: a portion that takes more memory than there is kills every actor.
            return Lost(portion) if self._make.deaths(portion) >= TRIES else self._make(portion)
        except FactCheckError as error:
            return error


def _answers(address: str) -> None:
    """Raise BatchError unless something listens at HOST:PORT: Ray itself asks a wrong address for minutes."""
    host, _, port = address.rpartition(":")
    if not (host and port.isdecimal() and int(port) < 65_536):
        raise BatchError("is not a Ray cluster's address", where=address, mend="give HOST:PORT, as `ray status` says")
    try:
        socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE).close()
    except OSError as error:
        reason = error.strerror or "no answer"
        raise BatchError(f"no Ray cluster: {reason}", where=address, mend="is it up? see `ray status` there") from None
