"""Work in processes: its order, its errors, and workers that die."""

import multiprocessing
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import errands
import pytest

from fact_check.errors import ReadError
from fact_check.runtime.workers import Lost, WorkerError, as_done, cores, in_order


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_items_order(jobs: int) -> None:
    assert list(in_order(errands.squares, range(40), jobs, name=str)) == [n * n for n in range(40)]


def test_nothing_to_do_starts_no_process() -> None:
    assert list(in_order(errands.squares, [], 4, name=str)) == []
    assert not multiprocessing.active_children()


def test_items_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with closing(in_order(errands.squares, items(), 2, name=str)) as results:
        next(results)
        assert len(taken) <= 10
    assert not multiprocessing.active_children()


def test_an_item_whose_worker_is_killed_is_done_by_another(tmp_path: Path) -> None:
    mortal = errands.Mortal(tmp_path, once=4)
    assert list(in_order(mortal, range(9), 2, name=str)) == [n * n for n in range(9)]
    assert (tmp_path / "4").exists()


def test_an_item_that_kills_every_worker_stops_no_other(tmp_path: Path) -> None:
    mortal = errands.Mortal(tmp_path, always=2)
    assert dict(as_done(mortal, range(6), 2)) == {0: 0, 1: 1, 2: Lost(2), 3: 9, 4: 16, 5: 25}


def test_where_order_counts_it_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match=r"draft 2: two workers died on this"):
        list(in_order(errands.Mortal(tmp_path, always=2), range(6), 2, name=lambda n: f"draft {n}"))


def test_an_error_of_the_work_arrives_whole() -> None:
    with pytest.raises(ReadError) as raised:
        list(in_order(errands.refusals, range(9), 2, name=str))
    assert str(raised.value) == "3.txt: is binary (save it as text)"


def test_a_worker_takes_one_core_for_its_matrices() -> None:
    names = [f"{library}_NUM_THREADS" for library in ("OMP", "OPENBLAS", "MKL")]
    assert list(in_order(errands.environment, names, 2, name=str)) == ["1", "1", "1"]


def test_this_machine_has_cores() -> None:
    assert cores() >= 1
