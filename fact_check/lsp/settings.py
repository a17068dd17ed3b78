"""What an editor's user sets: `initializationOptions`, and `fact-check` among the settings of a running editor."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from fact_check.errors import ConfigError, plainly


class Settings(BaseModel):
    """The settings, by their names in JSON (`codeLens`); what is not known is for another version, and skipped."""

    model_config = ConfigDict(frozen=True, extra="ignore", alias_generator=to_camel, validate_by_name=True)

    judge: Literal["reviewed", "suggested", "policy"] = "suggested"
    """What a claim that nobody has decided is judged by: not at all ("reviewed", as a check before publication does),
    by its suggested label, or as the policy has it."""
    by: str = ""
    """Who decides; git's user name where it is empty."""
    config: str = ""
    """A policy, not the nearest to each draft."""
    delay: int = Field(default=40, ge=0, le=10_000)
    """Milliseconds without a key after which a draft is read."""
    code_lens: bool = True
    """Count the claims above the first line."""
    semantic_tokens: bool = False
    """Colour sources, cues and numbers."""
    workspace: bool = False
    """Judge the drafts of the workspace that are not open too."""
    prompts: bool = False
    """The editor can ask for a line of text: it has the commands `fact-check.askNote` and `fact-check.askIgnore`."""


def read_settings(given: object) -> Settings:
    """Read settings as an editor sends them, with or without the section's name around them.

    Raises ConfigError that names the setting.
    """
    table: Any = given if isinstance(given, Mapping) else {}
    for name in ("fact-check", "factCheck", "fact_check"):
        if isinstance(table.get(name), Mapping):
            table = table[name]
    try:
        return Settings.model_validate({key: value for key, value in table.items() if value is not None})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = ".".join(str(part) for part in first["loc"])
        what = plainly(first["msg"])
        raise ConfigError(f"{what}, not {first['input']!r}", where=f"the editor's setting {key}") from None
