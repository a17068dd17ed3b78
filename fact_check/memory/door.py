"""Open an up-to-date index for a command."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fact_check.config import Config
from fact_check.memory.refresh import Refreshed, refresh
from fact_check.memory.store import ClaimMemoryError, Store, for_this_run, index_file, locked, open_store, remove


@contextmanager
def memory(config: Config, say: Callable[[str], None]) -> Iterator[tuple[Store, Refreshed]]:
    """Give the up-to-date index of a policy's project, with what was read again.

    An unreadable file is reported and left out. An index that is broken, or of which much is gone, is rebuilt. Raises
    ClaimMemoryError if it can't be.
    """
    store, done = _up_to_date(config, say)
    try:
        for problem in done.problems:
            say(problem)
        yield store, done
    except sqlite3.DatabaseError as error:
        mend = f"run `fact-check memory build`, or delete {store.file}"
        raise ClaimMemoryError(f"the index cannot be used: {error}", where=str(store.file), mend=mend) from None
    finally:
        store.close()


def _up_to_date(config: Config, say: Callable[[str], None]) -> tuple[Store, Refreshed]:
    store = open_store(config.root, say)
    try:
        done = refresh(store, config)
        if not store.is_stale():
            return store, done
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            store.close()
            raise ClaimMemoryError("another process is using it", where=str(store.file), mend="try again") from None
        say("the claim memory index is damaged; rebuilding it")
    except BaseException:
        store.close()
        raise
    return rebuilt(store, config, say)


def rebuilt(store: Store, config: Config, say: Callable[[str], None]) -> tuple[Store, Refreshed]:
    """Rebuild an index from its sources."""
    store.close()
    discard(config)
    fresh = open_store(config.root, say)
    try:
        return fresh, refresh(fresh, config)
    except sqlite3.DatabaseError as error:
        fresh.close()
        fresh = for_this_run(error, say)
        return fresh, refresh(fresh, config)


def discard(config: Config) -> None:
    """Delete the index; the next command rebuilds it."""
    if (file := index_file(config.root)) is not None:
        with locked(file):
            remove(file)
