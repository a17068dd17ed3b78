"""An editor for tests: pygls' own client, a server of its own, and what the server told it."""

import ast
import asyncio
import json
import os
import threading
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter

from tests.forked import folder_of_program

PATIENCE = 60
"""Seconds that a busy machine may take for an answer."""
_converter = cache(default_converter)
"""One for all editors: what it knows of each message, it has to compile."""


class Editor(LanguageClient):
    """An editor that has drafts open and keeps what it is told of them."""

    def __init__(self, folder: Path) -> None:
        super().__init__("editor", "1", converter_factory=_converter)
        self.folder = folder
        self.told: dict[str, list[types.PublishDiagnosticsParams]] = {}
        self.said: list[str] = []
        self.progress_titles: list[str] = []
        self.unwanted = ""
        """The title of a progress that is cancelled as soon as it begins."""
        self.edits: list[types.WorkspaceEdit] = []
        self.version = 0
        self.news = asyncio.Event()
        self.exit_code: int | None = None
        self.serving: Any = None
        """The server, where it is a thread of this process."""

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.told.setdefault(params.uri, []).append(params)
            self.news.set()

        @self.feature(types.WINDOW_SHOW_MESSAGE)
        def shown(params: types.ShowMessageParams) -> None:
            self.said.append(params.message)

        @self.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)
        def created(params: types.WorkDoneProgressCreateParams) -> None:
            return None

        @self.feature(types.PROGRESS)
        def progressed(params: types.ProgressParams) -> None:
            value = params.value
            title = value.get("title") if isinstance(value, dict) else getattr(value, "title", None)
            if title:
                self.progress_titles.append(title)
                if title == self.unwanted:
                    self.window_work_done_progress_cancel(types.WorkDoneProgressCancelParams(params.token))

        @self.feature(types.WORKSPACE_APPLY_EDIT)
        def applied(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.edits.append(params.edit)
            return types.ApplyWorkspaceEditResult(applied=True)

    async def server_exit(self, server: asyncio.subprocess.Process) -> None:
        self.exit_code = server.returncode

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str, language: str = "plaintext") -> str:
        """Open a draft; returns its uri."""
        uri = self.uri(name) if ":" not in name else name
        self.version += 1
        self.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, self.version, text))
        )
        return uri

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> int:
        """Type; returns the version."""
        self.version += 1
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(self.version, uri), list(changes))
        )
        return self.version

    def write(self, uri: str, text: str) -> int:
        """Put another text in a draft's place; returns the version."""
        return self.change(uri, types.TextDocumentContentChangeWholeDocument(text))

    async def diagnostics(self, uri: str, version: int | None = None, beyond: int = 0) -> list[types.Diagnostic]:
        """Wait for the diagnostics of the version that was typed last, or of `version`."""
        version = self.version if version is None else version
        async with asyncio.timeout(PATIENCE):
            while True:
                for told in reversed(self.told.get(uri, [])[beyond:]):
                    if told.version == version:
                        return list(told.diagnostics)
                self.news.clear()
                await self.news.wait()

    async def command(self, name: str, **asked: Any) -> Any:
        """Run a command of the server."""
        arguments = [asked] if asked else []
        return await self.workspace_execute_command_async(types.ExecuteCommandParams(name, arguments=arguments))

    async def raw(self, method: str, params: Any) -> Any:
        """Ask something that no client would let through."""
        answered: Future[Any] = Future()
        self.protocol._request_futures["raw"] = answered
        body = json.dumps({"jsonrpc": "2.0", "id": "raw", "method": method, "params": params}).encode()
        self.protocol.writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        async with asyncio.timeout(PATIENCE):
            return await asyncio.wrap_future(answered)

    async def take(self, action: Any) -> Any:
        """Take a code action: run its command, or note its edit."""
        command = action.command
        if isinstance(action, types.Command):  # what pygls' client makes of a code action that has a command
            command = types.Command(**ast.literal_eval(action.command))
        if command is None:
            self.edits.append(action.edit)
            return None
        return await self.command(command.command, **command.arguments[0])

    async def actions(self, uri: str, range_: types.Range, *about: types.Diagnostic) -> dict[str, Any]:
        """Return what can be done in a range, by title."""
        asked = types.CodeActionParams(
            types.TextDocumentIdentifier(uri), range_, types.CodeActionContext(diagnostics=list(about))
        )
        found = await self.text_document_code_action_async(asked)
        return {action.title: action for action in found or []}


@asynccontextmanager
async def editor(folder: Path, *, by: str = "anna", process: bool = False, **options: Any) -> AsyncIterator[Editor]:
    """Start a server in a folder, in a thread or as a process, and an editor that talks to it by pipes.

    The server must end well.
    """
    client = Editor(folder)
    here = Path.cwd()
    if process:
        await client.start_io(f"{folder_of_program()}/fact-check", "lsp", cwd=str(folder), env=dict(os.environ))
    else:
        thread = _in_thread(client)
    await client.initialize_async(
        types.InitializeParams(
            capabilities=types.ClientCapabilities(window=types.WindowClientCapabilities(work_done_progress=True)),
            process_id=os.getpid(),
            root_uri=folder.as_uri(),
            workspace_folders=[types.WorkspaceFolder(folder.as_uri(), folder.name)],
            initialization_options={"by": by, **options},
        )
    )
    client.initialized(types.InitializedParams())
    try:
        yield client
    finally:
        async with asyncio.timeout(PATIENCE):
            await client.shutdown_async(None)
            client.exit(None)
            while thread.is_alive() if not process else client.exit_code is None:
                await asyncio.sleep(0.01)
        if process:
            await client.stop()
        os.chdir(here)
    assert client.exit_code == (0 if process else None)


def _in_thread(client: Editor) -> threading.Thread:
    """Serve a client from this process, in which the pipeline is loaded once for all tests."""
    from fact_check.lsp.features import answer
    from fact_check.lsp.server import Server, serve

    (asked, ask), (told, tell) = os.pipe(), os.pipe()
    pipes = os.fdopen(asked, "rb"), os.fdopen(tell, "wb")

    def known(server: Server) -> None:
        client.serving = server
        answer(server)

    thread = threading.Thread(target=serve, args=(known, *pipes), daemon=True)
    thread.start()
    client.protocol.set_writer(StdoutWriter(os.fdopen(ask, "wb")))
    reader = StdinAsyncReader(os.fdopen(told, "rb"))
    client.reading = asyncio.get_running_loop().create_task(run_async(threading.Event(), reader, client.protocol))
    return thread
