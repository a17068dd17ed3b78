"""Code actions at a place in a draft: decide on a claim, add a note, ignore a finding."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lsprotocol import types

from fact_check.claims import Label
from fact_check.errors import FactCheckError
from fact_check.ledger.carried import Carried
from fact_check.lsp import claims
from fact_check.lsp.positions import Lines
from fact_check.lsp.reading import Reading
from fact_check.lsp.settings import Settings
from fact_check.output.sanitize import inert_line
from fact_check.review import actions as do
from fact_check.review.actions import Action
from fact_check.severity import KINDS, FindingKind

DECIDE, ASK_NOTE, ASK_IGNORE = "fact-check.decide", "fact-check.askNote", "fact-check.askIgnore"
"""The server's command, and two of the editor's that ask for a line of text and then call the server's."""

_QUICK, _OTHER = types.CodeActionKind.QuickFix, "refactor.fact-check"
_FEW = 3
"""How many claims of a selection have actions: a whole paragraph's would fill the screen."""


def code_actions(
    reading: Reading, lines: Lines, uri: str, asked: types.CodeActionParams, settings: Settings
) -> list[types.CodeAction]:
    """Return the actions for the claims in a stretch."""
    start, end = lines.stretch(asked.range)
    found: list[types.CodeAction] = []
    for carried in claims.at(reading, start, end)[:_FEW]:
        about = [d for d in asked.context.diagnostics if _is_about(d, carried)]
        found += _decisions(reading, carried, uri, about, settings)
        found += _ignores(reading, carried, lines, uri, about, settings)
    only = asked.context.only
    return [a for a in found if not only or any(str(a.kind).startswith(str(kind)) for kind in only)]


def action_of(asked: Mapping[str, Any]) -> Action:
    """Return the action that a command's arguments name. Raises FactCheckError for an unknown one."""
    name, value = asked.get("do"), asked.get("value")
    match name:
        case "accept":
            return do.Accept()
        case "label" if value in [label.value for label in Label]:
            return do.Choose(Label(value))
        case "reject":
            return do.Reject()
        case "clear":
            return do.Clear()
        case "undo":
            return do.Undo()
        case "redo":
            return do.Redo()
        case "note" if isinstance(value, str) and value.strip():
            return do.Write(value)
    raise FactCheckError(
        f"unknown action {name!r} with {value!r}",
        where=DECIDE,
        mend="known: accept, label with a label, reject, clear, note with a text, undo, redo",
    )


def _decisions(
    reading: Reading, carried: Carried, uri: str, about: Sequence[types.Diagnostic], settings: Settings
) -> Iterator[types.CodeAction]:
    claim = carried.claim
    assert claim is not None
    words = f"“{_short(claim.span.text)}”"

    def action(title: str, kind: str, **asked: Any) -> types.CodeAction:
        command = types.Command(title=title, command=DECIDE, arguments=[{"uri": uri, "claim": carried.id, **asked}])
        return types.CodeAction(title=f"{title}: {words}", kind=kind, diagnostics=list(about) or None, command=command)

    mine = reading.session.mine(carried)
    suggested = claim.suggestion.label if claim.suggestion else None
    if suggested is not None and mine is None:
        accept = action(f"Accept {suggested.value}", _QUICK, do="accept")
        accept.is_preferred = True
        yield accept
    for label in Label:
        if (mine is None or mine.decision.label is not label) and not (mine is None and label is suggested):
            yield action(f"Label {label.value}", _QUICK, do="label", value=label.value)
    if mine is None or not mine.decision.rejected:
        yield action("Not a claim", _QUICK, do="reject")
    if mine is not None:
        yield action("Clear the decision", _OTHER, do="clear")
    if settings.prompts:
        asked = {"uri": uri, "claim": carried.id}
        command = types.Command(title="Note", command=ASK_NOTE, arguments=[asked])
        yield types.CodeAction(title=f"Add a note: {words}", kind=_OTHER, command=command)


def _ignores(
    reading: Reading,
    carried: Carried,
    lines: Lines,
    uri: str,
    about: Sequence[types.Diagnostic],
    settings: Settings,
) -> Iterator[types.CodeAction]:
    for judged in reading.judged:
        kind = judged.finding.kind
        if judged.finding.claim_id != carried.id or not KINDS[kind].ignorable:
            continue
        title = f"Ignore {kind} with a reason: “{_short(judged.finding.claim)}”"
        mine = [d for d in about if d.code == str(kind)] or None
        if settings.prompts:
            asked = {"uri": uri, "claim": carried.id, "kind": str(kind)}
            command = types.Command(title=title, command=ASK_IGNORE, arguments=[asked])
            yield types.CodeAction(title=title, kind=_QUICK, diagnostics=mine, command=command)
        else:
            edit = ignore_edit(reading, carried, kind, "", lines, uri)
            yield types.CodeAction(title=title, kind=_QUICK, diagnostics=mine, edit=edit)


def ignore_edit(
    reading: Reading, carried: Carried, kind: FindingKind, reason: str, lines: Lines, uri: str
) -> types.WorkspaceEdit:
    """Return the edit that puts a comment beside a claim by which a finding of it is ignored.

    Without a reason it ignores nothing yet, and the editor says so where the reason is to stand. In Markdown it ends
    the claim's line, for a line of its own would end a paragraph; in plain text it follows the paragraph.
    """
    assert carried.claim is not None
    text, span = reading.text, carried.claim.span
    quoted = _quotable(span.text)
    named = f' "{quoted}"' if quoted else ""
    why = re.sub(r'["“”]', "'", inert_line(reason)).replace("--", "–")
    comment = f'<!-- fact-check: ignore {kind}{named} reason="{why}" -->'
    if reading.draft.article.format == "markdown":
        at, new = _line_end(text, span.end), f" {comment}"
    else:
        end = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?=\r|\n)|\s*\Z").search(text, span.end)
        at = end.start() if end else len(text)
        at, new = at, f"{_break_of(text)}{comment}"
    edit = types.TextEdit(range=lines.range(at, at), new_text=new)
    return types.WorkspaceEdit(changes={uri: [edit]})


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"[ \t]*(?:\r|\n|\Z)").search(text, at)
    return found.start() if found else len(text)


def _break_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _quotable(text: str) -> str:
    """Return the longest run of a claim's words that a comment can quote: without quote marks, and no comment's end."""
    runs = re.split(r'["“”«»„]|--+>?', " ".join(text.split()))
    return max((run.strip() for run in runs), key=len, default="")


def _is_about(diagnostic: types.Diagnostic, carried: Carried) -> bool:
    data = diagnostic.data
    name = data.get("claim") if isinstance(data, Mapping) else getattr(data, "claim", None)
    return name in carried.ids


def _short(text: str, most: int = 40) -> str:
    words = inert_line(text)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
