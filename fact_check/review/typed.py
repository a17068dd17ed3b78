"""Read keys as a terminal sends them; several may arrive in one read, and none is lost."""

import codecs
import os
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

KEY = re.compile("\x1b(?:\\[[0-9;?<]*[@-~]|O.)|.", re.DOTALL)
"""One key: a function key's sequence, or a character."""
END = "\x04"
"""The character that Ctrl-D types."""


class Typed:
    """The keys of the terminal on standard input."""

    def __init__(self, ask: Callable[[str], str | None]) -> None:
        """`ask` takes a line from the terminal, after a prompt."""
        self._ask = ask
        self._waiting: deque[str] = deque()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def key(self) -> str:
        """Return the next key as the characters it types; "" at the end."""
        while not self._waiting:
            raw = _read()
            if not raw:
                return ""
            self._waiting.extend(KEY.findall(self._decoder.decode(raw)))
        key = self._waiting.popleft()
        return "" if key == END else key

    def line(self, prompt: str) -> str | None:
        """Return a line typed after a prompt, including what arrived with the key before it; None at the end."""
        begun: list[str] = []
        while self._waiting:
            key = self._waiting.popleft()
            if key in "\r\n":
                return "".join(begun)
            begun.append(key)
        rest = self._ask(prompt + "".join(begun))
        return None if rest is None else "".join(begun) + rest


def _read() -> bytes:
    """Wait for a key; return everything typed since the last."""
    try:
        import termios  # noqa: F401
    except ImportError:  # Windows
        import typer

        return typer.getchar().encode()
    with _key_by_key() as terminal:
        return os.read(terminal, 4096)


@contextmanager
def _key_by_key() -> Iterator[int]:
    """Put the terminal into single-key mode; pending input is kept."""
    import termios
    import tty

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal, termios.TCSADRAIN)
        yield terminal
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
