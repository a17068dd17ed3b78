"""The terminal driver of a review: survives a closed window, and a process stopped and continued from outside."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """Return the driver for this platform's terminal; None for Textual's own."""
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class Steady(LinuxDriver):
        """Starts and stops one at a time.

        When a process is stopped (SIGSTOP) and continued (SIGCONT), Textual starts the terminal again on top of the
        running one: a second thread would read keys, and the first, and with it the process, would never end. A signal
        that arrives while the terminal is being started or stopped waits until that is done; otherwise a half-started
        terminal would take raw mode for the state to restore.
        """

        _runs = False
        _turns = False
        _continues = False
        _waiting: Callable[[], None] | None = None

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._file: Any = _MayBeGone(self._file)

        def start_application_mode(self) -> None:
            with self._turning():
                if self._runs:
                    self._continues = True
                    self.suspend_application_mode()
                    self._continues = False
                super().start_application_mode()  # type: ignore[no-untyped-call]
                self._runs = True
            self._answer()

        def stop_application_mode(self) -> None:
            with self._turning():
                self._runs = False
                super().stop_application_mode()
            if not self._turns:
                self._waiting = None  # a terminal that is being left is not started again

        def disable_input(self) -> None:
            if self._continues and self._key_thread is not None:
                # As Textual does, but it would throw away the keys that nobody has read yet.
                self._disable_mouse_support()
                self.exit_event.set()
                self._key_thread.join()
                self.exit_event.clear()
            else:
                super().disable_input()

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
    """Writes to a terminal while it exists.

    Once its window is closed, an error would end the writing thread, and whatever waits for it would wait forever.
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
