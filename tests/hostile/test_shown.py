"""What is shown by ways of its own: captions, word lists, older checks, a batch's shards, an editor's actions."""

import html
import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from lsprotocol import types
from pyarrow import parquet

from fact_check.batch.folder import MANIFEST, VERSION
from fact_check.drafts.cache import Cache, ground
from fact_check.drafts.driver import Entry as Kept
from fact_check.drafts.driver import entry_file
from fact_check.drafts.policies import Policies
from fact_check.lsp import actions
from fact_check.lsp.positions import Lines
from fact_check.lsp.reading import Desk as Open
from fact_check.lsp.settings import Settings
from fact_check.output.sanitize import ACTIVE
from fact_check.read import read_bytes
from tests.forked import python
from tests.hostile.desks import ALL, ATTACKS, CLAIM, FILE, FOLDER, table, write_desk
from tests.hostile.judging import ROOT, told
from tests.hostile.test_every_field import faults, form_of, markup
from tests.make import claim

TEXT = ALL.encode("utf-8", "replace").decode()
FORMS = [
    *(("find", ".", "--format", form) for form in ("table", "json", "jsonl")),
    *(("check", ".", "--output", form) for form in ("text", "concise", "github", "sarif")),
    *(("report", ".", "--format", form) for form in ("table", "markdown", "json")),
    *(("export", ".", "--format", form) for form in ("csv", "html", "markdown", "webannotation")),
    ("review", ".", "--plain", "--by", "ana"),
]


@pytest.fixture(autouse=True)
def _a_plain_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FACT_CHECK_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def walked(desk: Path, forms: list[tuple[str, ...]] = FORMS) -> str:
    """Run the commands that show claims and hold what they say against what acts; return all of it."""
    whole = ""
    for asked in forms:
        ended, out, err = told(desk, *asked, stdin=b"jjsdq" if asked[0] == "review" else b"")
        assert ended in (0, 1), (asked, ended, err[-300:])
        assert faults(form_of(asked), out, err) == [], asked
        whole += out
    return whole


def test_the_captions_of_pictures(tmp_path: Path) -> None:
    shown = html.escape(CLAIM)
    raw = (
        f'<html lang="en"><head><title>Dam bursts</title></head><body><article><h1>Dam bursts</h1><p>The dam above the '
        f"town burst on Monday night, and people slept in the school hall until the water had gone.</p><figure>"
        f'<img src="a.png" alt="{shown}"><figcaption>Ida Holm, {shown} of the board, said that 40 men {shown} left the '
        f"valley.</figcaption></figure><p>The board that runs the dam meets again on Friday in the town hall.</p>"
        f"</article></body></html>"
    ).encode("utf-8", "replace")
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "page.html").write_bytes(raw)
    article = read_bytes("page.html", raw)
    assert len(article.captions) == 1
    words = article.text[article.text.index("40 men") : article.text.index(" left the valley")]
    found = claim(article.text, words, article="page.html", source="Ida Holm")
    cache = Cache(desk, ground((), None))
    kept = Kept(article=article, claims=(found.model_copy(update={"caption": True}),))
    cache.save(entry_file(cache, "page.html", raw), kept)
    said = walked(desk)
    assert said.count("40 men") >= len(FORMS) - 2
    assert "in a caption" in said


RUN = """
import sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from tests.hostile.test_shown import walked
print(ascii(walked(Path.cwd(), [("find", ".", "--format", "table"), ("find", ".", "--format", "json"),
    ("report", "."), ("export", ".", "--format", "csv"), ("export", ".", "--format", "html"),
    ("check", ".", "--output", "github"), ("review", ".", "--plain", "--by", "ana")])))
"""


def test_what_a_word_list_calls_things(tmp_path: Path) -> None:
    """A process reads each list once, so that these are read by one of their own."""
    name = TEXT.replace("\r", " ").replace("\n", " ")
    unit = {"name": f"unit {name}", "kind": "length", "words": ["grobble"]}
    lists = table("[[units.unit.add]]", unit) + table("[currencies.after]", {"add": {"zorkmid": f"coin {name}"}})
    (tmp_path / "words.toml").write_text(lists, encoding="utf-8")
    (tmp_path / "fact-check.toml").write_text('lexicon = ["words.toml"]\n', encoding="utf-8")
    (tmp_path / "d.txt").write_text("Dam bursts\n\nPolice said 40 grobbles and 7 zorkmids were lost.\n")
    printed = python(RUN, str(ROOT), str(ROOT / "tests"), cwd=tmp_path)
    assert "unit =cmd" in printed, "the list was not used"
    assert "40 grobbles" in printed


