"""Inputs that once brought a reader, a finder or an output down, each as a kind of its own."""

import io
import json
import os
import re
import stat
import sys
import zipfile
from pathlib import Path

import pytest
from desk import Desk, open_desk
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from fact_check.claims import Claim, Piece
from fact_check.pipeline import claims
from fact_check.read import read_bytes, read_text
from tests.hostile.mutations import drafts
from tests.make import claim

TEXT = "Dam bursts\n\nOn Monday 40 people swam to the shore.\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    return open_desk(tmp_path / "desk", monkeypatch, capsys)


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<p>Police said that 12 boats sank &#xE000;4&#xE001;below&#xE002; the weir.</p>", id="icons"),
        pytest.param(
            "<html hidden><body><p>Police said that 12 boats sank below the weir.</p></body></html>", id="hidden"
        ),
        pytest.param(
            "<p>Police said of the <i>mill</i>&#3; that 12 boats sank below it.</p>", id="a control character"
        ),
        pytest.param("<p>Police said that 12 boats sank &#xD83D;&#x110000;below the weir.</p>", id="no character"),
    ],
)
def test_an_odd_page_is_found_in_and_checked(desk: Desk, markup: str) -> None:
    (desk.root / "d.html").write_text(markup, encoding="utf-8")
    found = desk.run("find", "d.html", "--format", "json")
    assert (found.code, "Traceback" in found.err) == (0, False), found.err
    assert all("12 boats" in each["span"]["text"] for each in json.loads(found.out))
    assert desk.run("check", "d.html", "--output", "concise").code == (1 if json.loads(found.out) else 0)


def test_private_characters_make_no_link() -> None:
    """Links are told from text by private characters within the reader: a page that writes them itself has none."""
    link = "&#57344;0&#57345;a study&#57346; of <a href='http://x.example/r'>the council</a>"
    article = read_bytes("d.html", f"<p>So says {link}: 12 boats sank below the weir last night.</p>".encode())
    assert [(article.text[r.start : r.end], r.target) for r in article.references] == [
        ("the council", "http://x.example/r")
    ]
    assert "0a study of the council" in article.text


def broken(claim: Claim, **parts: object) -> dict[str, object]:
    return claim.model_dump() | parts


CLAIM = claim(TEXT, "40 people swam", source="Monday", cue="On", numbers=(("40", 40),))


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        pytest.param({"pieces": [{"start": 40, "end": 30}]}, "no stretch", id="a piece that ends before it begins"),
        pytest.param({"span": {"start": 30, "end": 20, "text": ""}}, "no stretch", id="a span that does"),
        pytest.param({"sentence": {"start": 30, "end": 20}}, "no stretch", id="a sentence that does"),
        pytest.param({"sentence": {"start": -1, "end": 20}}, "no stretch", id="before the text"),
        pytest.param({"pieces": [{"start": 22, "end": 36}, {"start": 30, "end": 49}]}, "overlap", id="overlap"),
        pytest.param({"pieces": [{"start": 37, "end": 49}, {"start": 22, "end": 36}]}, "overlap", id="out of order"),
        pytest.param({"pieces": [{"start": 22, "end": 30}]}, "first piece to its last", id="span beyond the pieces"),
        pytest.param({"pieces": []}, "first piece to its last", id="no piece"),
        pytest.param(
            {"quantities": [CLAIM.quantities[0].model_dump() | {"start": 3, "end": 5}]}, "outside", id="number"
        ),
    ],
)
def test_no_claim_is_made_of_places_that_cannot_be(parts: dict[str, object], says: str) -> None:
    assert Claim.model_validate(broken(CLAIM)) == CLAIM
    with pytest.raises(ValidationError, match=says):
        Claim.model_validate(broken(CLAIM, **parts))


WORDS = (
    *("people", "said", "Tom", "the", "of", "40", "12,", "had", "denied", "that", "as", "an", "were", "bridge", "a"),
    *("According", "to", "reports", "which", "“", "”", '"', "—", ".", ",", "(", ")", "\n\n", "per cent", "$5", "not"),
    *('an"u\u0300p\u034f-river\u032b', "ru\u00adn,could", "\u200b", "\u2060", "e\u0301\u0301", "…", ":", "’", "   "),
)


@seed(7)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.lists(st.sampled_from(WORDS), min_size=8, max_size=60), st.booleans())
def test_no_text_makes_a_claim_of_places_that_cannot_be(words: list[str], markdown: bool) -> None:
    text = "Dam bursts\n\n" + " ".join(words)
    article = read_bytes("d.md", text.encode()) if markdown else read_text(text)
    for each in claims(article):  # the model refuses the others
        assert each.span.text == article.text[each.span.start : each.span.end]


