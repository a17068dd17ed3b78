"""The terminal of a review: one that is closed, and a process that is stopped from outside and goes on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """Return what reads and paints the terminal here; None for what Textual takes."""
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class Steady(LinuxDriver):
        """Starts and stops one at a time.

        When a process is stopped (SIGSTOP) and continues (SIGCONT), Textual starts the terminal again beside what runs:
        a second thread would read keys, and the first would never end, nor the process. A signal that comes while the
        terminal is being started or stopped waits until that is done: started halfway, the terminal would take its raw
        mode for the one to leave behind.
        """

        _runs = False
        _turns = False
        _waiting: Callable[[], None] | None = None

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._file: Any = _MayBeGone(self._file)

        def start_application_mode(self) -> None:
            with self._turning():
                if self._runs:
                    self.suspend_application_mode()
                super().start_application_mode()  # type: ignore[no-untyped-call]
                self._runs = True
            self._answer()

        def stop_application_mode(self) -> None:
            with self._turning():
                self._runs = False
                super().stop_application_mode()
            if not self._turns:
                self._waiting = None  # what leaves the terminal is not started again

        def _sigtstp_application(self, *received: Any) -> None:
            self._when_still(super()._sigtstp_application)

        def _sigcont_application(self, *received: Any) -> None:
            self._when_still(super()._sigcont_application)

        def _when_still(self, answer: Callable[[], None]) -> None:
            if self._turns:
                self._waiting = answer
            else:
                answer()

        @contextmanager
        def _turning(self) -> Iterator[None]:
            turned, self._turns = self._turns, True
            try:
                yield
            finally:
                self._turns = turned

        def _answer(self) -> None:
            answer, self._waiting = self._waiting, None
            if answer:
                answer()

    return Steady


class _MayBeGone:
    """Writes to a terminal for as long as it is there.

    When its window is closed, an error would end the thread that writes, and who has still to write would wait forever.
    """

    def __init__(self, terminal: Any) -> None:
        self._terminal = terminal

    def write(self, text: str) -> None:
        with suppress(OSError):
            self._terminal.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._terminal.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._terminal, name)
