"""Front matter, YAML or TOML: only its title is read."""

import tomllib


def title_of(content: str, *, toml: bool) -> tuple[str, int, int] | None:
    """Return the title of front matter and where its value stands in `content`, or None.

    Front matter that does not parse has no title: the draft can be read all the same.
    """
    return _in_toml(content) if toml else _in_yaml(content)


def _in_yaml(content: str) -> tuple[str, int, int] | None:
    import yaml

    try:
        root = yaml.compose(content, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return None
    if not isinstance(root, yaml.MappingNode):
        return None
    for key, value in root.value:
        if key.value == "title" and isinstance(value, yaml.ScalarNode) and value.value.strip():
            return _within(content, value.value, value.start_mark.index, value.end_mark.index)
    return None


def _in_toml(content: str) -> tuple[str, int, int] | None:
    try:
        title = tomllib.loads(content).get("title")
    except tomllib.TOMLDecodeError:
        return None
    if not isinstance(title, str) or not title.strip():
        return None
    at = 0
    for line in content.splitlines(keepends=True):
        if line.split("=")[0].strip() == "title":
            return _within(content, title, at + line.index("=") + 1, at + len(line.rstrip()))
        at += len(line)
    return None


def _within(content: str, title: str, start: int, end: int) -> tuple[str, int, int]:
    """Narrow the stretch of a value to its words where these stand there as they are."""
    words = " ".join(title.split())
    at = content.find(words, start, end)
    return (words, at, at + len(words)) if at >= 0 else (words, start, end)
