"""The journal file: nothing acknowledged is lost, nothing unreadable is guessed at."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from fact_check.claims import ClaimId, Label, Relation, RuleId
from fact_check.errors import JournalError
from fact_check.ledger.events import (
    Added,
    Adjudicated,
    Anchor,
    Cleared,
    Entry,
    Labelled,
    Linked,
    Mended,
    Noted,
    Rejected,
    Suggested,
    Supported,
    Torn,
    Undone,
    line,
    sign,
)
from fact_check.ledger.fold import fold
from fact_check.ledger.journal import append, check_writable, read_journal
from fact_check.ledger.paths import journal_of
from tests.forked import python_path

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ANCHOR = Anchor(start=3, text="40 died", prefix="is ", suffix=".")


def labelled(second: int, who: str = "ana", claim: str = "c1") -> Labelled:
    when = NOON + timedelta(seconds=second)
    return sign(Labelled, who=who, when=when, claim=ClaimId(claim), anchor=ANCHOR, label=Label.DENIED)


def test_a_journal_stands_beside_its_draft_under_its_whole_name() -> None:
    assert journal_of("news/a.txt") == Path("news/a.txt.review.jsonl")


def test_standard_input_has_no_journal() -> None:
    with pytest.raises(JournalError, match="standard input has no journal"):
        journal_of("-")


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.review.jsonl"
    events = [labelled(1), sign(Noted, who="bo", when=NOON, claim=ClaimId("c1"), anchor=ANCHOR, text='why? ­\u2028"ü"')]
    append(path, events[:1])
    append(path, events[1:])
    assert read_journal(path).events == tuple(events)
    assert path.read_bytes().count(b"\n") == 2


ON = {"claim": ClaimId("c1"), "anchor": ANCHOR}
KINDS: list[tuple[type[Entry], dict[str, object]]] = [
    (Labelled, {**ON, "label": Label.SOURCED, "suggested": Suggested(label=Label.DENIED, rule=RuleId("a.b"))}),
    (Rejected, ON),
    (Cleared, ON),
    (Noted, {**ON, "text": "why?"}),
    (Added, ON),
    (Mended, {**ON, "to": ANCHOR}),
    (Supported, {**ON, "at": ANCHOR}),
    (Supported, {**ON, "url": "https://example.org"}),
    (Linked, {**ON, "relation": Relation.DENIES, "to": ClaimId("c2"), "to_anchor": ANCHOR}),
    (Adjudicated, {**ON, "label": Label.DENIED}),
    (Adjudicated, {**ON, "label": None}),
    (Undone, {"of": "e1"}),
    (Torn, {}),
]


@pytest.mark.parametrize(("kind", "fields"), KINDS, ids=[kind.__name__ for kind, _ in KINDS])
def test_every_kind_of_event_is_read_back_as_it_was(
    tmp_path: Path, kind: type[Entry], fields: dict[str, object]
) -> None:
    event = sign(kind, who="ana", when=NOON, **fields)
    append(tmp_path / "j", [event])
    assert read_journal(tmp_path / "j").events == (event,)


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "none").events == ()


@pytest.mark.parametrize("cut", [1, 30, 200])
def test_a_torn_last_line_is_set_aside_kept_and_never_glued_to(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "j"
    append(path, [labelled(1), labelled(2)])
    whole = path.read_bytes()
    torn = whole + whole[:cut]
    path.write_bytes(torn)
    said: list[str] = []
    assert read_journal(path, say=said.append).events == (labelled(1), labelled(2))
    assert said == [f"{path}: line 3 was cut short by a crash; it is set aside"]
    append(path, [labelled(3)])
    assert path.read_bytes().startswith(torn + b"\n")
    said.clear()
    again = read_journal(path, say=said.append)
    assert [e for e in again.events if not isinstance(e, Torn)] == [labelled(1), labelled(2), labelled(3)]
    assert (again.torn, said) == ((3,), [])


def test_a_last_line_that_only_lacks_its_end_counts(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.write_text(line(labelled(1)), encoding="utf-8")
    append(path, [labelled(2)])
    assert read_journal(path).events == (labelled(1), labelled(2))


FAULTS = [
    pytest.param("not json\n", "is not JSON", id="not JSON"),
    pytest.param("not json", "is not JSON", id="not JSON and no line end"),
    pytest.param('{"version":1,\n{"version":1,\n', "is not JSON", id="cut lines in the middle"),
    pytest.param("<<<<<<< HEAD\n", "unresolved merge", id="merge conflict"),
    pytest.param('{"version":2,"what":"label"}\n', "version 2, newer than 1", id="newer version"),
    pytest.param(
        '{"version":1,"what":"shout","id":"e","who":"a","when":"2026-03-01T12:00:00Z"}\n',
        "is not an event",
        id="unknown deed",
    ),
    pytest.param("[1]\n", "is not an event", id="not an object"),
    pytest.param('{"version":1,"id":"e","who":"a","when":"noon","what":"undo","of":"e"}\n', "when", id="no time"),
    pytest.param("[" * 100_000 + "\n", "is not", id="nested too deep"),
]


@pytest.mark.parametrize(("content", "message"), FAULTS)
def test_a_broken_line_is_named_in_one_line(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "j"
    path.write_text(line(labelled(1)) + "\n" + content, encoding="utf-8")
    with pytest.raises(JournalError, match=message) as caught:
        read_journal(path)
    assert f"{path}:2: " in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_journal_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    path = tmp_path / "j"
    path.mkdir()
    with pytest.raises(JournalError, match="cannot be written"):
        append(path, [labelled(1)])
    with pytest.raises(JournalError, match="cannot be written"):
        check_writable(path)


WRITER = """
import sys
from pathlib import Path
from tests.ledger.test_journal import labelled
from fact_check.ledger.journal import append
for second in range(40):
    append(Path(sys.argv[1]), [labelled(second, who=sys.argv[2])])
