"""Keep keys pressed while claims are still being found, and replay them once there are some."""

from typing import Any

from textual import events

from fact_check.review.screens import Reviewing

_AT_ONCE = ("quit", "help", "theme")
"""Actions that need no claim."""


class Early(Reviewing):
    """Keeps keys that are typed too early."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._early: list[events.Key] = []
        self._replayed: events.Key | None = None

    def press_early_keys(self) -> None:
        """Replay the early keys if there is a claim now, or there won't be one."""
        if self._early and self._replayed is None and not self._is_empty_yet:
            self._replay()

    @property
    def _is_empty_yet(self) -> bool:
        """Tell whether there is no claim yet, but may still be one."""
        return self.is_finding and self.session.current is None

    def _replay(self) -> None:
        """Replay the next early key once the one before has taken effect."""
        self._replayed = self._early.pop(0) if self._early else None
        if self._replayed is not None:
            self.post_message(self._replayed)
            self.call_after_refresh(self.set_timer, 0.02, self._replay)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and event is not self._replayed and self._is_early(event.key):
            self._early.append(event)
            return
        await super().on_event(event)

    def _is_early(self, key: str) -> bool:
        """Tell whether to queue a key: there is no claim yet, or other keys come before it."""
        if key.startswith("ctrl+"):
            return False
        if self._early or self._replayed is not None:
            return True
        if not self._is_empty_yet or len(self.screen_stack) > 1 or key in ("up", "down", "pageup", "pagedown"):
            return False
        return not any(b.key == key and b.name in _AT_ONCE for b in self.keys)
