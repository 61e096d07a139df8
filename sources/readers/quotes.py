"""What of an e-mail's text is not its sender's: quoted replies and signatures, in the words of several languages."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from sources.readers.compose import FORWARDED, QUOTED, SIGNATURE, Stripped
from sources.text.types import Block

LONGEST_HEAD = 300
LONGEST_SIGNATURE = 15
"""Lines after the mark of a signature; more of them are no signature."""
FEWEST_LABELS, MOST_LABELS = 3, 8
LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|$)")
OPENERS = re.compile(
    r"(?:On|Am|Le|El|Il|Op|Em|Den|Dnia|W dniu|Il giorno|Пт|Вт|Ср|Чт|Пн|Сб|Вс|\d{1,4}[-./年])\b", re.IGNORECASE
)
WROTE = re.compile(
    r"\b(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:\(?a\)?)?|пишет|написала?"
    r"|kirjoitti|yazdı|写道)\b",
    re.IGNORECASE,
)
ORIGINALS = (
    r"original message|ursprüngliche nachricht|originalnachricht|message d['’]origine|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht|mensagem original|oprindelig meddelelse|ursprungligt meddelande"
    r"|opprinnelig melding|wiadomość oryginalna|исходное сообщение|原始邮件"
)
FORWARDS = (
    r"(?:begin )?forwarded message|weitergeleitete nachricht|anfang der weitergeleiteten nachricht|message transféré"
    r"|début du message (?:transféré|réexpédié)|mensaje reenviado|inicio del mensaje reenviado|messaggio inoltrato"
    r"|doorgestuurd bericht|mensagem encaminhada|vidarebefordrat meddelande|videresendt (?:meddelelse|melding)"
    r"|przekazana wiadomość|пересланное сообщение|转发邮件"
)
ORIGINAL = re.compile(rf"[-_*\s]*(?:{ORIGINALS})[-_*:\s]*", re.IGNORECASE)
FORWARD = re.compile(rf"[-_*\s]*(?:{FORWARDS})[-_*:\s]*", re.IGNORECASE)
LABEL = re.compile(r"\*?(?P<word>[^\W\d]{1,14})\s?\*?[:：]\*?(?:\s|$)")
FROM = frozenset({"from", "von", "de", "da", "van", "från", "fra", "od", "от", "发件人"})
SUBJECT = frozenset(
    {
        "subject",
        "betreff",
        "objet",
        "asunto",
        "oggetto",
        "onderwerp",
        "assunto",
        "ämne",
        "emne",
        "temat",
        "тема",
        "主题",
    }
)
RULES = re.compile(r"[-_\s]*")


@dataclass(frozen=True, slots=True)
class Line:
    """One line with where it stands; `text` is without the white space at its ends."""

    start: int
    end: int
    text: str

    @property
    def quoted(self) -> bool:
        return self.text.startswith(">")


def blocks(text: str, is_forward: bool) -> tuple[Block, ...]:
    """The pieces that are not the sender's, in order. None where nothing else would be left.

    Of a forwarded message (`is_forward`, or it says so) only the head is set aside: the message is what was sent.
    """
    lines = list(_lines(text))
    found = _joined(_blocks(lines, is_forward))
    own = "".join(text[start:end] for start, end in _between(found, len(text)))
    return tuple(found) if any(char.isalnum() for char in own) else ()


def _joined(found: Iterable[Block]) -> list[Block]:
    """Neighbours of one kind are one: who wrote, and what they wrote."""
    joined: list[Block] = []
    for block in found:
        if joined and joined[-1].end == block.start and joined[-1].reason == block.reason:
            block = replace(block, start=joined.pop().start)
        joined.append(block)
    return joined


def _lines(text: str) -> Iterator[Line]:
    for match in LINE.finditer(text):
        if match.group():
            yield Line(match.start(), match.end(), match.group().strip(" \t\r\n\xa0\u200b"))


def _between(found: Sequence[Block], length: int) -> Iterator[tuple[int, int]]:
    at = 0
    for block in found:
        yield at, block.start
        at = block.end
    yield at, length


def _blocks(lines: Sequence[Line], is_forward: bool) -> Iterator[Block]:
    at = next((at for at in range(len(lines)) if _head_size(lines, at) and not _is_quoted_after(lines, at)), len(lines))
    yield from _set_aside(lines[:at])
    if at == len(lines):
        return
    head = lines[at : at + _head_size(lines, at)]
    if is_forward or any(FORWARD.fullmatch(line.text) for line in head):
        yield _block(head, FORWARDED)
    else:
        yield _block(lines[at:], QUOTED)


def _is_quoted_after(lines: Sequence[Line], at: int) -> bool:
    """Whether what was said earlier is marked line by line, so that the sender's own words may stand below it."""
    if FORWARD.fullmatch(lines[at].text):
        return False
    after = range(at + _head_size(lines, at), len(lines))
    return next((lines[place].quoted for place in after if lines[place].text), False)


