"""The drafts that an editor has open: read one after the other in a thread, the newest text of each, and no other.

A draft is read once no key was pressed for a moment. A reading that somebody has typed past is given up, unless the
editor has shown nothing new for a while; whoever asks about a draft waits for its newest text to be read.
"""

import asyncio
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from fact_check.errors import FactCheckError
from fact_check.ledger.paths import journal_of
from fact_check.lsp.positions import Change, Lines, Units
from fact_check.lsp.reading import Desk, Reading, StoppedError
from fact_check.runtime.files import Seen

T = TypeVar("T")

PATIENCE = 1.0
"""How many seconds until a draft is read to the end, whatever is typed meanwhile."""


@dataclass(eq=False)
class Document:
    """A draft that is open."""

    uri: str
    path: str
    is_file: bool
    lines: Lines
    version: int | None
    number: int = 1
    """Counts changes that need a new reading: edits, journals, policies."""
    read: int = 0
    """The number that the reading is of."""
    reading: Reading | None = None
    seen: Lines | None = None
    """The text that the reading is of."""
    error: FactCheckError | None = None
    """Why there is no reading."""
    is_open: bool = True
    journal: Seen = field(default_factory=Seen)
    touched: float = 0.0
    shown: float = 0.0
    """When the editor last got an up-to-date reading."""
    task: "asyncio.Task[None] | None" = None
    waiting: "list[tuple[int, asyncio.Future[None]]]" = field(default_factory=list)

    @property
    def is_stale(self) -> bool:
        return self.is_open and self.read < self.number


@dataclass
class Documents:
    """All open documents. `desk` makes their reader, again when a policy has changed; `show` tells the editor."""

    desk: Callable[[], Desk]
    show: Callable[[Document], None]
    delay: Callable[[], float]
    """How many seconds without a key until a draft is read."""
    units: Units = "utf-16"
    open: dict[str, Document] = field(default_factory=dict)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "fact-check-reader"))

    def add(self, uri: str, path: str, text: str, version: int | None, *, is_file: bool) -> None:
        """Open a draft, or open it again."""
        self.drop(uri)
        document = self.open[uri] = Document(uri, path, is_file, Lines(text, self.units), version)
        self._start(document)

    def change(self, uri: str, changes: list[Change], version: int | None) -> None:
        """Apply an edit; ignored if the draft is not open."""
        document = self.open.get(uri)
        if document is not None:
            document.lines = document.lines.edited(changes)
            document.version = version
            self.reread(document)

    def drop(self, uri: str) -> Document | None:
        """Close a draft, and release everybody who waits for it."""
        document = self.open.pop(uri, None)
        if document is not None:
            document.is_open = False
            self._wake(document)
        return document

    def reread(self, document: Document) -> None:
        """Read a draft again as soon as typing stops."""
        if document.read == document.number:
            document.shown = time.monotonic()
        document.number += 1
        document.touched = time.monotonic()
        self._start(document)

    async def newest(self, uri: str) -> Document | None:
        """Wait until a draft is read as it is now; None for one that is not open, or cannot be read."""
        document = self.open.get(uri)
        if document is None:
            return None
        if document.is_stale:
            done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            document.waiting.append((document.number, done))
            await done
        return document if document.is_open and document.reading is not None else None

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Run something in the thread that reads drafts."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def look_at_journals(self) -> None:
        """Judge the drafts again whose journals somebody else has changed."""
        for document in self.open.values():
            if document.is_file and not document.is_stale and Seen.of(journal_of(document.path)) != document.journal:
                self.reread(document)

    def do(self, work: Callable[[], None]) -> None:
        """Queue something in that thread."""
        self._thread.submit(work)

    def close(self) -> None:
        """Close everything."""
        for uri in list(self.open):
            self.drop(uri)
        self._thread.shutdown(wait=False)

    def _start(self, document: Document) -> None:
        if document.task is None or document.task.done():
            document.task = asyncio.get_running_loop().create_task(self._read_on(document))

    async def _read_on(self, document: Document) -> None:
        while document.is_stale:
            quiet = document.touched + self.delay() - time.monotonic()
            if quiet > 0 and time.monotonic() - document.shown < PATIENCE:
                await asyncio.sleep(quiet)
                continue
            number, lines = document.number, document.lines
            journal = Seen.of(journal_of(document.path)) if document.is_file else Seen()
            try:
                found = await self.in_thread(partial(self._read, document, lines, number))
                document.reading, document.error = found, None
            except StoppedError:
                continue
            except FactCheckError as error:
                document.reading, document.error = None, error
            except Exception as error:  # a bug of ours: log it, and try again at the next key
                traceback.print_exc()
                document.reading, document.error = None, FactCheckError(f"failed: {type(error).__name__}: {error}")
            document.journal, document.read, document.seen = journal, number, lines
            document.shown = time.monotonic()
            if document.is_open:
                self.show(document)
            self._wake(document)

    def _read(self, document: Document, lines: Lines, number: int) -> Reading | None:
        """Read a draft, in the thread; None for one that its policy leaves out."""

        def stop() -> bool:
            passed = document.number != number and time.monotonic() - document.shown < PATIENCE
            return not document.is_open or passed

        if stop():
            raise StoppedError
        desk = self.desk()
        if not desk.takes(document.path):
            return None
        before = document.reading
        if before is not None and before.text == lines.text and not document.error:
            return desk.again(before, document.path)
        desk.memory.stop = stop
        try:
            return desk.read(document.path, lines.text, is_file=document.is_file)
        finally:
            desk.memory.stop = lambda: False

    def _wake(self, document: Document) -> None:
        still = []
        for number, done in document.waiting:
            if done.done():
                continue
            if not document.is_open or document.read >= number:
                done.set_result(None)
            else:
                still.append((number, done))
        document.waiting = still


def path_of(uri: str, language: str | None) -> tuple[str, bool]:
    """Return the path of a draft as messages and policies name it, and whether it is on the disk."""
    from pygls.uris import to_fs_path

    place = to_fs_path(uri) if uri.startswith("file:") else None
    if place is None:
        return f"untitled{'.md' if language == 'markdown' else '.txt'}", False
    full = Path(place)
    return str(full.relative_to(Path.cwd()) if full.is_relative_to(Path.cwd()) else full), True
