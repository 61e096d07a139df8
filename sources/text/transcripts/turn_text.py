"""What inside a transcript is no one's words: headings, captions, breaks, the matter that closes a page."""

import re

from sources.text.page import rule_words
from sources.text.transcripts.transcript import Line, Transcript
from sources.text.transcripts.transcript_words import ASKING_WORDS, NO_SPEAKERS

# A section heading is short: of 29 in labelled interviews one has 12 words, the others at most 8.
HEADING_MOST_WORDS = 12
HEADING_MOST_LENGTH = 90
# A pull quote stands within so many characters of the words it repeats.
PULL_QUOTE_REACH = 20_000

# `Presenter: Ruth Obi` is a line of a programme, no heading.
FIELD_NAMES = NO_SPEAKERS | ASKING_WORDS

_MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_BREAK = re.compile(
    r"[*_]{0,3}(?:break|music|advertisement|ad break|intro|outro|jingle|sponsor|sponsors)[*_]{0,3}\s?:[*_]{0,3}",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:file )?(?:photo|image|picture|photograph|foto|bild|bildrechte|imagen|фото)\s?(?::|of |by |courtesy)|"
    r".{0,200}\b(?:photo|image|picture|photograph|photo credit|foto)\s?: ?\S.{0,60}$",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:\\?[#*_=~•-]\s?){3,}$|-?\s?(?:end|ends|30)\s?-?$", re.IGNORECASE)
_CLOCK_LINE = re.compile(r"\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?$", re.IGNORECASE)
_CLOSING = re.compile(
    r"""
    tags?\s?:|topics?\s?:|categor(?:y|ies)\s?:|filed\ under|share\ (?:this|on|your|via)|leave\ a\ (?:reply|comment)|
    comments?$|
    \d*\ ?comments?$|related\ (?:posts?|articles?|stories|reading|content)|you\ (?:may|might)\ also\ like|(?:about|
    view\ all\ posts\ by)\ \S|
    (?:original\ )?sources?\s?:|read\ (?:more|next|also)\b|more\ (?:from|on|stories)\b|see\ also\b|subscribe|
    sign\ up|follow\ (?:us|me|him|her|them)\b|
    your\ e-?mail\ address|what\ (?:do\ you\ think|are\ your\ thoughts)|copyright|©|all\ rights\ reserved|
    for\ more\ (?:insights?|information|details|stories|news)|click\ here|listen\ to\ (?:this|the\ full)|
    advertisement$|newsletter|
    next\ (?:post|article)|previous\ (?:post|article)|photo\ credit|post\ navigation|editor[’']?s\ note|print\ this|
    \(?(?:reporting|writing|editing|edited|interviewed|interview|compiled|photographs?|translated|translation|
    additional\ reporting)\ by\b|
    [([*_]{0,2}(?:this|the)\ (?:\S+\ ){0,3}(?:interview|conversation|transcript|discussion|q\s?&\s?a)\ (?:has\ been|
    was|were|is|first|originally)\b|
    (?:propos\ recueillis|recogido|traducción|traduit|das\ (?:gespräch|interview)\ führte|quelle\s?:|fuente\s?:)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_OF_SOMEBODY = re.compile(
    r"[*_]{0,3}(?:[^\W\d_a-z][\w'’-]*\.? ){1,3}[^\W\d_a-z][\w'’-]+[*_]{0,3}"
    r"(?:,| (?:is|was|has|writes|covers|works|teaches|lives|reports|edits|leads)\b)"
)
_LIVES_BY = re.compile(
    rf"\b(?:{rule_words.BIO_WORDS}|professor|lecturer|fellow|researcher|teaches|director)\b", re.IGNORECASE
)
_SELF = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Oo]ur|[Uu]s)\b")
# A sentence that is never an answer's, wherever it hangs.
CLOSING_SENTENCE = re.compile(
    r"(?<=[.?!…\"”’)\s])(?:what (?:do you think|are your thoughts)\b.{0,80}(?:comments|below)|share your (?:views|"
    r"thoughts|opinions?)\b|"
    r"this (?:html[ -]formatted |formatted )?(?:interview|article|conversation) (?:has been|is|was) "
    r"(?:formatted|designed|optimi[sz]ed|structured|edited|condensed|lightly|intended|translated)\b)",
    re.IGNORECASE,
)
_DATE_LIKE = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}\b|\b\d{1,2} (?:jan|feb|mar|apr|"
    r"may|jun|jul|aug|sep|oct|nov|dec)|"
    r"\d{4}-\d{2}-\d{2}|\b\d{1,3} min(?:ute)?s? read|\d:\d\d",
    re.IGNORECASE,
)
_NO_SECTION = re.compile(
    r"by [A-Z]|[-•*+] |table of contents?$|listen to|share this|interview$|entretien$|entrevista$|q ?& ?a\b|"
    r"transcript$|photo|image|home ",
    re.IGNORECASE,
)


def is_marked_heading(line: Line) -> bool:
    return line.text.startswith("#") and bool(_MARKDOWN_HEADING.match(line.text))


def heading_text(line: Line) -> str:
    """A heading's words without Markdown's dressing."""
    return re.sub(r"\s+#+$", "", _MARKDOWN_HEADING.sub("", line.text, count=1)).strip("*_ ")


def reads_as_heading(line: Line) -> bool:
    """A short line that ends no sentence and is no date, byline, caption or other furniture."""
    if is_marked_heading(line):
        return True
    words = line.text.strip("*_ ")
    if not words or len(words) > HEADING_MOST_LENGTH or len(words.split()) > HEADING_MOST_WORDS:
        return False
    if words[-1] in ".,;:…—-–?!" or not (words[0].isupper() or words[0] in "\"'“‘¿" or not words[0].islower()):
        return False
    if words.split(":")[0].casefold() in FIELD_NAMES or words[0].isdigit() or not any(char.isalpha() for char in words):
        return False
    return not is_furniture(line)


def is_furniture(line: Line) -> bool:
    """A byline, a date, a breadcrumb, a call to share or to listen: what stands around a piece."""
    words = line.text.strip("*_ ")
    return bool(_NO_SECTION.match(words) or _DATE_LIKE.search(words)) or is_no_words(line) or is_closing(line)


def is_no_words(line: Line) -> bool:
    """A break, a caption, a rule of stars."""
    return bool(_BREAK.match(line.text) or _CAPTION.match(line.text) or _RULE.match(line.text))


def is_closing(line: Line) -> bool:
    """The matter that follows a piece: credits, tags, calls to share, the time at which it ended."""
    words = line.text.lstrip("*_ ")
    return bool(_CLOSING.match(words) or _CLOCK_LINE.match(words) or _RULE.match(words))


def is_biography(line: Line) -> bool:
    """`Ben Writer is a reporter at …`: of somebody's work, in nobody's voice."""
    return bool(_OF_SOMEBODY.match(line.text) and _LIVES_BY.search(line.text) and not _SELF.search(line.text))


def is_pull_quote(transcript: Transcript, index: int) -> bool:
    """A paragraph in quotation marks whose words stand in the text a second time."""
    line = transcript.lines[index]
    if not transcript.alone(index) or line.text[0] not in "\"“«`'‘":
        return False
    words = line.text.strip("\"“”«»`'‘’ ")[:60]
    around = slice(max(0, line.start - PULL_QUOTE_REACH), line.start + PULL_QUOTE_REACH)
    return transcript.text[around].count(words) > 1 or line.text.startswith("``")
