"""What SRC is taken for, and how each kind of column, broken or whole, comes out of it."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import archives
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from fact_check.batch.inputs import COLUMNS, Columns, found, of_jsonl, of_parquet
from fact_check.batch.portions import Bad, ChangedError, Entry, articles, portions
from fact_check.errors import ReadError
from fact_check.runtime.files import LARGEST

SAID = "Police said 12 people came."
NOON = datetime(2024, 5, 4, 12)


def read(src: Path, columns: Columns = COLUMNS) -> list[Entry | Bad]:
    cut = portions(replace(found(str(src)), columns=columns), "g", 100)
    return [entry for portion in cut for entry in articles(portion, ())]


def parquet(place: Path, **columns: Any) -> Path:
    pq.write_table(pa.table(columns), place / "a.parquet")
    return place / "a.parquet"


def filled(place: Path, *names: str) -> Path:
    for name in names:
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".parquet"):
            archives.parquet(file, [{"id": name, "text": SAID}])
        else:
            file.write_text(f'{{"id": "{name}", "text": "{SAID}"}}\n', encoding="utf-8")
    return place


@pytest.mark.parametrize(
    ("names", "kind", "files", "passed_over"),
    [
        pytest.param(["b/x.txt", "a/x.txt"], "drafts", ("a/x.txt", "b/x.txt"), None, id="drafts-of-one-name"),
        pytest.param(["b.jsonl", "a/b.ndjson"], "jsonl", ("a/b.ndjson", "b.jsonl"), None, id="jsonl"),
        pytest.param(["a.parquet", "y=1/a.parquet"], "parquet", ("a.parquet", "y=1/a.parquet"), None, id="parquet"),
        pytest.param(["a.txt", "a.txt.review.jsonl"], "drafts", ("a.txt",), None, id="a-journal-is-no-archive"),
        pytest.param(["a.jsonl", "_tmp/b.jsonl", ".c.jsonl"], "jsonl", ("a.jsonl",), None, id="hidden"),
        pytest.param(
            ["README.md", "a.parquet", "b.jsonl"],
            "parquet",
            ("a.parquet",),
            "read as Parquet (1); not read: drafts (1), JSONL (1)",
            id="parquet-before-all",
        ),
        pytest.param(
            ["a.jsonl", "b.jsonl.gz", "c.parquet.ZST", "d.gz"],
            "jsonl",
            ("a.jsonl",),
            "read as JSONL (1); not read: compressed (2)",
            id="compressed",
        ),
        pytest.param(
            ["a.txt", "b.jsonl"], "drafts", ("a.txt",), "read as drafts (1); not read: JSONL (1)", id="drafts-first"
        ),
    ],
)
def test_a_folder_is_of_one_kind(
    tmp_path: Path, names: list[str], kind: str, files: tuple[str, ...], passed_over: str | None
) -> None:
    archive = found(str(filled(tmp_path, *names)))
    assert (archive.kind, archive.files, archive.passed_over) == (kind, files, passed_over)


def test_a_folder_of_claims_within_is_not_looked_into(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt", "out/claims/x.parquet")
    assert found(str(tmp_path), without=(tmp_path / "out" / "claims",)).kind == "drafts"


@pytest.mark.parametrize("src", [".", "a.jsonl.gz"])
def test_what_is_compressed_is_to_be_unpacked(tmp_path: Path, src: str) -> None:
    filled(tmp_path, "a.jsonl.gz")
    with pytest.raises(ReadError, match=r"\(unpack what is compressed\)"):
        found(str(tmp_path / src))


def test_it_is_known_by_any_path(tmp_path: Path) -> None:
    filled(tmp_path, "a/a.txt", "a/claims/x.parquet")
    (tmp_path / "b").symlink_to("a")
    assert found(str(tmp_path / "b" / ".." / "a"), without=(tmp_path / "b" / "claims",)).kind == "drafts"


def test_a_folder_without_articles_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"no articles in this folder .*\.txt, \.jsonl, \.parquet"):
        found(str(tmp_path))


@pytest.mark.parametrize(
    ("column", "said"),
    [
        pytest.param(["2024-05-04"], "2024-05-04", id="string"),
        pytest.param(pa.array([NOON.date()]), "2024-05-04", id="date"),
        pytest.param(pa.array([NOON]), "2024-05-04T12:00:00", id="microseconds"),
        pytest.param(pa.array([123_456_789], pa.timestamp("ns")), "1970-01-01T00:00:00.123456", id="nanoseconds"),
        pytest.param(pa.array([NOON], pa.timestamp("s", tz="UTC")), "2024-05-04T12:00:00+00:00", id="zone"),
        pytest.param(pa.array([NOON], pa.timestamp("s", tz="Mars/Phobos")), "1714824000000", id="no-such-zone"),
        pytest.param(pa.array([2**60], pa.timestamp("us")), str(2**60), id="past-all-years"),
        pytest.param([1714824000], "1714824000", id="number"),
        pytest.param([float("nan")], None, id="nan"),
        pytest.param([None], None, id="null"),
        pytest.param([{"day": date(2024, 5, 4)}], '{"day": "2024-05-04"}', id="struct"),
    ],
)
def test_a_date_comes_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, column: Any, said: str | None) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)  # which pyarrow asks for some of these, where it is there
    (entry,) = read(parquet(tmp_path, id=["a"], text=[SAID], date=column))
    assert isinstance(entry, Entry)
    assert entry.date == said


@pytest.mark.parametrize(
    ("folders", "held", "said"),
    [
        pytest.param("date=2024-05-04", {}, "2024-05-04", id="day"),
        pytest.param("desk=a/date=2024-05-04 12%3A00", {}, "2024-05-04 12:00", id="escaped"),
        pytest.param("date=__HIVE_DEFAULT_PARTITION__", {}, None, id="null"),
        pytest.param("date=2024-05-04", {"date": ["2023"]}, "2023", id="the-file-knows-better"),
        pytest.param("year=2024/update=1/a", {}, None, id="none"),
    ],
)
def test_a_date_may_be_its_folder_s(tmp_path: Path, folders: str, held: dict[str, Any], said: str | None) -> None:
    place = tmp_path / folders
    place.mkdir(parents=True)
    parquet(place, id=["a"], text=[SAID], **held)
    (entry,) = read(tmp_path)
    assert isinstance(entry, Entry)
    assert entry.date == said


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(pa.array([SAID]).dictionary_encode(), id="dictionary"),
        pytest.param(pa.array([SAID], pa.large_string()), id="large"),
        pytest.param(pa.array([SAID], pa.string_view()), id="view"),
        pytest.param(pa.array([SAID.encode()]), id="bytes"),
    ],
)
def test_a_text_of_any_string_type_is_read(tmp_path: Path, column: Any) -> None:
    (entry,) = read(parquet(tmp_path, id=[7], text=column))
    assert isinstance(entry, Entry)
    assert (entry.article.text, entry.article.path) == (SAID, "7")


def test_a_string_that_is_not_utf_8_is_bad_and_the_next_is_not(tmp_path: Path) -> None:
    broken = pa.array([b"caf\xe9", SAID.encode()])
    text = pa.Array.from_buffers(pa.string(), 2, broken.buffers())
    bad, good = read(parquet(tmp_path, id=["a", "b"], text=text))
    assert bad == Bad("a", "a.parquet", 0, "its text is not UTF-8")
    assert isinstance(good, Entry)


def test_a_text_column_of_numbers_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="its column text holds int64, not strings"):
        read(parquet(tmp_path, id=["a"], text=[1]))


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        pytest.param({"a": 1}, "its id is an object, not a string or a number", id="object"),
        pytest.param([1], "its id is a list, not a string or a number", id="list"),
        pytest.param(True, "its id is true or false, not a string or a number", id="bool"),
        pytest.param("  ", "has no id", id="blank"),
    ],
)
def test_an_id_that_names_nothing_is_bad(tmp_path: Path, given: object, reason: str) -> None:
    (bad,) = read(archives.jsonl(tmp_path / "a.jsonl", [{"id": given, "text": SAID}]))
    assert isinstance(bad, Bad)
    assert bad.reason == reason


def test_two_articles_of_one_id_are_two(tmp_path: Path) -> None:
    assert len(read(archives.jsonl(tmp_path / "a.jsonl", [{"id": 1, "text": SAID}] * 2))) == 2


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"id": 1, "text": "One."}\r\n\r\n{"id": 2, "text": "Two."}\r\n')
    assert [entry.row for entry in read(tmp_path / "a.jsonl") if isinstance(entry, Entry)] == [0, 2]


@pytest.fixture
def corrupt(tmp_path: Path) -> Path:
    """Four row groups of a hundred rows, the third with a broken page."""
    file = tmp_path / "a.parquet"
    given = [{"id": f"{n:03}", "text": f"{SAID} {n} {n * 7919}"} for n in range(400)]
    pq.write_table(pa.Table.from_pylist(given), file, row_group_size=100, compression="snappy", use_dictionary=False)
    column = pq.ParquetFile(file).metadata.row_group(2).column(1)
    raw = bytearray(file.read_bytes())
    raw[column.data_page_offset + 40 : column.data_page_offset + 400] = b"\xff" * 360
    file.write_bytes(bytes(raw))
    return file


def test_a_broken_row_group_costs_itself(corrupt: Path) -> None:
    entries = read(corrupt)
    (bad,) = (entry for entry in entries if isinstance(entry, Bad))
    assert (bad.id, bad.row) == (None, 200)
    assert bad.reason.startswith("cannot be read as Parquet")
    names = [entry.article.path for entry in entries if isinstance(entry, Entry)]
    assert names == [f"{n:03}" for n in (*range(200), *range(300, 400))]


@pytest.mark.parametrize("first", [0, 1, 150, 200, 201, 300, 399])
def test_the_same_rows_come_from_wherever_it_is_begun(corrupt: Path, first: int) -> None:
    root, name = str(corrupt.parent), corrupt.name
    whole = [piece for piece in of_parquet(root, name, 0, COLUMNS) if piece.row >= first]
    assert [(p.row, p.content) for p in of_parquet(root, name, first, COLUMNS)] == [(p.row, p.content) for p in whole]


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda place, given: archives.jsonl(place / "a.jsonl", given), id="jsonl"),
        pytest.param(lambda place, given: archives.parquet(place / "a.parquet", given), id="parquet"),
    ],
)
def test_articles_that_changed_since_are_not_taken_for_the_others(tmp_path: Path, make: Callable[..., Path]) -> None:
    src = make(tmp_path, [{"id": "a", "text": SAID}])
    (portion,) = portions(found(str(src)), "g", 10)
    make(tmp_path, [{"id": "a", "text": "Police said 13 people came."}])
    with pytest.raises(ChangedError, match="has changed since the batch began"):
        next(articles(portion, ()))


def test_a_draft_that_went_since_is_a_change(tmp_path: Path) -> None:
    filled(tmp_path, "a.txt", "b.txt")
    (portion,) = portions(found(str(tmp_path)), "g", 10)
    (tmp_path / "a.txt").unlink()
    with pytest.raises(ChangedError):
        next(articles(portion, ()))


@pytest.mark.parametrize("kind", ["jsonl", "parquet", "txt"])
def test_a_file_name_that_is_not_utf_8_is_no_fault(tmp_path: Path, kind: str) -> None:
    for name in ("\udcff", "\udcfe"):
        file = tmp_path / f"{name}.{kind}"
        match kind:
            case "jsonl":
                archives.jsonl(file, [{"id": 1, "text": SAID}, {"id": 2}])
            case "parquet":
                pq.write_table(pa.table({"id": ["a", "b"], "text": [SAID, None]}), tmp_path / "a.parquet")
                (tmp_path / "a.parquet").rename(file)
            case _:
                file.write_text(SAID if name == "\udcff" else " ", encoding="utf-8")
    entries = read(tmp_path)
    assert {type(entry) for entry in entries} == {Entry, Bad}
    assert {entry.source for entry in entries} == {f"\ufffd.{kind}"}


def test_a_fault_of_such_a_file_is_said(tmp_path: Path) -> None:
    archives.parquet(tmp_path / "a.parquet", [{"id": 1, "body": SAID}])
    (tmp_path / "a.parquet").rename(tmp_path / "\udcfd.parquet")
    (tmp_path / "\udcfe.parquet").write_bytes(b"PAR1 torn")
    (tmp_path / "\udcff.parquet").symlink_to("nowhere")
    archives.parquet(tmp_path / "a.parquet", [{"id": 1, "text": SAID}])
    bad = [entry for entry in read(tmp_path) if isinstance(entry, Bad)]
    assert {entry.source for entry in bad} == {"\ufffd.parquet"}
    assert [entry.reason[:27] for entry in bad] == ["has no columns id and text"] + ["cannot be read as Parquet: "] * 2
    assert all("\udcff" not in entry.reason for entry in bad)


@pytest.mark.parametrize("make", [archives.parquet, archives.jsonl], ids=["parquet", "jsonl"])
def test_columns_may_have_other_names(tmp_path: Path, make: Callable[..., Path]) -> None:
    rows = [{"url": "https://desk.example/1", "body": SAID, "text": 3}, {"url": "https://desk.example/2", "body": " "}]
    src = make(tmp_path / f"a.{make.__name__}", rows)
    good, bad = read(src, Columns(id="url", text="body"))
    assert isinstance(good, Entry)
    assert (good.article.path, good.article.text, good.url) == (
        "https://desk.example/1",
        SAID,
        "https://desk.example/1",
    )
    assert isinstance(bad, Bad)
    assert (bad.id, bad.reason) == ("https://desk.example/2", "has no body")


def test_a_column_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    src = archives.parquet(tmp_path / "a.parquet", [{"id": 1, "body": SAID}])
    with pytest.raises(ReadError) as caught:
        read(src)
    assert "has no columns id and text (--id-column and --text-column name them; its columns: id, body)" in str(
        caught.value
    )


def test_a_draft_without_a_text_is_bad(tmp_path: Path) -> None:
    filled(tmp_path, "b.txt")
    (tmp_path / "a.txt").write_text(" \n", encoding="utf-8")
    bad, _ = read(tmp_path)
    assert bad == Bad("a.txt", "a.txt", 0, "has no text")


def test_a_line_without_end_is_a_fault_and_the_next_lines_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    with file.open("wb") as stream:
        stream.write(b'{"id": "a", "text": "' + b"x" * LARGEST + b'"}\n')
        stream.write(f'{{"id": "b", "text": "{SAID}"}}\n'.encode())
    long, short = of_jsonl(file, 0, None, 0)
    assert long.fault is not None
    assert (long.fault.what, long.start, long.end) == ("is a line of more than 64 MB", 0, short.start)
    assert (short.row, short.end, short.fault) == (1, file.stat().st_size, None)
    assert len(long.content) < 100
