"""Do the turns found make an interview? Recipes, price lists, plays, explainers and rows of quotations do not."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from sources.text.transcripts.exchanges import ANSWERER, ASKER
from sources.text.transcripts.transcript import SENTENCE_ENDS
from sources.text.transcripts.turns import Draft

Test = Callable[[Draft, str], bool]

FEWEST_TURNS = 4
# With Q and A as labels the layout itself speaks for an interview.
FEWEST_MARKED_TURNS = 3
# Measured on the labelled interviews: the change of speaker is rarest in briefings and minutes (.62 of the pieces);
# lists under repeated field names change all the time and fail on the next two.
CHANGES = 0.3
# Share of turns that ask, or that say I, you, we. In minutes one turn in five asks; in lists none does.
ASKING = 0.1
PERSONAL = 0.3
ASKING_ENOUGH = 0.35
# Share of turns that end as sentences do. Interviews: .92 and more; menus and teasers under repeated words: .57 and
# less, lists of pros and cons up to .83 (these fail elsewhere).
ENDED = 0.75
# A speaker whose turns are mostly short and end no sentence is the name of a field.
FIELD_VALUES = 0.5
FIELD_VALUE_LENGTH = 80
# Share of lines that end no sentence, in a text that is not wrapped: .10 at most in interviews, .34 and more in menus.
LOOSE_LINES = 0.3
# A share of turns that are nothing but quotations, above which they are a row of quotations.
QUOTED = 0.5
# Turns of which this share open with a line of more characters than that which opens another turn too are headings, and
# their entries in a list of contents.
REPEATED, REPEATED_LENGTH = 0.5, 30
# Of unlabelled answers, this share speaks of itself; an explainer's never do.
FIRST_PERSON = 0.6
# Long dashes that ask and answer in turn speak for themselves; hyphens are lists as well.
DASHES_ASK = 0.6
DASHES_ANSWER = 0.35
# Behind Q and A less will do: a shop's answers never say I.
FIRST_PERSON_MARKED = 0.25
ADDRESSED = 0.4
# How often you is said for one I: .6 at most in unlabelled interviews, .8 and more in columns that address the reader.
YOU_TO_I = 0.65

_QUESTION = re.compile(r"[?？؟]")
_PERSONAL = re.compile(
    r"\b(?:i|i['’](?:m|ve|d|ll)|my|me|you|your|you['’](?:re|ve|d|ll)|we|we['’](?:re|ve|d|ll)|our|us|"
    r"je|j['’]\w+|nous|vous|votre|vos|mon|yo|usted|ustedes|nosotros|mi|ich|wir|sie|ihr|ihre|mein|io|lei|noi|eu|"
    r"você|nós)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.?!…\"”’»)\]*_—–-]\s*$|\.{3}$|[。？！؟।]$")
_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]e|[Jj]e|[Jj]['’]\w+|[Mm]on|[Mm]oi|[Yy]o|[Ii]ch|[Mm]ein\w*|[Ii]o|[Ee]u)\b"
)
_ADDRESS = re.compile(
    r"\b(?:[Yy]ou|[Yy]ours?|[Yy]ourself|[Yy]ou['’]\w+|[Vv]ous|[Vv]otre|[Vv]os|[Tt]u|[Uu]sted|su|tú|Sie|Ihnen|Ihr\w*|[Dd]u|"
    r"[Dd]ir|[Dd]ich|[Dd]ein\w*|Lei|suo|sua|[Vv]ocê)\b"
)
_STAGE = re.compile(
    r"^\W{0,3}(?:ACT|SCENE|Act|Scene)\s+(?:[IVXLC]+|\d+|One|Two|Three|Four|Five)\b|\bExeunt\b|[(\[](?:Exit|Enter|"
    r"Exits|Enters|Aside)\b|"
    r"^\W{0,3}(?:Curtain|CURTAIN|Dramatis Personae|DRAMATIS PERSONAE|FADE (?:IN|OUT)|CUT TO|INT\.|EXT\.)",
    re.MULTILINE,
)
_CUE = re.compile(
    r"\b(?:interview(?:s|ed)?|q ?& ?a|in conversation with|spoke (?:to|with)|talked (?:to|with)|sat down with|"
    r"questions (?:for|to|with)|"
    r"asked (?:him|her|them)|entretien|entrevista|intervista|gespräch|interviú)\b",
    re.IGNORECASE,
)


def is_labelled_interview(drawn: Draft, introduction: str) -> bool:
    turns = [turn.words for turn in drawn.turns]
    marked = {"Q", "A", "Question", "Answer", "QUESTION", "ANSWER"} & set(drawn.speakers)
    if len(turns) < (FEWEST_MARKED_TURNS if marked else FEWEST_TURNS) or len(drawn.speakers) < 2:
        return False
    if len(turns) - 1 < CHANGES * (len(drawn.runs) - 1) or _STAGE.search(drawn.transcript.text):
        return False
    if _repeated(turns) > REPEATED:
        return False
    if (
        not _reads_as_speech(drawn, turns)
        or _share(turns, lambda words: words[0] in '"“«„' and words[-1] in '"”»“.,') > QUOTED
    ):
        return False
    if len(marked) == len(drawn.speakers) and not _CUE.search(introduction):
        return _first_person(drawn, drawn.speakers[1:]) >= FIRST_PERSON_MARKED
    asking = _share(turns, lambda words: bool(_QUESTION.search(words)))
    personal = _share(turns, lambda words: bool(_PERSONAL.search(words)))
    return asking >= ASKING_ENOUGH or (asking >= ASKING and (personal >= PERSONAL or bool(_CUE.search(introduction))))


def is_dashed_interview(drawn: Draft, introduction: str) -> bool:
    asked = _share(drawn.said(ASKER), lambda words: bool(_QUESTION.search(words[-80:])))
    answered = _share(drawn.said(ANSWERER), lambda words: bool(_QUESTION.search(words[-80:])))
    if asked < ADDRESSED:
        return False
    if asked >= DASHES_ASK and answered <= asked * DASHES_ANSWER and _long_dashes(drawn):
        return True
    return bool(_CUE.search(introduction)) or (answered < asked and _first_person(drawn, [ANSWERER]) >= FIRST_PERSON)


def is_question_interview(drawn: Draft, introduction: str) -> bool:
    """Unlabelled: the questions address somebody, who answers in the first person."""
    questions, answers = drawn.said(ASKER), drawn.said(ANSWERER)
    if len(answers) < len(questions) * 0.8 or not _reads_as_speech(drawn, answers):
        return False
    addressed = _share(questions, lambda words: bool(_ADDRESS.search(words)))
    own = _share(questions, lambda words: bool(_FIRST_PERSON.search(words)))
    if _CUE.search(introduction):
        return _first_person(drawn, [ANSWERER]) >= FIRST_PERSON_MARKED and not _addresses_reader(answers)
    asks_somebody = addressed >= ADDRESSED and own < ADDRESSED
    return asks_somebody and _first_person(drawn, [ANSWERER]) >= FIRST_PERSON and not _addresses_reader(answers)


def _long_dashes(drawn: Draft) -> bool:
    return drawn.transcript.text[drawn.runs[0].label_start] in "–—"


def _addresses_reader(answers: Sequence[str]) -> bool:
    """A column that puts questions to its reader says you nearly as often as I."""
    own = sum(len(_FIRST_PERSON.findall(words)) for words in answers)
    return sum(len(_ADDRESS.findall(words)) for words in answers) > YOU_TO_I * own


def field_names(drawn: Draft) -> set[str]:
    """Those among the speakers whose turns are no sentences: `Photo: Reuters`."""
    return {who for who in drawn.speakers if _share(drawn.said(who), _is_field_value) > FIELD_VALUES}


def _repeated(turns: Sequence[str]) -> float:
    opening = [words.partition("\n")[0] for words in turns]
    times = Counter(line for line in opening if len(line) > REPEATED_LENGTH)
    return _share(opening, lambda line: times[line] > 1)


def _is_field_value(words: str) -> bool:
    return len(words) <= FIELD_VALUE_LENGTH and not _is_ended(words)


def _is_ended(words: str) -> bool:
    return bool(_ENDED.search(words[-4:]))


def _reads_as_speech(drawn: Draft, turns: Sequence[str]) -> bool:
    if _share(turns, _is_ended) < ENDED:
        return False
    lines = [line for words in turns for line in words.splitlines() if line.strip()]
    loose = _share(lines, lambda line: line.rstrip()[-1] not in SENTENCE_ENDS)
    return drawn.transcript.wrapped or loose <= LOOSE_LINES


def _first_person(drawn: Draft, speakers: Sequence[str]) -> float:
    said = [words for speaker in speakers for words in drawn.said(speaker)]
    return _share(said, lambda words: bool(_FIRST_PERSON.search(words)))


def _share(turns: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, turns)) / len(turns) if turns else 0.0
