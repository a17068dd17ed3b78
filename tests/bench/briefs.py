"""Short articles for an archive of any size: 100 to 150 words each, made up, no two alike.

Article `n` is the same on every machine. What happens, where, to how many and who says so is drawn for each; one
sentence in five neither counts nor quotes.
"""

import random
from typing import Any

_PLACES = (
    "Ardel Borne Calder Dunmoor Eastbridge Fenwick Garrow Hollin Inverlay Jarsdale Kestle Lorne Marsh Norbeck "
    "Ostley Pennhallow Quarrow Rushmere Selby Tarn Ulver Varrick Westlow Yarbrook"
)
PLACES = _PLACES.split()
_FIRST = "Ada Bernard Clara Daniel Edith Felix Grace Henry Irene Jonas Karen Louis Martha Nils Olga Peter Rosa"
FIRST = _FIRST.split()
_LAST = (
    "Kern Abbott Brandt Castell Dorsey Ekman Farrow Gill Haddon Ingram Jessop Lindqvist Mercer Novak Orton "
    "Pryce Quill Rowland Sayer Thorne Usher Vance Weller Yates Zeller"
)
LAST = _LAST.split()
_BODIES = (
    "the harbour board | the water company | the county council | the bus operator | the health authority | "
    "the fishers' union | the rail inspectorate | the housing charity | the weather service | the coast guard "
    "| the teachers' association"
)
BODIES = _BODIES.split(" | ")
_EVENTS = (
    "a flood | a fire at the timber yard | a gas leak | the closure of the ferry line | a strike at the port | "
    "the collapse of a footbridge | a week of storms | the sale of the hospital | a shortage of drinking water"
)
EVENTS = _EVENTS.split(" | ")
_THINGS = "homes villagers passengers jobs boats pupils farms patients trees wells workers shops"
THINGS = _THINGS.split()
_DONE = "moved affected lost inspected counted closed registered checked searched"
DONE = _DONE.split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
DAYS = _DAYS.split()
PLAIN = (
    "The road along the river stayed open through the night.",
    "A public meeting has been called in the old town hall.",
    "Nobody from the company was at the gate in the morning.",
    "Rain fell on the hills again, and the lower fields stood under water.",
    "The school kitchen served soup to those who had waited in the cold.",
    "Work on the new pier had begun in spring after a long dispute.",
)
SENTENCES = (
    "{who} of {body} said on {day} that {n} {things} had been {done} in {place}.",
    "According to {body}, at least {n} {things} were {done} since {day}.",
    "“We have never seen {n} {things} {done} in a single week,” {last} said.",
    "{body_} denied that more than {m} {things} had been {done}.",
    "About {p} percent of the {things} in {place} were {done}, up from {q} percent a year ago.",
    "Repairs will cost {n} thousand pounds, {last} told reporters.",
    "{who}, who lives in {place}, called the figures false.",
    "A report by {body} found that {m} of {n} {things} had not been {done}.",
    "“Nobody told us,” said {who}, a teacher. “The bridge was shut before noon.”",
    "{body_} has reportedly {done} {m} {things} without saying so.",
    "The total stood at {n} on {day}, {body} added.",
    "{n} {things} are still to be {done} before the end of the month.",
)


def brief(n: int) -> dict[str, Any]:
    """Return article number `n`, as an archive has it."""
    chance = random.Random(n)
    place, event = chance.choice(PLACES), chance.choice(EVENTS)
    lines = [f"{chance.randint(2, 900)} {chance.choice(THINGS)} {chance.choice(DONE)} after {event} in {place}"]
    words = len(lines[0].split())
    wanted = chance.randint(100, 140)
    while words < wanted:
        if chance.random() < 0.2:
            line = chance.choice(PLAIN)
        else:
            body = chance.choice(BODIES)
            last = chance.choice(LAST)
            line = chance.choice(SENTENCES).format(
                who=f"{chance.choice(FIRST)} {last}",
                last=last,
                body=body,
                body_=body[0].upper() + body[1:],
                day=chance.choice(DAYS),
                place=place,
                things=chance.choice(THINGS),
                done=chance.choice(DONE),
                n=chance.randint(12, 4000),
                m=chance.randint(2, 90),
                p=chance.randint(20, 90),
                q=chance.randint(5, 19),
            )
        lines.append(line)
        words += len(line.split())
    paragraphs = [lines[0], *(" ".join(lines[at : at + 2]) for at in range(1, len(lines), 2))]
    return {
        "id": f"brief-{n:05}",
        "text": "\n\n".join(paragraphs) + "\n",
        "url": f"https://desk.example/{n}",
        "date": f"2026-{n % 12 + 1:02}-{n % 28 + 1:02}",
    }
