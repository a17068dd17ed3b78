"""An archive cut into portions: what a name depends on, and what an edit of the archive changes."""

from pathlib import Path
from typing import Any

import archives
import pytest

from fact_check.batch.inputs import found
from fact_check.batch.portions import Bad, Entry, Portion, articles, portions
from fact_check.errors import ReadError


def tiny(count: int) -> list[dict[str, Any]]:
    return [{"id": f"{n:05}", "text": f"Police said {n} people came."} for n in range(count)]


def cut(src: Path, *, ground: str = "g", per_shard: int = 10) -> list[Portion]:
    return list(portions(found(str(src)), ground, per_shard))


def read(src: Path, **options: Any) -> list[str]:
    entries = [entry for portion in cut(src, **options) for entry in articles(portion, ())]
    return [entry.article.path if isinstance(entry, Entry) else f"bad: {entry.id}" for entry in entries]


MAKERS = [
    pytest.param(lambda place, given: archives.jsonl(place / "a.jsonl", given), id="jsonl"),
    pytest.param(lambda place, given: archives.parquet(place / "a.parquet", given, row_group=7), id="parquet"),
    pytest.param(lambda place, given: archives.parquet(place / "b.parquet", given, row_group=1000), id="one-row-group"),
]


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("per_shard", [1, 4, 10, 1000])
def test_portions_hold_every_article_once_in_order(tmp_path: Path, make: Any, per_shard: int) -> None:
    src = make(tmp_path, tiny(57))
    assert read(src, per_shard=per_shard) == [f"{n:05}" for n in range(57)]


def test_a_folder_is_read_in_name_order(tmp_path: Path) -> None:
    src = archives.folder(tmp_path / "drafts", tiny(23))
    assert read(src) == [f"{n:05}.txt" for n in range(23)]


def test_a_folder_of_parquet_files_is_one_archive(tmp_path: Path) -> None:
    (tmp_path / "year=2025").mkdir()
    archives.parquet(tmp_path / "year=2025" / "part-0.parquet", tiny(12))
    archives.parquet(tmp_path / "part-1.parquet", tiny(9))
    assert len(read(tmp_path)) == 21


@pytest.mark.parametrize("make", MAKERS[:2])
def test_one_article_more_changes_few_portions(tmp_path: Path, make: Any) -> None:
    given = tiny(600)
    before = {p.name for p in cut(make(tmp_path, given))}
    given.insert(300, {"id": "new", "text": "Police said 7 people came."})
    after = {p.name for p in cut(make(tmp_path, given))}
    assert len(after - before) <= 4
    assert len(after) > 40


def test_portions_are_of_about_the_size_asked_for(tmp_path: Path) -> None:
    sizes = [p.articles for p in cut(archives.jsonl(tmp_path / "a.jsonl", tiny(3000)), per_shard=100)]
    assert max(sizes) <= 150
    assert min(sizes[:-1]) >= 50


def test_a_name_is_that_of_the_content_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "moved").mkdir()
    here = cut(archives.jsonl(tmp_path / "a.jsonl", tiny(30)))
    there = cut(archives.jsonl(tmp_path / "moved" / "b.jsonl", tiny(30)))
    assert [p.name for p in here] == [p.name for p in there]


def test_a_name_depends_on_the_ground(tmp_path: Path) -> None:
    src = archives.jsonl(tmp_path / "a.jsonl", tiny(30))
    assert not {p.name for p in cut(src)} & {p.name for p in cut(src, ground="other rules")}


def test_the_same_articles_twice_are_two_portions(tmp_path: Path) -> None:
    for name in ("a.parquet", "b.parquet"):
        archives.parquet(tmp_path / name, tiny(8))
    names = [p.name for p in cut(tmp_path, per_shard=100)]
    assert len(names) == len(set(names)) == 2


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param(b"{not json", "is not JSON", id="not-json"),
        pytest.param(b'{"id": 7}', "has no text", id="no-text"),
        pytest.param(b'{"id": 7, "text": "  "}', "has no text", id="blank-text"),
        pytest.param(b'{"id": 7, "text": ["a"]}', "its text is a list, not a string", id="text-no-string"),
        pytest.param(b'{"text": "Nobody came."}', "has no id", id="no-id"),
        pytest.param(b'["a"]', "is a list, not an object", id="a-list"),
        pytest.param(b'{"id": "x", "text": "caf\xe9"}', "is not UTF-8: byte 0xe9", id="latin-1"),
        pytest.param(b'{"id": ' + b"[" * 100_000, "is not JSON", id="deep"),
    ],
)
def test_a_bad_line_is_bad_and_the_next_is_not(tmp_path: Path, line: bytes, reason: str) -> None:
    src = tmp_path / "a.jsonl"
    src.write_bytes(b'{"id": 1, "text": "One came."}\n' + line + b'\n\n{"id": 2, "text": "Two came."}\n')
    one, bad, two = (entry for portion in cut(src) for entry in articles(portion, ()))
    assert isinstance(one, Entry)
    assert isinstance(two, Entry)
    assert isinstance(bad, Bad)
    assert (bad.row, bad.reason[: len(reason)]) == (1, reason)
    assert (one.article.path, two.article.path) == ("1", "2")


def test_a_lone_surrogate_is_replaced_and_offsets_stay(tmp_path: Path) -> None:
    src = tmp_path / "a.jsonl"
    src.write_text('{"id": "s", "text": "a \\ud800 b"}\n', encoding="utf-8")
    (entry,) = (entry for portion in cut(src) for entry in articles(portion, ()))
    assert isinstance(entry, Entry)
    assert entry.article.text == "a \ufffd b"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("no.jsonl", None, "no such file or folder", id="missing"),
        pytest.param("a.xlsx", b"x", "unknown archive format", id="unknown"),
        pytest.param("a.parquet", b"PAR1 torn", "cannot be read as Parquet", id="torn"),
    ],
)
def test_a_source_that_is_none_is_one_line(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(ReadError, match=says) as raised:
        cut(tmp_path / name)
    assert "\n" not in str(raised.value)


def test_parquet_without_a_text_is_told_its_columns(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no columns id and text.*id, body"):
        cut(archives.parquet(tmp_path / "a.parquet", [{"id": 1, "body": "x"}]))


FRENCH = "Le maire de la ville a dit que les travaux du pont seront finis dans trois mois, avant le retour de la pluie."


@pytest.mark.parametrize(
    ("others", "wanted"),
    [
        pytest.param("skip", (1, None), id="skip"),
        pytest.param("read", (0, None), id="read"),
        pytest.param("refuse", (None, "is not English (French)"), id="refuse"),
    ],
)
@pytest.mark.parametrize(
    "make", [*MAKERS[:2], pytest.param(lambda place, given: archives.folder(place / "drafts", given), id="folder")]
)
def test_other_languages_are_treated_as_the_policy_says(tmp_path: Path, make: Any, others: Any, wanted: Any) -> None:
    src = make(tmp_path, [{"id": "a", "text": FRENCH}])
    (entry,) = (entry for portion in cut(src) for entry in articles(portion, (), others))
    if isinstance(entry, Entry):
        assert (len(entry.article.furniture), None) == wanted
    else:
        assert (None, entry.reason) == wanted
