"""The campaign's short run: nothing that it makes up brings a command down."""

from pathlib import Path

import pytest

from tests.hostile.campaign import ATTACKS, table


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_goes_wrong(attack: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "own-cache"))
    folder = tmp_path / "attacked"
    folder.mkdir()
    make, short, _ = ATTACKS[attack]
    counts = list(make(folder, short, 1))
    assert not any(count.wrong for count in counts), table(counts)
