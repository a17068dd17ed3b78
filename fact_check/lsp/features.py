"""The requests of the protocol that the server answers, a few lines each.

A little past 250 lines: the requests are one list, in the order of the protocol.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from fact_check.errors import FactCheckError
from fact_check.ledger.carried import Carried
from fact_check.lsp import actions, claims
from fact_check.lsp.documents import Document, path_of
from fact_check.lsp.positions import Lines
from fact_check.lsp.reading import Reading
from fact_check.lsp.server import Server, plain
from fact_check.output.sanitize import inert_line
from fact_check.severity import FindingKind

At = types.HoverParams | types.DefinitionParams | types.ReferenceParams
"""A question about a place."""

READ, SUMMARY, IGNORE, WORKSPACE = (
    "fact-check.read",
    "fact-check.summary",
    "fact-check.ignore",
    "fact-check.judgeWorkspace",
)
"""The server's commands besides `actions.DECIDE`."""

_REFUSED = -32803
"""RequestFailed, as the protocol numbers it."""


def answer(server: Server) -> None:
    """Register every request and command."""
    _life(server)
    _texts(server)
    _questions(server)
    _commands(server)


def _life(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        server.begin(params)

    @server.feature(types.INITIALIZED)
    async def initialized(params: types.InitializedParams) -> None:
        server.start(server.look_about())
        server.start(server.load())
        if server.settings.workspace:
            server.judge_workspace()

    @server.feature(types.SHUTDOWN)
    def shutdown(*_: None) -> None:
        server.leave_desk()
        server.documents.close()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(params: types.DidChangeConfigurationParams) -> None:
        if params.settings:
            was = server.settings.workspace
            server.configure(params.settings)
            if server.settings.workspace and not was:
                server.judge_workspace()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        server.documents.look_at_journals()
        if server.settings.workspace:
            server.judge_workspace()


def _texts(server: Server) -> None:
    documents = server.documents

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        document = params.text_document
        path, is_file = path_of(document.uri, document.language_id)
        documents.add(document.uri, path, document.text, document.version, is_file=is_file)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        documents.change(params.text_document.uri, list(params.content_changes), params.text_document.version)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        documents.look_at_journals()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        if documents.drop(params.text_document.uri) is not None:
            server.clear(params.text_document.uri)


def _questions(server: Server) -> None:
    async def newest(uri: str) -> tuple[Reading, Lines] | None:
        document = await server.documents.newest(uri)
        return _read(document) if document is not None else None

    async def claim_at(
        asked: At,
    ) -> tuple[Reading, Lines, Carried] | None:
        found = await newest(asked.text_document.uri)
        if found is None:
            return None
        reading, lines = found
        at = lines.offset(asked.position)
        here = claims.at(reading, at, at)
        return (reading, lines, here[0]) if here else None

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(params: types.HoverParams) -> types.Hover | None:
        found = await claim_at(params)
        if found is None:
            return None
        reading, lines, carried = found
        assert carried.claim is not None
        card = await server.documents.in_thread(lambda: claims.card_of(reading, carried))
        content = types.MarkupContent(types.MarkupKind.Markdown, card)
        span = carried.claim.span
        return types.Hover(contents=content, range=lines.range(span.start, span.end))

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, "refactor.fact-check"]),
    )
    async def code_action(params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        found = await newest(uri)
        return actions.code_actions(*found, uri, params, server.settings) if found is not None else []

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def symbols(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        found = await newest(params.text_document.uri)
        return claims.symbols(*found) if found is not None else []

    @server.feature(types.TEXT_DOCUMENT_CODE_LENS)
    async def code_lens(params: types.CodeLensParams) -> list[types.CodeLens]:
        uri = params.text_document.uri
        found = await newest(uri) if server.settings.code_lens else None
        if found is None:
            return []
        command = types.Command(title=claims.summary(found[0]), command=READ, arguments=[{"uri": uri}])
        return [types.CodeLens(range=found[1].range(0, 0), command=command)]

    @server.feature(
        types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL,
        types.SemanticTokensLegend(token_types=list(claims.TOKEN_TYPES), token_modifiers=[]),
    )
    async def tokens(params: types.SemanticTokensParams) -> types.SemanticTokens:
        found = await newest(params.text_document.uri) if server.settings.semantic_tokens else None
        return types.SemanticTokens(data=claims.tokens(*found) if found is not None else [])

    async def others(asked: At) -> list[types.Location]:
        found = await claim_at(asked)
        if found is None:
            return []
        reading, lines, carried = found
        return claims.others(reading, carried, lines, asked.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def definition(params: types.DefinitionParams) -> list[types.Location]:
        return await others(params)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def references(params: types.ReferenceParams) -> list[types.Location]:
        return await others(params)


def _commands(server: Server) -> None:
    async def document_of(asked: Mapping[str, Any]) -> Document:
        document = await server.documents.newest(str(asked.get("uri", "")))
        if document is None:
            raise refused("that draft is not open, or cannot be read")
        return document

    @server.command(actions.DECIDE)
    async def decide(asked: Any) -> dict[str, Any]:
        given = _asked(asked)
        document = await document_of(given)
        reading = document.reading
        assert reading is not None
        try:
            said = server.desk().decide(
                reading, actions.action_of(given), str(given.get("claim", "")), datetime.now(UTC)
            )
        except FactCheckError as error:
            raise refused(str(error)) from None
        server.documents.reread(document)
        await server.documents.newest(document.uri)
        return {"said": said}

    @server.command(IGNORE)
    async def ignore(asked: Any) -> dict[str, Any]:
        given = _asked(asked)
        document = await document_of(given)
        reading, lines = _read(document)
        named = given.get("claim")
        carried = next((c for c in reading.draft.carried if named in c.ids and c.claim is not None), None)
        if carried is None or given.get("kind") not in list(FindingKind):
            raise refused("no such claim or finding")
        kind, reason = FindingKind(given["kind"]), str(given.get("reason", ""))
        edit = actions.ignore_edit(reading, carried, kind, reason, lines, document.uri)
        done = await server.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit=edit))
        return {"applied": done.applied}

    @server.command(READ)
    async def read(asked: Any) -> dict[str, Any]:
        document = await document_of(_asked(asked))
        server.documents.reread(document)
        return summary_of(await document_of(_asked(asked)))

    @server.command(SUMMARY)
    async def summary(asked: Any) -> dict[str, Any]:
        return summary_of(await document_of(_asked(asked)))

    @server.command(WORKSPACE)
    async def judge_workspace() -> None:
        server.judge_workspace()
        await asyncio.sleep(0)

    def summary_of(document: Document) -> dict[str, Any]:
        reading, _ = _read(document)
        here = [c for c in reading.draft.carried if c.claim is not None]
        undecided = sum(c.undecided for c in here)
        return {
            "said": claims.summary(reading),
            "claims": len(here),
            "undecided": undecided,
            "findings": len(reading.judged),
        }


def _read(document: Document) -> tuple[Reading, Lines]:
    assert document.reading is not None
    assert document.seen is not None
    return document.reading, document.seen


def _asked(given: Any) -> Mapping[str, Any]:
    """Return a command's arguments. Raises an error if they are invalid."""
    found = plain(given)
    if not isinstance(found, Mapping):
        raise refused("the command takes one object, with the draft's uri")
    return found


def refused(why: str) -> JsonRpcException:
    """Return the error that tells an editor why something was not done."""
    return JsonRpcException(message=inert_line(why), code=_REFUSED)
