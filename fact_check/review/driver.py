"""The terminal of a review whose process is stopped from outside and goes on."""

import sys

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

        def start_application_mode(self) -> None:
            if self._runs:
                self.suspend_application_mode()
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self._runs = True

        def stop_application_mode(self) -> None:
            self._runs = False
            super().stop_application_mode()

    return Steady
