"""Hand things to other programs: the draft to an editor, a claim to the clipboard, a URL to the browser."""

from fact_check.claims import Piece
from fact_check.errors import FactCheckError
from fact_check.output.sanitize import inert
from fact_check.review.addresses import AddressError, address
from fact_check.review.editor import edit
from fact_check.review.panes.article import ArticleView
from fact_check.review.watching import Watching


class Handing(Watching):
    """Hands things to other programs, and takes the terminal back."""

    def edit_draft(self) -> None:
        """Hand the terminal to the editor at the claim's line, and take it back when the draft is closed."""
        draft, current = self.session.draft, self.session.current
        if draft is None:
            return
        at = current.claim.span.start if current is not None and current.claim is not None else 0
        failure = None
        with self.suspend():
            # An error raised in here would leave the terminal to the shell, without the screen.
            try:
                edit(draft.article.path, draft.article.text.count("\n", 0, at) + 1)
            except FactCheckError as error:
                failure = error
        try:
            article = self.reread(draft.article.path)
        except FactCheckError as error:
            failure = failure or error
        if failure is not None:
            self.say(str(failure))
            return
        self.find_again(self.session.number, article)

    def copy_claim(self) -> None:
        """Copy the claim and its source to the clipboard, if the terminal supports it."""
        current = self.session.current
        if current is None or current.claim is None:
            self.say("no claim here")
            return
        claim = current.claim
        source = f" ({claim.source.fullest})" if claim.source is not None else ""
        self.copy_to_clipboard(inert(f"{claim.span.text}{source}"))  # what is pasted into a shell commands it no more
        self.say("copied: the claim and its source" if source else "copied: the claim")

    def visit_support(self) -> None:
        """Open the claim's newest support: its address in the browser, its words in the article."""
        supports = [s for h in self.session.current.held for s in h.decision.supports] if self.session.current else []
        if not supports:
            self.say("no support yet; press e to mark it")
            return
        newest = supports[-1]
        if newest.url is not None:
            try:
                url = address(newest.url)
            except AddressError as error:
                self.say(f"{newest.url}: {error}")
                return
            self.open_url(url)
            self.say(f"opened: {url}")
        elif newest.at is not None and self.session.draft is not None:
            place = next(iter(self.session.draft.ground.places(newest.at)), None)
            if place is None:
                self.say("those words are no longer in the draft")
                return
            self.say(f"support: {newest.at.text}")
            self.query_one(ArticleView).show_lines(Piece(start=place.start, end=place.end))
