"""Texts that a parser may choke on: a family of generators, each for any size. They read like nothing on earth."""

from collections.abc import Callable, Mapping
from itertools import count, islice

Generator = Callable[[int], str]

PROSE = """Harbour reopens after the storm

By Nora Linde
3 March 2024

The harbour of Oster was opened again on Sunday after three days of storm, and the first ferries have left for the
islands with food, post and more than two hundred passengers who had been waiting in the town since Thursday.

"We were lucky that nobody was hurt," said the harbour master, Ida Brandt, who had closed the gates on her own word.

"""


def _repeated(piece: str) -> Generator:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def _counted(pattern: str) -> Generator:
    """Pieces that differ: `{word}` stands for a made-up word, `{n}` for a small number."""

    def generate(size: int) -> str:
        pieces = (pattern.format(word=_word(number), n=number % 28 + 1) for number in count())
        return "".join(islice(pieces, size // (len(pattern) - 6) + 1))[:size]

    return generate


def _word(number: int) -> str:
    """The number in letters, from "Ba" on: two letters a digit."""
    syllables = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru")
    return "".join(syllables[int(digit)] for digit in str(number)).capitalize()


def _after_prose(generate: Generator) -> Generator:
    return lambda size: PROSE + generate(max(0, size - 2 * len(PROSE))) + "\n\n" + PROSE


PIECES: Mapping[str, str] = {
    "one-letter lines": "a\n",
    "two letters, blank lines": "ab\n\n",
    "line ends": "\n",
    "carriage returns": "\r",
    "spaces": " ",
    "tabs": "\t",
    "spaced letters": "a ",
    "form feeds": "\x0c",
    "no spaces": "abcdefgh",
    "one capital": "A",
    "one word": "word ",
    "labels": "Name: x\n",
    "labels on their own": "Name:\n",
    "labels in one line": "Name: x. ",
    "colons": ":",
    "colon words": "a: ",
    "Q and A": "Q:\nA:\n",
    "Q and A spoken": "Q: Why is that so?\nA: I do not know it.\n",
    "Q and A stacked": "Q. Q. A. A. ",
    "questions": "Why?\n\n",
    "questions answered": "Why is that?\n\nI do not know.\n\n",
    "question marks": "?",
    "headings": "# Why?\n\n",
    "headings alone": "## a\n",
    "straight quotes": '"',
    "quotes": "“",
    "closing quotes": "”",
    "quote pairs": "“a” ",
    "quoted lines": '"Why it is so I cannot say"\n\n',
    "apostrophes": "a'",
    "brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "insert brackets": "[Insert ",
    "braces": "{{ ",
    "template marks": "<% ",
    "dollar braces": "${",
    "dots": ".",
    "dotted letters": "a.b.c.",
    "dotted capitals": "A.B.C.",
    "spaced dots": ". ",
    "glued sentences": "end.Then ",
    "lowered sentences": "ended. then it ",
    "glued small words": "war.by ",
    "commas": ",",
    "glued commas": "a,b",
    "capitals": "AAAA ",
    "capital words": "Anna Berg ",
    "capital initials": "A. B. ",
    "digits": "0123456789",
    "figures": "12 ",
    "addresses": "https://example.org/a?b=c&d=e ",
    "glued addresses": "https://",
    "mail addresses": "a@b.c ",
    "at signs": "@",
    "quoting": "> ",
    "quoted mail": "> a\n",
    "bullets": "- a\n",
    "dashes": "- ",
    "long dashes": "— ",
    "dashed turns": "— Why is that?\n\n— I say so.\n\n",
    "hyphens": "-",
    "hyphened": "a-b-",
    "tables": "| a | b |\n",
    "bars": "|",
    "stars": "*",
    "bold": "**",
    "bold letters": "**a** ",
    "bold labels": "**Name:** x\n",
    "underscores": "_",
    "combining marks": "a\u0301\u0323\u0308",
    "combining alone": "\u0301",
    "Chinese": "新闻报道",
    "Chinese sentences": "新闻。报道！",
    "Japanese": "ニュースです",
    "Thai": "ข่าววันนี้",
    "Arabic": "أخبار اليوم ",
    "Hindi": "समाचार ",
    "emoji": "👩‍👩‍👧‍👦🏴",
    "zero width": "\u200b",
    "zero width words": "a\u200bb\u200d",
    "marks of order": "\u202e\u202d",
    "soft hyphens": "a\u00ad",
    "no-break spaces": "\u00a0",
    "time stamps": "[00:01:02] ",
    "stamped lines": "00:01\nName\n",
    "stamped labels": "[00:01:02] Name: x\n",
    "same paragraph": "The council met on Monday and agreed on nothing, as it had in the weeks before, said Anna Berg.\n\n",
    "same sentence": "The council met on Monday and agreed on nothing. ",
    "dates": "3 March 2024\n",
    "dates in a line": "3 March 2024 ",
    "numeric dates": "1/1/2024 ",
    "broken dates": "1/1/",
    "months": "March ",
    "by lines": "By Anna Berg\n",
    "by words": "By ",
    "by and by": "By Anna Berg and ",
    "menus": "Home\nNews\nSport\n",
    "captions": "Photo: ",
    "agencies": "BERLIN (dpa) - ",
    "titles": "Dr. ",
    "honours": "President ",
    "said": "said ",
    "according to": "according to ",
    "percent": "5 percent of ",
    "money": "$5 million ",
    "ranges": "5-6-",
    "stock phrases": "a game-changer; only time will tell. ",
    "leftovers": "As an AI language model, I. ",
    "leftover starts": "this is is is ",
    "mojibake": "â€œÃ©â€\x9dÂ ",
    "mojibake letters": "Ã",
    "mojibake marks": "â€",
    "replacement": "\ufffd",
    "null signs": "\u2400",
    "stages": "(Exit) ",
    "spaces and a letter": " " * 200 + "a",
    "blank lines and a letter": "\n" * 200 + "a",
    "lines of spaces": " " * 60 + "\n",
    "letters and far spaces": "a" + " " * 2000,
    "stops and spaces": "." + " " * 500,
    "colon and spaces": "Name" + " " * 500 + ":",
    "wrapped": "the council met on Monday and agreed on nothing at all in its\n",
    "page dump": "Home\nShare\nThe council met on Monday and agreed on nothing, as it had in the weeks before, said Ann.\n",
}
COUNTED: Mapping[str, str] = {
    "new labels": "{word}: x\n",
    "new labels of two": "{word} Berg: I say so.\n",
    "new labels on their own": "{word} Berg\nI say so, and you?\n",
    "new labels in one line": "I say so. {word} Berg: And you? ",
    "new speakers twice": "{word} Berg: I say so, do you?\n{word} Berg: No.\n",
    "new bold labels": "**{word} Berg:** And you? I say so.\n\n",
    "new initials": "{word} Berg: I say so.\nB: Why?\n",
    "new names": "{word} Berg met {word} Holm of {word} Bank. ",
    "new surnames": "Anna {word} spoke. ",
    "new titles": "President {word} {word} met Minister {word}. ",
    "new capital words": "{word} ",
    "new small words": "the {word} of a {word} is\n",
    "new acronyms": "the {word} Workers Union (XYZ) and ",
    "new lines": "{word} opens\n",
    "new paragraphs": "The {word} council met on Monday and agreed on nothing of {word}, as in weeks before, said Ann.\n\n",
    "new sentences": "The {word} council met on {n} March 2024 in {word}, said Anna {word}. ",
    "new questions": "Why is {word} so?\n\nI do not know {word}.\n\n",
    "new quotes": "“{word} is so,” said {word} Berg. ",
    "new quoted lines": '"{word} is what I cannot say"\n\n',
    "new dates": "{n} March 2024, {word}\n",
    "new by lines": "By {word} Berg\n",
    "new headings": "## {word}\n\nI say so.\n\n",
    "new figures": "{n} of {n} percent, {word}, ",
    "new table rows": "| {word} | {n} |\n",
    "new addresses": "https://{word}.example/{word} ",
    "new biographies": "About {word} Berg\n{word} Berg is a journalist who writes about {word}.\n",
    "new bullets": "- {word} is so\n",
}

ALL: Mapping[str, Generator] = {
    **{name: _repeated(piece) for name, piece in PIECES.items()},
    **{name: _counted(pattern) for name, pattern in COUNTED.items()},
}
"""By name: a text of (about) so many code points."""

IN_PROSE: Mapping[str, Generator] = {f"{name}, in prose": _after_prose(generate) for name, generate in ALL.items()}
"""The same between two pieces of a report, which opens other ways through the text floor."""