def checks_of(name: str) -> str:
    """Return older checks in one of their forms, with everything in every field."""
    match name:
        case "old.csv":
            cell = '"' + TEXT.replace('"', '""') + '"'
            head = "claim,decision,source,who,when,where,title,id"
            return "\n".join([head, ",".join([cell] * 4 + ["2024-01-02"] + [cell] * 3), ",".join([cell] * 8)]) + "\n"
        case "old.jsonl":
            fields = ("claim", "rating", "source", "who", "where", "title", "context")
            lines = [dict.fromkeys(fields, f"{each} 40 men left") for each in (ALL, *ATTACKS.values())]
            lines += [{"claim": "40 men left", "where": "a", "when": ALL}, {"claim": "40 men left", "id": ALL}]
            lines += [{ALL: ALL, "claim": "40 men left"}, {"claim": [ALL]}, {"claim": "x" * 9000, "where": ALL}]
            return "".join(f"{json.dumps(each)}\n" for each in lines)
        case _:
            review: dict[str, Any] = {"@type": "ClaimReview", "url": TEXT, "claimReviewed": f"{TEXT} 40 men left"}
            review |= {"author": {"name": TEXT}, "itemReviewed": {"author": {"name": TEXT}}, "name": TEXT}
            review |= {"reviewRating": {"alternateName": TEXT, "ratingValue": TEXT}, "datePublished": TEXT}
            return json.dumps({"@graph": [review, {**review, "datePublished": "2024-01-02"}, {**review, "url": ALL}]})


@pytest.mark.parametrize("name", ["old.csv", "old.jsonl", "old.json"])
def test_older_checks(tmp_path: Path, name: str) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "fact-check.toml").touch()
    (desk / name).write_text(checks_of(name), encoding="utf-8", newline="")
    ended, out, err = told(desk, "memory", "add", name)
    assert ended == 0, err
    assert faults("table", out, err) == []
    added = desk / "memory" / "old.memory.jsonl"
    assert not ACTIVE.search(added.read_text(encoding="utf-8"))
    added.rename(desk / "memory" / f"{FILE[:-3]}.memory.jsonl")  # a file that came with a change goes by any name
    shown = ""
    asked = [("memory", "search", "40 men left", "--format", form) for form in ("table", "jsonl")]
    asked += [("memory", "stats", "--format", form) for form in ("table", "json")]
    for each in asked:
        ended, out, err = told(desk, *each)
        assert ended == 0, err
        assert faults(form_of(each), out, err) == [], each
        shown += out
    assert "owned" in shown
    found = claim("Dam\n\nIda said 40 men left.\n", "40 men left", source="Ida")
    text = "Dam\n\nIda said 40 men left.\n"
    (desk / "new.txt").write_text(text, encoding="utf-8")
    cache = Cache(desk, ground((), None))
    kept = Kept(article=read_bytes("new.txt", text.encode()), claims=(found,))
    cache.save(entry_file(cache, "new.txt", text.encode()), kept)
    ended, out, err = told(desk, "review", "new.txt", "--plain", "--by", "ana", stdin=b"R\nrq")
    assert ended == 0, err
    assert faults("table", out, err) == []


ROW: dict[str, Any] = {
    "article": "a.txt", "url": None, "date": "2024-01-02", "id": "c00000000001", "span": {"text": "40 men left"},
    "source": {"resolved": None, "text": "Ida"}, "quantities": [], "suggestion": {"label": "sourced"},
}  # fmt: skip
SHARD = "0" * 24


