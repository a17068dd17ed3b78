"""The draft in the reviewer's own editor, and its claims found again."""

from typing import TYPE_CHECKING

from fact_check.errors import FactCheckError
from fact_check.review.editor import edit

if TYPE_CHECKING:
    from fact_check.review.app import ReviewApp


def edit_draft(app: "ReviewApp") -> None:
    """Hand the terminal to the editor, and take it back when the draft is closed."""
    draft = app.session.draft
    if draft is None or app.session.at is None:
        return
    failure = None
    with app.suspend():
        # What is raised in here would leave the terminal to the shell, and the screen gone.
        try:
            edit(draft.article.path)
        except FactCheckError as error:
            failure = error
    try:
        article = app.reread(draft.article.path)
    except FactCheckError as error:
        failure = failure or error
    if failure is not None:
        app.say(str(failure))
        return
    app.find_again(app.session.at[0], article)