"""


def test_processes_that_append_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "j"
    env = {**os.environ, "PYTHONPATH": python_path(Path(__file__).parents[2])}
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), who], env=env) for who in ("ana", "bo")]
    assert [w.wait() for w in writers] == [0, 0]
    events = read_journal(path).events
    assert sorted((e.who, e.when) for e in events) == sorted(
        (e.who, e.when) for w in ("ana", "bo") for s in range(40) for e in [labelled(s, w)]
    )


def test_branches_merged_with_the_union_driver_lose_and_double_nothing(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@t", *words], cwd=tmp_path, check=True, capture_output=True
        )

    path = tmp_path / "a.txt.review.jsonl"
    git("init", "-b", "main")
    (tmp_path / ".gitattributes").write_text("*.review.jsonl merge=union\n", encoding="utf-8")
    append(path, [labelled(0)])
    git("add", ".")
    git("commit", "-m", "begin")
    both: list[Entry] = [labelled(1, "cy", "c9")]
    for branch, who in (("left", "ana"), ("right", "bo")):
        git("checkout", "-b", branch, "main")
        append(path, [*both, labelled(2, who, "c1"), labelled(3, who, "c2")])
        git("commit", "-am", who)
    git("merge", "left")
    state = fold(read_journal(path).events)
    told = [(e.when.second, e.who) for e in state.events]
    assert sorted(told) == [(0, "ana"), (1, "cy"), (2, "ana"), (2, "bo"), (3, "ana"), (3, "bo")]


def test_a_line_holds_what_the_design_promises() -> None:
    written = json.loads(line(labelled(1)))
    assert {"version", "id", "who", "when", "claim", "what", "anchor"} <= written.keys()
    assert written["when"] == "2026-03-01T12:00:01Z"
    assert {"text", "prefix", "suffix", "start"} <= written["anchor"].keys()


def test_what_a_later_version_wrote_is_passed_over_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "j"
    later = '{"version":1,"what":"weigh","id":"e0123456789abcde","who":"a","when":"2026-03-01T12:00:00Z","grams":3}\n'
    path.write_text(line(labelled(1)) + "\n" + later, encoding="utf-8")
    said: list[str] = []
    read = read_journal(path, say=said.append)
    assert (read.events, read.newer) == ((labelled(1),), (2,))
    assert said == [f"{path}: one entry from a newer fact-check skipped, but kept"]
    append(path, [labelled(2)])
    assert later in path.read_text("utf-8")
