"""Mask templates in Markdown: what a site generator or a notebook fills in is neither prose nor Markdown.

Hugo, Jekyll and Liquid, Jinja, ERB, WordPress, Quarto and R Markdown, Pandoc's attributes and MDX.
"""

import re

ARGUMENT = r"""(?:"[^"]*"|'[^']*'|\{[^{}]*\})"""
WITHIN = r"(?:(?!\n[ \t]*\n)[^{}]|\{(?!\{)|\}(?!\})){0,2000}?"
"""What comes between double braces: anything but further ones, and not across the end of a paragraph."""
TEMPLATE = re.compile(
    "|".join(
        (
            r"\{%-?\s*comment\s*-?%\}(?:(?!\{%-?\s*comment).){0,20000}?\{%-?\s*endcomment\s*-?%\}",  # Liquid's
            r"\{/\*(?:(?!\{/\*|\*/\}).){0,20000}\*/\}",  # {/* MDX's */}
            rf"\{{\{{{WITHIN}\}}\}}",  # {{< figure >}}, {{% notice %}}, {{ site.title }}
            r"\{%(?:(?!\n[ \t]*\n|\{%|%\}).){0,2000}%\}",  # {% include image.html %}
            r"<%(?:(?!\n[ \t]*\n|<%|%>).){0,2000}%>",  # <%= link %>
            r"\{\#(?:(?!\n[ \t]*\n|\{\#).){0,2000}?\#\}",  # {# a comment #}
            r"(?<=[ \t\])\w])\{[.#:][\w-]+[^{}\n]{0,200}\}",  # a heading's {#name .class}, kramdown's {: .note}
            r"^[ \t]*:{3,}[^\n]{0,200}$",  # ::: {.callout-note}
            r"^\{:[^{}\n]{0,200}\}[ \t]*$",  # {: .lead} below its paragraph
            r"\[/?(?:caption|gallery|embed|audio|video|playlist|wp_caption|contact-form-7|vc_\w+|et_pb_\w+)"
            r"(?:\s[^\]\n]{0,500})?/?\]",  # [caption id="a1"]
            rf"</?[A-Z][\w.]*(?:\s+[\w:-]+(?:={ARGUMENT})?){{0,30}}\s*/?>",  # <Figure src={mill} />
            r"^import\s[\w\s{},*]{1,300}\sfrom\s[\"'][^\"'\n]{1,200}[\"'];?[ \t]*$",
            r"(?<![\w{$])\{[A-Za-z_$][\w$]*(?:\.[\w$]+)+\}",  # {frontmatter.title}
            r"\[\[\s*toc\s*\]\]|^\[toc\][ \t]*$",
        )
    ),
    re.DOTALL | re.MULTILINE,
)
CODE = re.compile(r"(?:r|py|python|julia|\{(?:r|python|julia|ojs)\})\s+\S")
"""A code span that a notebook runs: `r nrow(deaths)`."""
PRIVATE = range(0xE000, 0xF8FF)


def masked(text: str) -> tuple[str, str]:
    """Return the text with a filler for every character of a template, and the filler; "" if there is none.

    The filler, a private-use character that isn't in the text, is a letter to Markdown, so what was part of a sentence
    still is. A template on lines of its own becomes blank lines unless a sentence continues below it. Offsets stay.
    """
    if TEMPLATE.search(text) is None:
        return text, ""
    filler = next(sign for sign in map(chr, PRIVATE) if sign not in text)

    def mask(found: re.Match[str]) -> str:
        opens = text.rfind("\n", 0, found.start()) + 1
        closes = text.find("\n", found.end())
        closes = len(text) if closes < 0 else closes
        alone = not text[opens : found.start()].strip() and not text[found.end() : closes].strip()
        if alone and not text[closes + 1 : closes + 2].islower():
            return re.sub(r"[^\n]", " ", found[0])
        return re.sub(r"[^\n]", filler, found[0]) if "\n\n" in found[0] else filler * len(found[0])

    hidden = TEMPLATE.sub(mask, text)
    # "The dam, {{< note >}}, holds" needs one comma.
    return re.sub(rf"(?<=,)([ \t]*{filler}{{1,2000}}[ \t]*),", rf"\1{filler}", hidden), filler


def is_run(code: str) -> bool:
    """Tell whether a code span is run when the page is made, so that readers don't see its words."""
    return CODE.match(code) is not None