def test_a_journal_whose_pieces_cannot_be_is_read_without_them(desk: Desk) -> None:
    """Of what a reviewer added, the pieces stand in the journal, which anybody writes."""
    (desk.root / "d.txt").write_text(TEXT, encoding="utf-8")
    at = TEXT.index("40 people")
    for n, pieces in enumerate(([[9, 2]], [[at, at + 9], [at + 2, at + 11]], [[0, 9]], [[-5, -2]], [[9**9, 9**9 + 5]])):
        anchor = {"start": at, "text": "40 people swam", "pieces": [{"start": a, "end": b} for a, b in pieces]}
        event = {"version": 1, "id": f"e{n:015}", "who": "mal", "when": "2026-01-01T00:00:00Z", "claim": f"c{n:011}"}
        (desk.root / "d.txt.review.jsonl").write_text(json.dumps(event | {"anchor": anchor, "what": "add"}) + "\n")
        for command in (("check", "--output", "json"), ("export", "--as", "html"), ("report",)):
            said = desk.run(*command, "d.txt")
            assert said.code in (0, 1), said.err
            assert "Traceback" not in said.err


@pytest.mark.parametrize("name", ["-c:!touch ran;true .txt", "+!touch b.txt", "--cmd=!touch b.txt", "-S b.txt"])
def test_a_drafts_name_is_no_option_of_the_editor(desk: Desk, name: str, tmp_path: Path) -> None:
    desk.write("d.txt", "The ministry said {40 villagers were moved}.\n")
    (desk.root / "d.txt").rename(desk.root / name)
    editor, told = tmp_path / "vi", tmp_path / "told"
    editor.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {told}\n', encoding="utf-8")
    editor.chmod(editor.stat().st_mode | stat.S_IXUSR)
    desk.monkeypatch.setenv("EDITOR", str(editor))
    desk.monkeypatch.delenv("VISUAL", raising=False)
    desk.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"oq"), encoding="utf-8"))
    assert desk.run("review", ".", "--plain", "--by", "ana").code == 0
    *line, path = told.read_text(encoding="utf-8").splitlines()
    assert path == str(desk.root / name)
    assert all(re.fullmatch(r"\+\d+", each) for each in line)
    assert not list(desk.root.rglob("ran*"))


@pytest.mark.parametrize(
    "form", [("check", "--output", "github-comment"), ("export", "--as", "markdown")], ids=" ".join
)
def test_an_address_in_a_claim_is_no_link_in_a_comment(desk: Desk, form: tuple[str, ...]) -> None:
    """Forges make links of bare addresses: what stands in Markdown is told from one by what breaks it."""
    desk.write("d.txt", "The ministry said {40 villagers saw www.evil.example and ftp://evil.example/x}.\n")
    said = desk.run(*form, "d.txt")
    assert "40 villagers" in said.out
    assert not re.search(r"www\.evil|ftp://", said.out)


def whole() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(drafts(".docx")[0])) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def damaged(kind: str) -> bytes:
    """Return a Word file that is damaged in one way."""
    raw = packed(whole())
    match kind:
        case "cut":
            return raw[: len(raw) // 2]
        case "packed data":
            at = raw.index(b"word/document.xml") + 60
            return raw[:at] + bytes(byte ^ 0x55 for byte in raw[at : at + 40]) + raw[at + 40 :]
        case "directory":
            at = raw.rindex(b"word/document.xml") - 36
            return raw[:at] + b"\x63\x00" + raw[at + 2 :]  # packed by a method that there isn't
        case "encrypted":
            at = raw.rindex(b"word/document.xml") - 38
            return raw[:at] + b"\x01\x00" + raw[at + 2 :]
        case "no document":
            return packed({name: part for name, part in whole().items() if name != "word/document.xml"})
        case _:
            return packed(whole() | {"word/document.xml": b"<w:document>"})


@pytest.mark.parametrize("kind", ["cut", "packed data", "directory", "encrypted", "no document", "no XML"])
def test_a_damaged_word_file_is_one_line_and_the_others_go_on(desk: Desk, kind: str) -> None:
    (desk.root / "d.docx").write_bytes(damaged(kind))
    desk.write("e.txt", "The ministry said {40 villagers were moved}.\n")
    said = desk.run("check", "d.docx", "e.txt", "--output", "concise")
    assert said.code == 2
    assert "40 villagers were moved" in said.out
    assert len([line for line in (said.out + said.err).splitlines() if "d.docx" in line]) >= 1
    assert "Traceback" not in said.err
    alone = desk.run("find", "d.docx")
    assert (alone.code, alone.out, alone.err.count("\n")) == (2, "", 1), alone.err
    assert os.linesep not in alone.err.strip()


@pytest.mark.parametrize(
    "name", ["x.md", "d.txt.review.jsonl", "fact-check.toml", ".gitignore", "memory/a.memory.jsonl"]
)
def test_a_link_that_leads_to_itself_is_one_line(desk: Desk, name: str) -> None:
    desk.write("d.txt", "The ministry said {40 villagers were moved}.\n")
    (desk.root / name).parent.mkdir(exist_ok=True)
    (desk.root / name).symlink_to(Path(name).name)
    for command in (("check", "."), ("find", "."), ("find", "x.md"), ("memory", "build")):
        said = desk.run(*command)
        assert said.code in (0, 1, 2)
        assert "Traceback" not in said.err


def test_a_stretch_of_nothing_but_space_has_itself_around_it() -> None:
    from fact_check.ledger.anchor import sentence_around

    assert sentence_around("\n  \n", 1, 2) == Piece(start=1, end=2)
