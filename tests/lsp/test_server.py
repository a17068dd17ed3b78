"""The server as an editor meets it: every request, over a real pipe."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from editor import PATIENCE, Editor, editor
from lsprotocol import types
from pygls.exceptions import JsonRpcException

from fact_check import find
from tests.forked import in_text

STORY = """😀 Dam bursts in 中文

Police said 40 people died when the dam burst on Monday.

The ministry denied that 40 people died. Reportedly 90 villagers fled.
"""


def in_editor(folder: Path, work: Callable[[Editor], Awaitable[Any]], **options: Any) -> Any:
    async def run() -> Any:
        async with editor(folder, **options) as client:
            return await work(client)

    return asyncio.run(run())


def where(text: str, words: str, nth: int = 0) -> types.Range:
    """Return the range of some words, counted here by hand in UTF-16."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)

    def position(offset: int) -> types.Position:
        line = text.count("\n", 0, offset)
        before = text[text.rfind("\n", 0, offset) + 1 : offset]
        return types.Position(line, len(before.encode("utf-16-le")) // 2)

    return types.Range(position(at), position(at + len(words)))


def document(uri: str) -> types.TextDocumentIdentifier:
    return types.TextDocumentIdentifier(uri)


def journal(folder: Path, name: str = "dam.txt") -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.review.jsonl").read_text().splitlines()]


def test_a_draft_is_underlined_as_the_policy_has_it(tmp_path: Path) -> None:
    (tmp_path / "fact-check.toml").write_text('[severity]\ndenied = "info"\n')

    async def work(client: Editor) -> list[types.Diagnostic]:
        return await client.diagnostics(client.open("dam.txt", STORY))

    found = in_editor(tmp_path, work)
    assert [(d.code, d.severity, d.range) for d in found] == [
        ("denied", types.DiagnosticSeverity.Information, where(STORY, "40 people died when the dam burst on Monday")),
        ("denied", types.DiagnosticSeverity.Information, where(STORY, "40 people died", 1)),
        ("unevidenced", types.DiagnosticSeverity.Error, where(STORY, "90 villagers fled")),
    ]
    assert found[0].code_description is None
    assert found[2].message.startswith("nothing in the article backs this claim")


def test_as_a_check_has_it_reviewers_baseline_and_all(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(STORY)
    (tmp_path / "REVIEWERS").write_text("*.txt ben\n")
    policy = 'judge = "suggested"\nreviewers-file = "REVIEWERS"\nbaseline = "known.json"\n[severity]\ndenied = "info"\n'
    (tmp_path / "fact-check.toml").write_text(policy)

    def check(*arguments: str) -> str:
        return in_text(*arguments, cwd=tmp_path).stdout

    check("baseline", "create", "dam.txt")
    known = json.loads((tmp_path / "known.json").read_text())
    known["findings"] = [each for each in known["findings"] if each["kind"] != "unevidenced"]
    (tmp_path / "known.json").write_text(json.dumps(known))

    async def work(client: Editor) -> tuple[Any, Any]:
        uri = client.open("dam.txt", STORY)
        before = await client.diagnostics(uri)
        actions = await client.actions(uri, before[0].range, before[0])
        await client.take(actions["Label sourced: “90 villagers fled”"])
        return [d.code for d in before], [d.code for d in client.told[uri][-1].diagnostics]

    before, after = in_editor(tmp_path, work)
    assert before == after == ["unevidenced"]
    found = json.loads(check("check", "--format", "json", "dam.txt"))
    assert [each["kind"] for each in found["findings"] if each.get("suppressed") is None] == before


def test_as_a_check_before_publication(tmp_path: Path) -> None:
    async def work(client: Editor) -> list[types.Diagnostic]:
        return await client.diagnostics(client.open("dam.txt", STORY))

    assert {d.code for d in in_editor(tmp_path, work, judge="reviewed")} == {"unreviewed"}


def test_columns_after_emoji_and_chinese(tmp_path: Path) -> None:
    text = "中文 😀😀\n\nNobody in 大坝 😀 knew. Reportedly 40 people died.\n"

    async def work(client: Editor) -> list[types.Diagnostic]:
        return await client.diagnostics(client.open("dam.md", text, "markdown"))

    found = in_editor(tmp_path, work)
    assert [d.range for d in found] == [where(text, "40 people died")]


def test_the_card(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[Any, Any]:
        uri = client.open("dam.txt", STORY)
        on = where(STORY, "40 people").start
        over = await client.text_document_hover_async(types.HoverParams(document(uri), on))
        beside = await client.text_document_hover_async(types.HoverParams(document(uri), types.Position(0, 3)))
        return over, beside

    over, beside = in_editor(tmp_path, work)
    assert over.range == where(STORY, "40 people died when the dam burst on Monday")
    for said in ("**source** Police", "**suggested** ✗ denied", "**links** denied by: 40 people died", "**cue** said"):
        assert said in over.contents.value
    assert beside is None


def test_the_card_says_what_was_decided_before(tmp_path: Path) -> None:
    for name in ("old.txt", "dam.txt"):
        (tmp_path / name).write_text(STORY)

    async def work(client: Editor) -> Any:
        old = client.open("old.txt", STORY)
        finding = (await client.diagnostics(old))[2]
        actions = await client.actions(old, finding.range, finding)
        await client.take(actions["Accept unevidenced: “90 villagers fled”"])
        uri = client.open("dam.txt", STORY)
        return await client.text_document_hover_async(types.HoverParams(document(uri), finding.range.start))

    value = in_editor(tmp_path, work).contents.value
    assert "**before** unevidenced" in value
    assert "anna" in value


def test_a_draft_cannot_forge_its_card(tmp_path: Path) -> None:
    text = "Police said 40 people [died](http://evil.example) <img src=x> in `the` flood.\n"

    async def work(client: Editor) -> Any:
        uri = client.open("dam.txt", text)
        return await client.text_document_hover_async(types.HoverParams(document(uri), types.Position(0, 14)))

    value = in_editor(tmp_path, work).contents.value
    assert "](" not in value.replace("\\](", "")
    assert "<img" not in value.replace("\\<img", "")


def test_a_suggestion_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(STORY)

    async def work(client: Editor) -> tuple[Any, ...]:
        uri = client.open("dam.txt", STORY)
        before = await client.diagnostics(uri)
        actions = await client.actions(uri, before[2].range, before[2])
        titles = list(actions)
        said = await client.take(actions[titles[0]])
        lens = await client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
        card = await client.text_document_hover_async(types.HoverParams(document(uri), before[2].range.start))
        later = await client.actions(uri, before[2].range)
        return titles, said, lens, card, list(later)

    titles, _, lens, card, later = in_editor(tmp_path, work)
    assert titles == [
        "Accept unevidenced: “90 villagers fled”",
        "Label sourced: “90 villagers fled”",
        "Label denied: “90 villagers fled”",
        "Not a claim: “90 villagers fled”",
        "Ignore unevidenced with a reason: “90 villagers fled”",
    ]
    (event,) = journal(tmp_path)
    assert (event["what"], event["label"], event["who"]) == ("label", "unevidenced", "anna")
    assert event["anchor"]["text"] == "90 villagers fled"
    assert lens[0].command.title == "3 claims · 2 undecided · 1 unevidenced"
    assert "**decided** ? unevidenced · anna" in card.contents.value
    assert "**history**" in card.contents.value
    assert "Clear the decision: “90 villagers fled”" in later


@pytest.mark.parametrize(
    ("asked", "events"),
    [
        pytest.param([{"do": "label", "value": "sourced"}], ["label"], id="labelled"),
        pytest.param([{"do": "reject"}], ["reject"], id="no claim"),
        pytest.param([{"do": "note", "value": "called them"}], ["note"], id="noted"),
        pytest.param(
            [{"do": "accept"}, {"do": "undo"}, {"do": "redo"}], ["label", "undo", "undo"], id="undone, redone"
        ),
        pytest.param([{"do": "accept"}, {"do": "clear"}], ["label", "clear"], id="cleared"),
    ],
)
def test_decisions_are_events_of_the_review(tmp_path: Path, asked: list[dict[str, str]], events: list[str]) -> None:
    async def work(client: Editor) -> None:
        uri = client.open("dam.txt", STORY)
        claim = (await client.diagnostics(uri))[2].data
        name = claim["claim"] if isinstance(claim, dict) else claim.claim
        for each in asked:
            await client.command("fact-check.decide", uri=uri, claim=name, **each)

    in_editor(tmp_path, work)
    assert [event["what"] for event in journal(tmp_path)] == events


@pytest.mark.parametrize("name", ["dam.txt", "dam.md"])
@pytest.mark.parametrize("reason", ["", 'a "court" filing --> under seal'], ids=["no reason yet", "with a reason"])
def test_a_finding_is_ignored_with_a_reason(tmp_path: Path, name: str, reason: str) -> None:
    async def work(client: Editor) -> tuple[str, list[types.Diagnostic]]:
        uri = client.open(name, STORY, "markdown" if name.endswith("md") else "plaintext")
        finding = (await client.diagnostics(uri))[2]
        if reason:
            claim = finding.data["claim"] if isinstance(finding.data, dict) else finding.data.claim
            await client.command("fact-check.ignore", uri=uri, claim=claim, kind="unevidenced", reason=reason)
        else:
            actions = await client.actions(uri, finding.range, finding)
            await client.take(actions["Ignore unevidenced with a reason: “90 villagers fled”"])
        ((_, (edit,)),) = client.edits[0].changes.items()
        client.change(uri, types.TextDocumentContentChangePartial(edit.range, edit.new_text))
        return edit.new_text, await client.diagnostics(uri)

    comment, found = in_editor(tmp_path, work)
    assert comment.strip().startswith('<!-- fact-check: ignore unevidenced "90 villagers fled" reason="')
    codes = [d.code for d in found]
    assert codes == (["denied", "denied"] if reason else ["denied", "denied", "unevidenced", "unused-ignore"])


def test_the_outline_and_what_answers_a_claim(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[Any, ...]:
        uri = client.open("dam.txt", STORY)
        outline = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
        first, second = where(STORY, "40 people died when").start, where(STORY, "40 people died", 1).start
        to = await client.text_document_definition_async(types.DefinitionParams(document(uri), second))
        back = await client.text_document_references_async(
            types.ReferenceParams(types.ReferenceContext(True), document(uri), first)
        )
        return outline, to, back

    outline, to, back = in_editor(tmp_path, work)
    assert [(s.name, s.detail) for s in outline] == [
        ("40 people died when the dam burst on Monday", "undecided, suggested: denied"),
        ("40 people died", "undecided, suggested: denied"),
        ("90 villagers fled", "undecided, suggested: unevidenced"),
    ]
    assert [each.range for each in to] == [where(STORY, "40 people died when the dam burst on Monday")]
    assert [each.range for each in back] == [where(STORY, "40 people died", 1)]


@pytest.mark.parametrize("on", [True, False], ids=["on", "off"])
def test_colours(tmp_path: Path, on: bool) -> None:
    async def work(client: Editor) -> Any:
        uri = client.open("dam.txt", STORY)
        return await client.text_document_semantic_tokens_full_async(types.SemanticTokensParams(document(uri)))

    data = in_editor(tmp_path, work, semanticTokens=on).data
    if not on:
        assert list(data) == []
        return
    lines = STORY.splitlines()
    told, line, column = [], 0, 0
    for step, along, wide, kind, _ in zip(*[iter(data)] * 5, strict=True):
        line, column = line + step, along if step else column + along
        units = lines[line].encode("utf-16-le")
        told.append((units[2 * column : 2 * (column + wide)].decode("utf-16-le"), kind))
    assert told == [
        ("Police", 0),
        ("said", 1),
        ("40", 2),
        ("The ministry", 0),
        ("denied", 1),
        ("40", 2),
        ("Reportedly", 1),
        ("90", 2),
    ]


def test_what_is_typed_is_read(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[Any, ...]:
        uri = client.open("dam.txt", STORY)
        await client.diagnostics(uri)
        at = where(STORY, "Reportedly ")
        client.change(uri, types.TextDocumentContentChangePartial(at, "Reuters 😀 reported that "))
        typed = await client.diagnostics(uri)
        client.write(uri, "Nothing happened.\n")
        return typed, await client.diagnostics(uri)

    typed, nothing = in_editor(tmp_path, work)
    assert [d.code for d in typed] == ["denied", "denied"]
    assert nothing == []


def test_nothing_is_kept_of_a_key(tmp_path: Path) -> None:
    async def work(client: Editor) -> int:
        uri = client.open("dam.txt", STORY)
        for letter in "abcdefghij":
            client.change(uri, types.TextDocumentContentChangePartial(where(STORY, "Police"), letter + "Police"))
        await client.diagnostics(uri)
        return len(client.serving.protocol._request_futures)

    assert in_editor(tmp_path, work) == 0


def test_a_change_of_policy_holds_at_once(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[int, list[types.Diagnostic]]:
        uri = client.open("dam.txt", STORY)
        before = await client.diagnostics(uri)
        await asyncio.sleep(1.5)
        (tmp_path / "fact-check.toml").write_text('[severity]\ndenied = "off"\n')
        count = len(client.told[uri])
        return len(before), await client.diagnostics(uri, beyond=count)

    before, after = in_editor(tmp_path, work)
    assert (before, [d.code for d in after]) == (3, ["unevidenced"])


def test_a_policy_that_cannot_be_followed_is_said_where_the_draft_is(tmp_path: Path) -> None:
    (tmp_path / "fact-check.toml").write_text('shwo = "info"\n')

    async def work(client: Editor) -> list[types.Diagnostic]:
        return await client.diagnostics(client.open("dam.txt", STORY))

    (said,) = in_editor(tmp_path, work)
    assert "unknown key 'shwo'" in said.message


def test_a_journal_that_cannot_be_read_is_said_where_the_draft_is(tmp_path: Path) -> None:
    (tmp_path / "dam.txt.review.jsonl").write_text("no event\n")

    async def work(client: Editor) -> tuple[list[types.Diagnostic], list[types.Diagnostic]]:
        uri = client.open("dam.txt", STORY)
        first = await client.diagnostics(uri)
        count = len(client.told[uri])
        (tmp_path / "dam.txt.review.jsonl").unlink()
        return first, await client.diagnostics(uri, beyond=count)

    first, then = in_editor(tmp_path, work)
    assert ["is not JSON" in d.message for d in first] == [True]
    assert len(then) == 3


@pytest.mark.parametrize(
    ("name", "options"),
    [
        pytest.param("dam.py", {}, id="no draft"),
        pytest.param("README.md", {}, id="nothing that a desk writes"),
        pytest.param("old/dam.md", {}, id="excluded by the policy"),
    ],
)
def test_what_is_no_draft_is_left_alone(tmp_path: Path, name: str, options: dict[str, Any]) -> None:
    (tmp_path / "fact-check.toml").write_text('exclude = ["old/"]\n')

    async def work(client: Editor) -> tuple[Any, ...]:
        uri = client.open(name, STORY)
        found = await client.diagnostics(uri)
        lens = await client.text_document_code_lens_async(types.CodeLensParams(document(uri)))
        return found, list(lens)

    assert in_editor(tmp_path, work, **options) == ([], [])


def test_a_draft_that_was_never_saved(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[int, str]:
        uri = client.open("untitled:Untitled-1", STORY, "markdown")
        found = await client.diagnostics(uri)
        claim = found[0].data["claim"] if isinstance(found[0].data, dict) else found[0].data.claim
        with pytest.raises(JsonRpcException) as refused:
            await client.command("fact-check.decide", uri=uri, claim=claim, do="accept")
        return len(found), refused.value.message

    count, why = in_editor(tmp_path, work)
    assert count == 3
    assert "save the draft" in why
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("command", "asked", "why"),
    [
        pytest.param("fact-check.decide", {"claim": "c1", "do": "accept"}, "not open", id="no draft"),
        pytest.param(
            "fact-check.decide", {"uri": "HERE", "claim": "c1", "do": "accept"}, "that claim is gone", id="no claim"
        ),
        pytest.param(
            "fact-check.decide", {"uri": "HERE", "claim": "c1", "do": "fly"}, "unknown action 'fly'", id="no deed"
        ),
        pytest.param(
            "fact-check.decide", {"uri": "HERE", "do": "label", "value": "true"}, "unknown action", id="no label"
        ),
        pytest.param(
            "fact-check.ignore", {"uri": "HERE", "claim": "c1", "kind": "denied"}, "no such claim", id="ignore"
        ),
        pytest.param("fact-check.nothing", {}, "not defined", id="no command"),
    ],
)
def test_a_bad_request_is_refused_and_no_more(tmp_path: Path, command: str, asked: dict[str, str], why: str) -> None:
    async def work(client: Editor) -> tuple[str, int]:
        uri = client.open("dam.txt", STORY)
        given = {key: uri if value == "HERE" else value for key, value in asked.items()}
        with pytest.raises(JsonRpcException) as refused:
            await client.command(command, **given)
        return refused.value.message, len(await client.diagnostics(uri))

    said, count = in_editor(tmp_path, work)
    assert why in said
    assert count == 3


def test_requests_about_what_is_not_open_have_no_answer(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[Any, ...]:
        nowhere = types.TextDocumentIdentifier(client.uri("none.txt"))
        client.change(nowhere.uri, types.TextDocumentContentChangeWholeDocument("40 died"))
        client.text_document_did_close(types.DidCloseTextDocumentParams(nowhere))
        with pytest.raises(JsonRpcException):
            await client.raw("textDocument/hover", {"nonsense": True})
        return (
            await client.text_document_hover_async(types.HoverParams(nowhere, types.Position(9, 9))),
            await client.text_document_document_symbol_async(types.DocumentSymbolParams(nowhere)),
        )

    over, outline = in_editor(tmp_path, work)
    assert (over, list(outline)) == (None, [])


def test_a_draft_that_is_closed_while_it_is_read(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[Any, list[types.Diagnostic], list[types.Diagnostic]]:
        uri = client.open("long.txt", STORY * 60)
        asked = asyncio.ensure_future(
            client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
        )
        await asyncio.sleep(0.3)
        client.text_document_did_close(types.DidCloseTextDocumentParams(document(uri)))
        outline = await asked
        other = await client.diagnostics(client.open("dam.txt", STORY))
        return list(outline), list(client.told[uri][-1].diagnostics), other

    outline, last, other = in_editor(tmp_path, work)
    assert outline == []
    assert last == []
    assert len(other) == 3


def test_a_question_that_nobody_waits_for_any_more(tmp_path: Path) -> None:
    async def work(client: Editor) -> tuple[int, int]:
        uri = client.open("long.txt", STORY * 60)
        asked = types.DocumentSymbolParams(document(uri))
        outline = client.protocol.send_request(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, asked, msg_id="outline")
        client.protocol.notify(types.CANCEL_REQUEST, types.CancelParams(id="outline"))
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(JsonRpcException) as refused:
                await asyncio.wrap_future(outline)
        return refused.value.code, len(await client.diagnostics(client.open("dam.txt", STORY)))

    code, count = in_editor(tmp_path, work)
    assert code == types.LSPErrorCodes.RequestCancelled
    assert count == 3


def test_two_editors_at_one_draft(tmp_path: Path) -> None:
    async def run() -> tuple[str, str]:
        anna_s, ben_s = (editor(tmp_path, by=name, process=True) for name in ("anna", "ben"))
        async with anna_s as anna, ben_s as ben:
            uri = anna.open("dam.txt", STORY)
            ben.open("dam.txt", STORY)
            found = await anna.diagnostics(uri)
            await ben.diagnostics(uri)
            about = await anna.actions(uri, found[2].range, found[2])
            await anna.take(about["Accept unevidenced: “90 villagers fled”"])
            about = await ben.actions(uri, found[2].range, found[2])
            await ben.take(next(action for title, action in about.items() if title.startswith("Label sourced")))
            said = []
            for client in (anna, ben):
                async with asyncio.timeout(30):
                    while "in conflict" not in (await client.command("fact-check.summary", uri=uri))["said"]:
                        await asyncio.sleep(0.2)
                said.append((await client.command("fact-check.summary", uri=uri))["said"])
            return said[0], said[1]

    anna, ben = asyncio.run(run())
    assert anna == ben == "3 claims · 2 undecided · 1 in conflict"
    assert {event["who"] for event in journal(tmp_path)} == {"anna", "ben"}


def test_a_decision_of_the_terminal_is_seen_and_carried(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(STORY)

    async def work(client: Editor) -> tuple[str, str]:
        uri = client.open("dam.txt", STORY)
        await client.diagnostics(uri)
        in_text("review", "--plain", "--by", "ben", "dam.txt", cwd=tmp_path, stdin="sq").check_returncode()
        async with asyncio.timeout(30):
            while (await client.command("fact-check.summary", uri=uri))["undecided"] == 3:
                await asyncio.sleep(0.2)
        seen = (await client.command("fact-check.summary", uri=uri))["said"]
        client.write(uri, "A line before all others.\n\n" + STORY)
        await client.diagnostics(uri)
        return seen, (await client.command("fact-check.summary", uri=uri))["said"]

    seen, carried = in_editor(tmp_path, work)
    assert seen == carried == "3 claims · 2 undecided · 1 sourced"


def test_drafts_of_the_workspace_that_are_not_open(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(STORY)
    (tmp_path / "two.md").write_text("Nothing happened.\n")

    async def work(client: Editor) -> tuple[Any, ...]:
        async with asyncio.timeout(60):
            while client.uri("two.md") not in client.told:
                client.news.clear()
                await client.news.wait()
        told = client.told[client.uri("one.txt")][-1].diagnostics
        return [d.code for d in told], client.progress_titles

    codes, titles = in_editor(tmp_path, work, workspace=True)
    assert codes == ["denied", "denied", "unevidenced"]
    assert titles == ["Loading the language pipeline", "Checking the drafts in the workspace"]


def test_the_workspace_is_judged_when_asked_and_no_longer_when_that_is_cancelled(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.txt").write_text(STORY + f"\nReportedly {number} ships sank.\n" * 3)

    async def work(client: Editor) -> tuple[int, int]:
        client.unwanted = "Checking the drafts in the workspace"
        await client.command("fact-check.judgeWorkspace")
        async with asyncio.timeout(PATIENCE):
            while client.unwanted not in client.progress_titles:
                await asyncio.sleep(0.01)
        await client.diagnostics(client.open("dam.txt", STORY))
        cancelled = len(client.told) - 1
        await asyncio.sleep(1)
        still = len(client.told) - 1
        assert still <= cancelled + 1
        client.unwanted = ""
        await client.command("fact-check.judgeWorkspace")
        async with asyncio.timeout(PATIENCE):
            while len(client.told) < 31:
                client.news.clear()
                await client.news.wait()
        return still, len(client.told[client.uri("07.txt")][-1].diagnostics)

    judged, findings = in_editor(tmp_path, work)
    assert judged < 30
    assert findings == 6


def test_a_draft_is_read_again_when_asked_and_its_journal_looked_at_when_it_is_saved(tmp_path: Path) -> None:
    (tmp_path / "dam.txt").write_text(STORY)

    async def work(client: Editor) -> tuple[dict[str, Any], dict[str, Any]]:
        uri = client.open("dam.txt", STORY)
        before = await client.command("fact-check.read", uri=uri)
        in_text("review", "--plain", "--by", "ben", "dam.txt", cwd=tmp_path, stdin="sq").check_returncode()
        client.text_document_did_save(types.DidSaveTextDocumentParams(document(uri)))
        return before, await client.command("fact-check.summary", uri=uri)

    before, after = in_editor(tmp_path, work)
    assert before == {"said": "3 claims · 3 undecided", "claims": 3, "undecided": 3, "findings": 3}
    assert after == {"said": "3 claims · 2 undecided · 1 sourced", "claims": 3, "undecided": 2, "findings": 2}


def test_settings_that_cannot_be_followed_are_said(tmp_path: Path) -> None:
    async def work(client: Editor) -> list[str]:
        await client.diagnostics(client.open("dam.txt", STORY))
        client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"fact-check": {"judge": "nobody"}})
        )
        async with asyncio.timeout(30):
            while not client.said:
                await asyncio.sleep(0.1)
        return client.said

    (said,) = in_editor(tmp_path, work)
    assert "judge" in said
    assert "'nobody'" in said


def test_settings_of_a_running_editor(tmp_path: Path) -> None:
    async def work(client: Editor) -> set[str]:
        uri = client.open("dam.txt", STORY)
        await client.diagnostics(uri)
        count = len(client.told[uri])
        client.workspace_did_change_configuration(
            types.DidChangeConfigurationParams({"fact-check": {"judge": "reviewed"}})
        )
        return {str(d.code) for d in await client.diagnostics(uri, beyond=count)}

    assert in_editor(tmp_path, work) == {"unreviewed"}


def test_the_server_finds_what_find_finds(tmp_path: Path) -> None:
    async def work(client: Editor) -> list[str]:
        uri = client.open("dam.md", STORY, "markdown")
        outline = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document(uri)))
        return [symbol.name for symbol in outline]

    (tmp_path / "dam.md").write_text(STORY)
    assert in_editor(tmp_path, work) == [claim.span.text for claim in find(tmp_path / "dam.md")]
