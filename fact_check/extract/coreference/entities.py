"""Group an article's mentions into entities, with the fullest name and the gender of each.

A surname alone means whoever it last meant, unless somebody else of that name was introduced just before.
"""

from bisect import bisect_left
from collections.abc import Mapping

from fact_check.extract.coreference.mentions import Mention, Mentions
from fact_check.extract.coreference.name_words import BODY, first_names

JUST = 3
"""For how many sentences a surname may mean somebody who was just named rather than its earlier bearer."""


class Named:
    """A person or thing that an article names."""

    __slots__ = ("_fullest", "_introduced", "_persons", "_sure", "gender", "kin", "mentions", "name")

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.name: tuple[str, ...] = ()
        self._fullest: list[Mention] = []
        """The fullest mention up to each."""
        self._introduced: list[Mention] = []
        self.gender = ""
        """ "m", "f", or "" if unknown."""
        self.kin = False
        """Whether it was introduced as somebody's relative."""
        self._persons = [0, 0]
        self._sure = False

    def add(self, mention: Mention) -> None:
        """Take in a later mention."""
        self.kin = mention.kin if not self.mentions else self.kin
        self.mentions.append(mention)
        self._fullest.append(max([*self._fullest[-1:], mention], key=_fullness))
        if len(mention.name) > len(self.name):
            self.name = mention.name
        if len(mention.name) > 1:
            self._introduced.append(mention)
        self.learn(mention.gender)
        if mention.person is not None:
            self._persons[mention.person] += 1
            self._sure = self._sure or (mention.person and (len(mention.name) > 1 or mention.titled))

    def learn(self, gender: str) -> None:
        """Keep a gender that a title, a first name or a pronoun showed."""
        self.gender = self.gender or gender

    @property
    def person(self) -> bool | None:
        """Tell whether it is a person; None if unknown."""
        no, yes = self._persons
        return True if self._sure else (yes >= no if yes or no else None)

    def latest(self, token: int) -> Mention | None:
        """Return its last mention before a token."""
        at = bisect_left(self.mentions, token, key=lambda m: m.at)
        return self.mentions[at - 1] if at else None

    def introduced(self, token: int) -> Mention | None:
        """Return its last mention before a token by more than one word of its name."""
        at = bisect_left(self._introduced, token, key=lambda m: m.at)
        return self._introduced[at - 1] if at else None

    def fullest(self, token: int) -> Mention | None:
        """Return the mention with the fullest wording before a token: most words of the name, a title, most words."""
        at = bisect_left(self.mentions, token, key=lambda m: m.at)
        return self._fullest[at - 1] if at else None


def _fullness(mention: Mention) -> tuple[int, bool, bool, int]:
    honoured = mention.titled and not mention.text.lower().startswith(("mr", "mrs", "ms"))
    return len(mention.name), honoured, not mention.quoted, len(mention.text)


class Entities:
    """The entities of a Doc, as far as it has been read."""

    def __init__(self, mentions: Mentions, genders: Mapping[tuple[str, ...], str] | None = None) -> None:
        """Group the mentions; `genders` has what earlier stretches of the article showed of names."""
        self.everyone: list[Named] = []
        self._by_last: dict[str, list[Named]] = {}
        self._by_first: dict[str, list[Named]] = {}
        self._by_initials: dict[str, list[Named]] = {}
        self._meant: dict[str, Named] = {}
        self._of: dict[int, Named] = {}
        self._unsure: dict[int, list[Named]] = {}
        for mention in mentions.all:
            if mention.name:
                self._place(mention)
        for named in self.everyone:
            named.learn((genders or {}).get(named.name, ""))

    def genders(self) -> dict[tuple[str, ...], str]:
        """Return what is known so far, for the article's next stretch."""
        return {n.name: n.gender for n in self.everyone if n.gender}

    def of(self, token: int) -> Named | None:
        """Return the entity named at a token; None if there is none, or two are possible."""
        return self._of.get(token)

    def unsure(self, token: int) -> list[Named]:
        """Return the entities that may be named at a token, if there are two or more."""
        return self._unsure.get(token, [])

    def called(self, word: str, token: int) -> list[Named]:
        """Return everyone whose name ends with a word and who has been named before a token."""
        return [n for n in self._by_last.get(word, []) if n.mentions[0].at < token]

    def bare(self, word: str, gender: str, token: int, sentence: int) -> list[Named]:
        """Return whom one word of a name may mean: one if it is clear, else the latest named first."""
        fitting = [n for n in self.called(word, token) if not (gender and n.gender and n.gender != gender)]
        if len(fitting) > 1:  # a relative who has the same name goes by the first
            fitting = [n for n in fitting if not n.kin] or fitting
        if len(fitting) < 2:
            return fitting
        meant = self._meant.get(word)
        ago = {id(n): sentence - m.sentence for n in fitting if (m := n.introduced(token)) is not None}
        fresh = [n for n in fitting if n is not meant and ago.get(id(n), JUST + 1) <= JUST]
        if meant in fitting and not fresh:
            return [n for n in fitting if n is meant]
        if meant is None and len(fresh) == 1:
            return fresh
        return sorted(fitting, key=lambda n: ago.get(id(n), sentence))

    def _place(self, mention: Mention) -> None:
        found = self._alike(mention) if len(mention.name) > 1 else self._short(mention)
        if len(found) > 1:
            self._unsure[mention.at] = found
            return
        one = found[0] if found else Named()
        if not found:
            self.everyone.append(one)
        one.add(mention)
        keys = [(self._by_last, mention.name[-1])]
        if len(mention.name) > 1:
            keys.append((self._by_first, mention.name[0]))
            keys.append((self._by_initials, "".join(w[0] for w in mention.name if w[0].isalpha())))
        else:
            self._meant[mention.name[0]] = one
        for index, key in keys:
            if one not in (known := index.setdefault(key, [])):
                known.append(one)
        self._of[mention.at] = one

    def _alike(self, mention: Mention) -> list[Named]:
        same = [n for n in self._by_last.get(mention.name[-1], []) if _agree(n.name, mention.name)]
        exact = [n for n in same if len(n.name) > 1]
        if exact:
            return exact[:1]
        return [n for n in same if not (n.gender and mention.gender and n.gender != mention.gender)][:1]

    def _short(self, mention: Mention) -> list[Named]:
        word = mention.name[0]
        found = self.bare(word, mention.gender, mention.at, mention.sentence)
        if found and all(len(n.name) == 1 and not n.person for n in found):  # "Ford" after "Ford Motor Company"
            found = [n for n in self.shortened(word, mention.at, initials=False) if n.name[-1] in BODY] or found
        return found or self.shortened(word, mention.at, initials=mention.text.isupper())

    def shortened(self, word: str, token: int, *, initials: bool) -> list[Named]:
        """Return whom a first name, an organisation's first word or its initials may mean."""
        if initials and len(word) > 1:
            letters = word.replace(".", "")
            if found := [n for n in self._by_initials.get(letters, []) if n.mentions[0].at < token]:
                return found
        first = [n for n in self._by_first.get(word, []) if n.mentions[0].at < token]
        return [n for n in first if not n.person or n.name[-1] in BODY or word in first_names()]


def _agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Tell whether two names may be one person's: one last word, and first words that agree (`Donald J. Trump`)."""
    if len(a) == 1 or len(b) == 1 or a[0] == b[0]:
        return True
    short, long = sorted((a, b), key=len)
    return len(short) < len(long) and set(short) <= set(long)