def batched(folder: Path, rows: list[dict[str, Any]], vectors: list[Any] | None, space: bytes | None) -> None:
    """Write the folder of a batch as somebody may forge it."""
    for name in ("claims", "vectors"):
        (folder / name).mkdir(parents=True)
    manifest = {
        "fact-check": "1",
        "version": VERSION,
        "complete": True,
        "shards": [{"file": f"claims/{SHARD}.parquet"}],
    }
    (folder / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    parquet.write_table(pa.Table.from_pylist(rows), folder / "claims" / f"{SHARD}.parquet")
    if vectors is not None:
        made = pa.table({"vector": vectors})
        made = made.replace_schema_metadata({b"fact-check-space": space}) if space is not None else made
        parquet.write_table(made, folder / "vectors" / f"{SHARD}.parquet")


SOUND = b"\x01" * 384


@pytest.mark.parametrize(
    ("rows", "vectors", "space", "ends"),
    [
        pytest.param([ROW], [SOUND], b"all-MiniLM-L6-v2", 0, id="sound"),
        pytest.param([ROW, ROW], [SOUND], b"all-MiniLM-L6-v2", 2, id="too few vectors"),
        pytest.param([ROW], [b"x"], b"all-MiniLM-L6-v2", 2, id="a short vector"),
        pytest.param([ROW], [[1.5, 2.5]], b"all-MiniLM-L6-v2", 2, id="a vector of other numbers"),
        pytest.param([ROW], [None], b"all-MiniLM-L6-v2", 2, id="no vector"),
        pytest.param([ROW], [SOUND], None, 2, id="vectors of no model"),
        pytest.param([ROW], [SOUND], ALL.encode("utf-8", "replace"), 0, id="vectors of a hostile model"),
        pytest.param([ROW | {"span": None}], None, None, 2, id="a claim without a place"),
        pytest.param([ROW | {"source": TEXT}], None, None, 2, id="a source that is a text"),
        pytest.param([ROW | {"span": {"text": TEXT}, "url": TEXT, "date": TEXT}], None, None, 0, id="texts"),
        pytest.param([{"article": TEXT}], None, None, 2, id="other columns"),
    ],
)
def test_the_folder_of_a_batch(
    tmp_path: Path, rows: list[dict[str, Any]], vectors: list[Any] | None, space: bytes | None, ends: int
) -> None:
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "fact-check.toml").touch()
    batched(desk / "old", rows, vectors, space)
    ended, out, err = told(desk, "memory", "add", "old")
    assert (ended, "Traceback" in err) == (ends, False), err
    assert faults("table", out, err) == []
    if ends == 2:
        assert err.count("\n") == 1


@pytest.mark.parametrize("shards", [None, 3, [None, 4, {"file": None}, {"file": ALL}], "x", {"a": ALL}])
def test_the_manifest_of_a_batch(tmp_path: Path, shards: object) -> None:
    desk = tmp_path / "desk"
    batched(desk / "old", [ROW], None, None)
    (desk / "fact-check.toml").touch()
    manifest = {"fact-check": "1", "version": VERSION, "complete": True, "shards": shards}
    (desk / "old" / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    ended, out, err = told(desk, "memory", "add", "old")
    assert (ended, err.count("\n"), "Traceback" in err) == (2, 1, False), err
    assert faults("table", out, err) == []


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    root.mkdir()
    write_desk(root, deep=False)
    monkeypatch.chdir(root)
    return root


def test_what_a_workflow_keeps_of_a_check(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: hostile.parent / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT")}
    for name, file in kept.items():
        monkeypatch.setenv(name, str(file))
    ended, _, err = told(hostile, "check", ".", "--output", "github", "--judge", "suggested")
    assert ended == 1, err
    summary, values = (file.read_text(encoding="utf-8") for file in kept.values())
    assert "40 men" in summary
    assert faults("markdown", summary, "") == []
    assert all(re.fullmatch(r"[a-z-]+=\d+", line) for line in values.splitlines())


@pytest.mark.parametrize("prompts", [False, True], ids=["edits", "questions"])
def test_what_an_editor_offers_to_do(hostile: Path, prompts: bool) -> None:
    opened = Open(Policies.load(["."], None, judge="suggested"), "ana")
    for path in (f"{FOLDER}/{FILE}", "plain.md"):
        text = Path(path).read_text(encoding="utf-8")
        reading, lines = opened.read(path, text), Lines(text, "utf-16")
        uri = Path(path).absolute().as_uri()
        whole = types.Range(lines.position(0), lines.position(len(text)))
        where = types.TextDocumentIdentifier(uri)
        asked = types.CodeActionParams(where, whole, types.CodeActionContext([]))
        offered = actions.code_actions(reading, lines, uri, asked, Settings(prompts=prompts))
        assert {each.title.split(":")[0] for each in offered} >= {"Label sourced", "Not a claim"}
        for each in offered:
            assert faults("lines", each.title, "") == []
            assert each.command is None or faults("lines", each.command.title, "") == []
            for edits in (each.edit.changes or {}).values() if each.edit else ():
                assert [edit.new_text.count("-->") for edit in edits] == [1], "the comment ends where it ends"
        decided = [c for c in reading.draft.carried if c.claim is not None]
        edit = actions.ignore_edit(reading, decided[0], reading.judged[0].finding.kind, TEXT, lines, uri)
        for change in (edit.changes or {})[uri]:
            assert change.new_text.count("-->") == 1
            assert not ACTIVE.search(change.new_text.split("reason=")[1])
            assert markup(change.new_text.split("reason=")[1]) == []
    opened.close()
