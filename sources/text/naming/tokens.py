"""Words of the kept text with what their capitals are worth."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sources.text.fold import fold, plain
from sources.text.naming.lists import GIVEN_NAMES
from sources.text.naming.territories import demonyms, english_states
from sources.text.naming.words import FUNCTION_WORDS, INITIAL_ABBREVIATIONS, PARTICLES
from sources.text.types import Segment
from sources.text.word_sets import word_set

# Kinds of segment that name who wrote and sent the report, not who acts in it.
SKIPPED_KINDS = frozenset({"byline", "credit", "dateline"})
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’ʼ][^\W\d_]+|[-‐‑][^\W_]+)*")
ELISION = re.compile(r"(?:[ldscnjmt]|qu|dell|nell|all|un|dall)['’](?=[^\W\d_])", re.IGNORECASE)
CONTRACTIONS = word_set("s m d t ll re ve")
HYPHENS = re.compile(r"[-‐‑]")
# After these a capital says nothing: a new sentence, quotation, cell or label begins.
OPENERS = frozenset('.!?:;|•…\n\r"“”«»*·>#—')
LOWER_HEADS = word_set(
    """
    post pro anti pre mid ex non intra inter trans un sub counter former then vice self co semi neo ultra
    """
)
# Lower-case second halves that belong to a name ("Kim Jong-un"); any other ("Kremlin-backed") is cut off.
NAME_TAIL = 5
COMPOUND_TAILS = word_set(
    """
    led based style born held run made owned era wide like type funded free only rich bound built
    """
)
POSSESSIVE_HEADS = word_set(
    """
    lord people women children workers king queen saint farmers teachers god men
    """
)
# A line this long that ends within a sentence was broken for width, if the next goes on in lower case, or if lines
# of this text do so at least this often.
SHORTEST_WRAPPED, FEWEST_WRAPS = 40, 2
WRAP = re.compile(r"[^\W\d_],?\n[a-zà-ÿ]")
SENTENCE_ENDS = frozenset('.!?:;|"”»')
OPENING_QUOTES, CLOSING_QUOTES = frozenset("“\"‘'«„("), frozenset("”\"’'»“)")
LONGEST_WORD = 60
HEADLINE_SHARE = 0.7
SHOUTING_SHARE = 0.8
SHOUTING_LETTERS = 8


@dataclass(slots=True)
class Token:
    """One word. `low`: lower case without accents. `opens`: stands where any word would have a capital.

    `titled`: in a line in headline case or capitals. `near`: only a space (or an abbreviation's full stop) from the
    word before. `gap`: the characters from the word before (at most a few).
    """

    start: int
    end: int
    text: str
    low: str
    capital: bool
    opens: bool = False
    titled: bool = False
    near: bool = False
    gap: str = ""
    possessive: bool = False
    title: bool = False

    @property
    def caseless(self) -> bool:
        """Is the word of a script without capitals?"""
        return self.text[0].lower() == self.text[0].upper() and self.text[0].isalpha()

    @property
    def acronym(self) -> bool:
        """Two and more capitals, and not merely in a shouted line ("RSF", "U.S.", "NGOs")."""
        letters = self.text.removesuffix("s").replace(".", "")
        return len(letters) > 1 and letters.isupper() and not self.titled


def tokens(text: str, segments: Sequence[Segment]) -> list[Token]:
    """The words of all kept segments whose names may be actors, in order."""
    found: list[Token] = []
    for segment in segments:
        if segment.kept and segment.kind not in SKIPPED_KINDS:
            for start, end in _lines(text, segment):
                found.extend(_line_tokens(text, start, end))
    return found


def _lines(text: str, segment: Segment) -> Iterator[tuple[int, int]]:
    """The lines of a segment; where they were broken for width only, those that belong together are one."""
    start = line = segment.start
    wrapped = len(WRAP.findall(text, segment.start, segment.end)) >= FEWEST_WRAPS
    while line < segment.end:
        stop = text.find("\n", line, segment.end)
        stop = segment.end if stop < 0 else stop
        following = text[stop + 1 : stop + 2]
        broken_for_width = stop - line >= SHORTEST_WRAPPED and text[stop - 1] not in SENTENCE_ENDS
        line = stop + 1
        if not (broken_for_width and (following.islower() or (wrapped and following.isalnum()))):
            yield start, stop
            start = line
    if start < segment.end:
        yield start, segment.end


def _line_tokens(text: str, start: int, end: int) -> list[Token]:
    words: list[Token] = []
    for match in WORD.finditer(text, start, end):
        run = match[0]
        if run.isascii() and run.isalpha() and len(run) <= LONGEST_WORD:
            words.append(Token(match.start(), match.end(), run, run.lower(), run[0].isupper()))
        else:
            words.extend(_pieces(text, match.start(), match.end()))
    last = None
    for word in words:
        _place(text, last, word)
        last = word
    _join_quoted_nicknames(words)
    if words and _in_headline_case(text[start:end], words):
        for word in words:
            word.titled = True
    return words


def _pieces(text: str, start: int, end: int) -> list[Token]:
    """A run of letters as one word or several: elisions, possessives and compounds are taken apart."""
    if end - start > LONGEST_WORD:
        return [Token(start, end, text[start:end], text[start:end].lower(), capital=False)]
    elided = ELISION.match(text, start, end)
    if elided and (text[elided.end()].isupper() or text[start].islower()) and text[start] not in "DO":
        return [_token(text, start, elided.end()), *_pieces(text, elided.end(), end)]
    cut, possessive = _without_contraction(text, start, end)
    parts = _compound(text, start, cut)
    parts[-1].possessive = possessive
    return parts


def _without_contraction(text: str, start: int, end: int) -> tuple[int, bool]:
    mark = max(text.rfind("'", start, end), text.rfind("’", start, end))
    if mark > start and text[mark + 1 : end].lower() in CONTRACTIONS:
        return mark, text[mark + 1 : end].lower() == "s"
    return end, False


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    low = plain(word).replace(".", "")
    capital = word[0].isupper() or _particle_compound(word)
    return Token(start, end, word, low, capital)


def _particle_compound(word: str) -> bool:
    """ "al-Burhan", "el-Sisi": a lower-case particle, a hyphen, a capital."""
    head, hyphen, tail = word.partition("-")
    return bool(hyphen) and head in PARTICLES and tail[:1].isupper()


def _compound(text: str, start: int, end: int) -> list[Token]:
    hyphen = HYPHENS.search(text, start, end)
    whole = _token(text, start, end)
    if not hyphen:
        return [whole]
    head, tail = text[start : hyphen.start()], text[hyphen.end() : end]
    if _split_head(head, tail):
        return [_token(text, start, hyphen.start()), *_compound(text, hyphen.end(), end)]
    if head[:1].isupper() and _cut_tail(tail):
        return [_token(text, start, hyphen.start()), _token(text, hyphen.end(), end)]
    return [whole]


def _split_head(head: str, tail: str) -> bool:
    """Is this a compound of two words ("post-Assad", "Mali-Sudan") and not one name ("Guinea-Bissau")?"""
    if not tail[:1].isupper():
        return False
    if head.islower():
        return head not in PARTICLES and (head in LOWER_HEADS or len(head) > 2)
    both = (fold(head), fold(tail))
    return " ".join(both) not in english_states() and all(w in english_states() or w in demonyms() for w in both)


def _cut_tail(tail: str) -> bool:
    low = tail.lower()
    return tail.islower() and (
        len(tail) > NAME_TAIL or low in COMPOUND_TAILS or low in FUNCTION_WORDS or low.endswith("ed")
    )


def _place(text: str, before: Token | None, word: Token) -> None:
    """Fill in how a word stands to the one before it on its line."""
    if before is None:
        word.opens, word.gap = True, "\n"
        return
    word.gap = gap = text[before.end : word.start]
    if gap == " ":
        word.near = True
        return
    bare = gap.strip()
    if (
        (bare in ("", "&") and gap)
        or (gap == "" and not before.text[-1:].isalnum())
        or (bare == "." and _abbreviates(before))
        or (before.possessive and before.low in POSSESSIVE_HEADS)
    ):
        word.near = True
    else:
        word.opens = not OPENERS.isdisjoint(gap) or (gap[:1] in "-–" and bare == "")


def _abbreviates(word: Token) -> bool:
    return word.low in INITIAL_ABBREVIATIONS or (len(word.text) == 1 and word.capital)


def _join_quoted_nicknames(words: list[Token]) -> None:
    """A nickname in quotation marks inside a name is part of it (Ibrahim “Ibou” Keita)."""
    for given, nickname, surname in zip(words, words[1:], words[2:], strict=False):
        quoted = nickname.gap.strip() in OPENING_QUOTES and surname.gap.strip() in CLOSING_QUOTES
        if quoted and given.low in GIVEN_NAMES and given.capital and nickname.capital and surname.capital:
            nickname.near = surname.near = True
            nickname.opens = surname.opens = False


def _in_headline_case(line: str, words: list[Token]) -> bool:
    """Does every word of weight have a capital (headline case), or nearly every letter (shouting)?"""
    letters = sum(map(str.isalpha, line))
    if letters >= SHOUTING_LETTERS and sum(map(str.isupper, line)) > SHOUTING_SHARE * letters:
        return True
    weighty = [word for word in words if word.low not in FUNCTION_WORDS and word.text[0].isalpha()]
    if len(weighty) < 2 or line.rstrip().endswith((".", ",", ";", "!")):
        return False
    return sum(word.capital for word in weighty) >= HEADLINE_SHARE * len(weighty)
