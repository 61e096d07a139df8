"""Who asks and who answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sources.text.transcripts.transcript_words import ANSWERING_WORDS, ASKING_WORDS

INTERVIEWER, INTERVIEWEE, UNKNOWN = "interviewer", "interviewee", "unknown"
_WORD = re.compile(r"[^\W\d_]+")
_QUESTION = re.compile(r"[?？؟]")
_WELCOMES = re.compile(
    r"welcome (?:back )?to (?:the|our|this) |welcome back,? (?:everyone|everybody)|(?:thanks|"
    r"thank you)(?: so much| again| very much)? "
    r"for (?:joining|coming|being (?:here|with us)|talking (?:to|with)|speaking (?:to|with)|your (?:time|"
    r"insight))|joining (?:me|us) today|"
    r"let's start with|my (?:next )?guest|our guest|tell (?:us|me|the listeners|listeners) (?:about|a (?:little|"
    r"bit)|how|what|more)|"
    r"(?:merci|gracias|danke|obrigad[oa]|grazie)[^.?!]{0,20} (?:d'avoir|por|für|per) ",
    re.IGNORECASE,
)
_IS_WELCOMED = re.compile(
    r"(?:thanks|thank you)(?: so much| again| very much)? for (?:having|inviting) (?:me|us)|(?:glad|good|great|"
    r"nice|happy|pleasure) to be "
    r"(?:here|back|on|with you)|my pleasure",
    re.IGNORECASE,
)
# A host's turn welcomes at most once or twice, so one such phrase weighs like three questions.
WELCOME_WEIGHT = 3
# The asker's share of turns with a question is at least this; below it nobody can be said to ask (debates, minutes).
ASKS_AT_LEAST = 0.3
# Among several voices, a second host asks as much as the keenest asker; or this share of it, and speaks at most so much
# longer; or speaks no longer at all and asks a good part. (Measured on talks with two hosts.)
ASKS_AS_MUCH = 0.9
ASKS_ALIKE = 0.55
HOST_LENGTH = 1.5
ASKS_SOME = 0.3


@dataclass(frozen=True, slots=True)
class Voice:
    """What one speaker said, turn by turn, and what stands beside the name."""

    speaker: str
    words: tuple[str, ...]
    additions: tuple[str, ...] = ()

    @property
    def asking(self) -> float:
        """From 0 to 1: how much of what is said asks, in turns."""
        asked = sum(bool(_QUESTION.search(words)) for words in self.words)
        ends = sum(bool(_QUESTION.search(words[-120:])) for words in self.words)
        welcomes = sum(bool(_WELCOMES.search(words)) for words in self.words) * WELCOME_WEIGHT
        welcomed = sum(bool(_IS_WELCOMED.search(words)) for words in self.words) * WELCOME_WEIGHT
        return min(1.0, max(0.0, ((asked + ends) / 2 + welcomes - welcomed) / len(self.words)))

    @property
    def length(self) -> float:
        """Characters a turn."""
        return sum(map(len, self.words)) / len(self.words)


def assign(voices: Sequence[Voice], introduction: str) -> Mapping[str, str]:
    """A role for each speaker; unknown for all when nobody asks more than the others."""
    said = {voice.speaker: said for voice in voices if (said := _said_by_label(voice))}
    rest = [voice for voice in voices if voice.speaker not in said]
    introduced = {voice.speaker: role for voice in rest if (role := _introduced(voice.speaker, introduction))}
    said |= introduced
    rest = [voice for voice in rest if voice.speaker not in said]
    if INTERVIEWER in said.values():
        return {voice.speaker: said.get(voice.speaker, INTERVIEWEE) for voice in voices}
    if INTERVIEWEE in said.values() and len(rest) == 1:
        return said | {rest[0].speaker: INTERVIEWER}
    return said | _by_questions(rest)


def _said_by_label(voice: Voice) -> str:
    words = {word.casefold() for word in _WORD.findall(" ".join((voice.speaker, *voice.additions)))}
    if "moderator" in words:
        return ""
    if words & ASKING_WORDS:
        return INTERVIEWER
    alone = {word.casefold() for added in voice.additions for word in _WORD.findall(added)}
    if alone & ANSWERING_WORDS or voice.speaker.casefold() in ANSWERING_WORDS:
        return INTERVIEWEE
    return ""


def _introduced(speaker: str, introduction: str) -> str:
    """`X interviews Y`, `Y sat down with X for an interview`, `we spoke with Y`."""
    surname = re.escape(speaker.split()[-1])
    name = rf"(?:[^\W\d_][\w.'’-]{{0,24}} ){{0,4}}{surname}\b"
    if re.search(rf"{name} (?:interviews|interviewed|spoke (?:to|with)|talked (?:to|with)|met)\b", introduction):
        return INTERVIEWER
    if re.search(rf"(?:sat down with|interviewed by|in conversation with) {name}", introduction):
        return ""
    if re.search(
        rf"(?:interviews|interviewed|spoke (?:to|with)|talked (?:to|with)|[Ii]nterview with) {name}", introduction
    ):
        return INTERVIEWEE
    return ""


def _by_questions(voices: Sequence[Voice]) -> dict[str, str]:
    if not voices:
        return {}
    most = max(voice.asking for voice in voices)
    if most < ASKS_AT_LEAST:
        return {voice.speaker: UNKNOWN for voice in voices}
    if len(voices) == 2:
        asker = max(voices, key=lambda voice: (voice.asking, -voice.length))
        return {voice.speaker: INTERVIEWER if voice is asker else INTERVIEWEE for voice in voices}
    keenest = max(voices, key=lambda voice: voice.asking * len(voice.words))
    return {voice.speaker: INTERVIEWER if _hosts(voice, keenest) else INTERVIEWEE for voice in voices}


def _hosts(voice: Voice, keenest: Voice) -> bool:
    if voice.asking >= keenest.asking * ASKS_AS_MUCH:
        return True
    if voice.asking >= keenest.asking * ASKS_ALIKE:
        return voice.length <= keenest.length * HOST_LENGTH
    return voice.asking >= keenest.asking * ASKS_SOME and voice.length <= keenest.length