def _set_aside(lines: Sequence[Line]) -> Iterator[Block]:
    """The marked lines, with the line that says whose they are, and the signature before or after them."""
    at = 0
    for is_quoted, run in groupby(lines, key=lambda line: line.quoted):
        group = list(run)
        if is_quoted:
            yield _block(group, QUOTED)
        else:
            yield from _own(group, is_before_quote=at + len(group) < len(lines))
        at += len(group)


def _own(lines: Sequence[Line], is_before_quote: bool) -> Iterator[Block]:
    """What is not the report in the lines between two quotations."""
    end = len(lines)
    if is_before_quote:
        said = len(lines) - sum(1 for _ in takewhile(lambda line: not line.text, reversed(lines)))
        size = next((size for size in (1, 2) if said >= size and _wrote(_together(lines[said - size : said]))), 0)
        end = said - size if size else end
    mark = next((at for at, line in enumerate(lines[:end]) if line.text == "--"), end)
    if mark < end and sum(bool(line.text) for line in lines[mark:end]) <= LONGEST_SIGNATURE + 1:
        yield _block(lines[mark:end], SIGNATURE)
    if end < len(lines):
        yield _block(lines[end:], QUOTED)


def _together(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _block(lines: Sequence[Line], why: Stripped) -> Block:
    return Block(lines[0].start, lines[-1].end, why.kind, False, why.reason)


def _head_size(lines: Sequence[Line], at: int) -> int:
    """How many lines from here on are the head of an earlier message; 0 if they are none."""
    text = lines[at].text
    if ORIGINAL.fullmatch(text) or FORWARD.fullmatch(text):
        return 1 + _labels(lines, at + 1)
    if _labels(lines, at):
        return _labels(lines, at)
    return _attribution(lines, at)


def _labels(lines: Sequence[Line], at: int) -> int:
    """The lines of a block "From: … Sent: … To: … Subject: …", rules and blank lines before it among them."""
    start = at
    while at < len(lines) and at < start + 3 and RULES.fullmatch(lines[at].text.lstrip("> ")):
        at += 1
    words: list[str] = []
    while at < len(lines) and len(words) < MOST_LABELS and (match := LABEL.match(lines[at].text.lstrip("> "))):
        words.append(match["word"].casefold())
        at += 1
    is_head = len(words) >= FEWEST_LABELS and words[0] in FROM and not SUBJECT.isdisjoint(words)
    return at - start if is_head else 0


def _attribution(lines: Sequence[Line], at: int) -> int:
    """ "On 3 May 2025, Ada Brook <ada@harbour.example> wrote:", on one line or two.

    A report may say that somebody wrote something, so an address has to stand in it.
    """
    texts = {size: _together(lines[at : at + size]) for size in (1, 2)}
    return next((size for size, text in texts.items() if "@" in text and _wrote(text)), 0)


def _wrote(text: str) -> bool:
    is_short = len(text) <= LONGEST_HEAD and text.endswith((":", "："))
    return is_short and any(map(str.isdigit, text)) and bool(OPENERS.match(text) and WROTE.search(text))
