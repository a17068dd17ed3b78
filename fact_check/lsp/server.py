"""The server: it answers an editor from the newest text of a draft.

Diagnostics are pushed, for every editor takes them so. One that pulled them besides would show each finding twice,
and so those of the workspace are pushed too.

A little past 250 lines: what is asked, waits and is pushed shares one state.
"""

import asyncio
import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import uuid4

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from fact_check import __version__
from fact_check.drafts.policies import Policies
from fact_check.errors import FactCheckError
from fact_check.language.encoder.memory import Memory
from fact_check.lsp import diagnostics
from fact_check.lsp.documents import Document, Documents
from fact_check.lsp.positions import Lines, Units
from fact_check.lsp.reading import OPENED, Desk
from fact_check.lsp.settings import Settings, read_settings
from fact_check.output.sanitize import inert_line
from fact_check.read import drafts, raw_bytes
from fact_check.review.reviewer import reviewer
from fact_check.runtime.files import Seen
from fact_check.runtime.gc_tuning import leave_what_is_loaded

LOOKS = 1.0
"""How often, in seconds, journals and policies are checked: not every editor reports changed files."""


class Protocol(LanguageServerProtocol):
    """pygls' protocol without its own copy of the open texts, whose lines end at more than an editor's do.

    A request that cannot be read is answered: an editor would wait forever. What is done is forgotten: pygls keeps what
    became of every notification, and of each part of it, so a server would grow with each key.
    """

    def structure_message(self, data: dict[str, Any]) -> Any:
        """Read a message."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], error=error.to_response_error())
            raise

    def _execute_handler(self, msg_id: Any, handler: Any, callback: Any, args: Any = None, kwargs: Any = None) -> None:
        def done(future: Any) -> None:
            self._request_futures.pop(msg_id, None)
            callback(future)

        super()._execute_handler(msg_id, handler, done, args, kwargs)

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Iterator[Any]:
        """Forward an opened document."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Iterator[Any]:
        """Forward a changed document."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Iterator[Any]:
        """Forward a closed document."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Server(LanguageServer):
    """The server's state: settings, user, open drafts."""

    def __init__(self) -> None:
        super().__init__("fact-check", __version__, protocol_cls=Protocol)
        self.settings = Settings()
        self.documents = Documents(self.desk, self.publish, lambda: self.settings.delay / 1000)
        self._memory = Memory()
        self._desk: Desk | None = None
        self._watched: dict[Path, Seen] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._judging: asyncio.Task[None] | None = None

    def desk(self) -> Desk:
        """Return what reads drafts here. Raises FactCheckError for a policy that cannot be followed."""
        if self._desk is None:
            settings = self.settings
            judge = None if settings.judge == "policy" else settings.judge
            folders = [str(folder) for folder in self.folders()]
            policies = Policies.load(folders, Path(settings.config) if settings.config else None, judge=judge)
            self._desk = Desk(policies, settings.by.strip() or reviewer(), self._memory)
        return self._desk

    def folders(self) -> list[Path]:
        """Return the folders of the workspace; the working folder where the editor named none."""
        named = [to_fs_path(uri) for uri in self.workspace.folders]
        return [Path(each) for each in named if each and Path(each).is_dir()] or [Path.cwd()]

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Log a failed message; a pop-up for each would be in a reporter's way."""
        print(f"fact-check: {inert_line(str(error))}", file=sys.stderr)

    def begin(self, params: types.InitializeParams) -> None:
        """Read the editor's capabilities."""
        for uri in (*(f.uri for f in params.workspace_folders or ()), params.root_uri):
            place = to_fs_path(uri) if uri else None
            if place and Path(place).is_dir():
                os.chdir(place)
                break
        self.documents.units = cast(Units, str(getattr(self.workspace.position_encoding, "value", "utf-16")))
        self.configure(params.initialization_options)

    def configure(self, given: object) -> None:
        """Apply settings; invalid ones are reported, and the previous ones stay."""
        try:
            self.settings = read_settings(plain(given))
        except FactCheckError as error:
            self.say(str(error), types.MessageType.Error)
        self.forget()

    def forget(self) -> None:
        """Read policies, rules and every open draft again."""
        self.leave_desk()
        self._watched.clear()
        for document in self.documents.open.values():
            document.reading = None
            self.documents.reread(document)

    def leave_desk(self) -> None:
        """Release what reads drafts, once it has finished."""
        desk, self._desk = self._desk, None
        if desk is not None:
            self.documents.do(desk.close)

    def say(self, what: str, how: types.MessageType = types.MessageType.Info) -> None:
        """Show a line in the editor."""
        self.window_show_message(types.ShowMessageParams(type=how, message=f"fact-check: {inert_line(what)}"))

    def publish(self, document: Document) -> None:
        """Publish the findings of a draft, or the reason why it could not be read."""
        found: list[types.Diagnostic] = []
        if document.error is not None:
            found = [diagnostics.of_error(document.error)]
        elif document.reading is not None and document.seen is not None:
            found = diagnostics.of_reading(document.reading, document.seen, document.uri)
        version = document.version if document.read == document.number else None
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=document.uri, diagnostics=found, version=version)
        )
        capabilities = self.client_capabilities.workspace
        if capabilities and capabilities.code_lens and capabilities.code_lens.refresh_support:
            self.workspace_code_lens_refresh(None)
        if self.settings.semantic_tokens and capabilities and capabilities.semantic_tokens:
            self.workspace_semantic_tokens_refresh(None)

    def clear(self, uri: str) -> None:
        """Clear a closed draft's diagnostics, or publish those of the file on disk if they are shown."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=[]))
        if self.settings.workspace:
            self.judge_workspace()

    def start(self, work: Any) -> asyncio.Task[None]:
        """Run something in the background."""
        task: asyncio.Task[None] = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def look_about(self) -> None:
        """Watch for changed journals and policies."""
        while True:
            await asyncio.sleep(LOOKS)
            with contextlib.suppress(FactCheckError, OSError):
                self.documents.look_at_journals()
                if self._desk is not None:
                    open_ = [document.path for document in self.documents.open.values()]
                    policies = self._desk.policies
                    places = [*policies.places(open_, None), *policies.desk_files]
                    now = {place: Seen.of(place) for place in places}
                    known, self._watched = self._watched, now
                    if any(known.get(place, seen) != seen for place, seen in now.items()):
                        self.forget()

    async def load(self) -> None:
        """Load the pipeline, and say so while it takes a second or two."""
        from fact_check.language import pipeline

        async with self.working("Loading the language pipeline"):
            with contextlib.suppress(FactCheckError):  # an error in loading is reported at the first draft
                await self.documents.in_thread(lambda: pipeline(self.desk().policies.base.model) and None)
            leave_what_is_loaded()

    def judge_workspace(self) -> None:
        """Judge the drafts that are not open, one at a time between those that are."""
        if self._judging is not None:
            self._judging.cancel()
        self._judging = self.start(self._judge_workspace())

    async def _judge_workspace(self) -> None:
        try:
            policies = self.desk().policies
            folders = [str(folder) for folder in self.folders()]
            names = list(drafts(folders, include=policies.includes, exclude=policies.excludes))
        except FactCheckError as error:
            self.say(str(error), types.MessageType.Error)
            return
        names = [name for name in names if Path(name).suffix.lower() in OPENED]
        async with self.working("Checking the drafts in the workspace") as report:
            for number, name in enumerate(names):
                report(f"{number + 1} of {len(names)}", 100 * number // len(names))
                uri = str(from_fs_path(str(Path(name).resolve())))
                if uri in self.documents.open:
                    continue
                try:
                    verdict = await self.documents.in_thread(lambda name=name: self.desk().verdict(name))  # type: ignore[misc]
                    text = raw_bytes(name).decode("utf-8", "replace")
                    found = diagnostics.of_file(verdict, Lines(text, self.documents.units))
                except (FactCheckError, OSError) as error:
                    found = [diagnostics.of_error(error)] if isinstance(error, FactCheckError) else []
                if uri not in self.documents.open:
                    self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri=uri, diagnostics=found))

    @contextlib.asynccontextmanager
    async def working(self, title: str) -> Any:
        """Show progress, if the editor can; yields a function that reports it."""
        window = self.client_capabilities.window
        if not (window and window.work_done_progress):
            yield lambda said, percent: None
            return
        token = f"fact-check-{uuid4()}"
        try:
            await asyncio.wait_for(self.work_done_progress.create_async(token), timeout=2)
        except Exception:  # an editor that refuses it does without
            yield lambda said, percent: None
            return
        task = asyncio.current_task()
        self.work_done_progress.begin(token, types.WorkDoneProgressBegin(title=title, cancellable=True, percentage=0))

        def report(said: str, percent: int) -> None:
            if self.work_done_progress.tokens[token].cancelled() and task is not None:
                task.cancel()
            self.work_done_progress.report(token, types.WorkDoneProgressReport(message=said, percentage=percent))

        try:
            yield report
        finally:
            self.work_done_progress.end(token, types.WorkDoneProgressEnd())


def plain(given: object) -> object:
    """Return settings as plain dictionaries and lists, however pygls has them."""
    if hasattr(given, "_asdict"):
        given = given._asdict()
    if isinstance(given, dict):
        return {key: plain(value) for key, value in given.items()}
    return [plain(each) for each in given] if isinstance(given, list | tuple) else given


def serve(answer: Callable[[Server], None], asked: BinaryIO | None = None, told: BinaryIO | None = None) -> None:
    """Answer an editor until it leaves, on standard input and output if no others are given.

    What is printed meanwhile goes to standard error: a line of it among the answers would end the conversation.
    """
    server = Server()
    if told is None:
        told = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
        sys.stdout = sys.stderr
    answer(server)
    server.start_io(asked, told)
