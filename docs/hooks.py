"""Links from the site's pages to files beside docs/: to the repository where mkdocs.yml names it, else plain text.

In the repository these links are relative, and lead to the files.
"""

import os
import re
from pathlib import Path
from typing import Any

OUT = re.compile(r"\[([^\]]+)\]\(((?:\.\./)+[^)#]+)(#[^)]*)?\)")


def on_page_markdown(markdown: str, page: Any, config: Any, **_: object) -> str:
    """Turn the links that lead out of docs/ into what a reader of the site can follow."""
    docs = Path(config.docs_dir)
    here = docs / Path(page.file.src_uri).parent

    def led(link: re.Match[str]) -> str:
        target = Path(os.path.normpath(here / link[2]))
        if target.is_relative_to(docs):
            return link[0]
        if not config.repo_url:
            return link[1]
        path = target.relative_to(docs.parent).as_posix()
        kind = "tree" if target.is_dir() else "blob"
        return f"[{link[1]}]({config.repo_url.rstrip('/')}/{kind}/main/{path}{link[3] or ''})"

    return OUT.sub(led, markdown)
