"""The terminal of a review: one that is closed, and a process that is stopped from outside and goes on."""

import sys
from contextlib import suppress
from typing import Any

from textual.driver import Driver


def driver_class() -> type[Driver] | None:
    """Return what reads and paints the terminal here; None for what Textual takes."""
    if sys.platform == "win32":
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class Steady(LinuxDriver):
        """Starts once at a time.

        When a process is stopped (SIGSTOP) and goes on (SIGCONT), Textual starts the terminal again beside what runs: a
        second thread would read keys, and the first would never end, nor the process.
        """

        _runs = False

        def __init__(self, *arguments: Any, **named: Any) -> None:
            super().__init__(*arguments, **named)
            self._file: Any = _MayBeGone(self._file)

        def start_application_mode(self) -> None:
            if self._runs:
                self.suspend_application_mode()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._runs = True

        def stop_application_mode(self) -> None:
            self._runs = False
            super().stop_application_mode()

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
