from briefings.models.annotation import Annotation, Citation, KeyPoint
from briefings.models.appearances import Appearance, Entry
from briefings.models.briefing import Briefing, SlugRedirect
from briefings.models.correction import Correction
from briefings.models.edition import Edition, Rendition
from briefings.models.late import EditionSource, LateAnswer
from briefings.models.reader import ErrorReport, StandingPage
from briefings.models.revision import Revision
from briefings.models.rolling import RollingDraft
from briefings.models.search import SearchText

__all__ = [
    "Annotation",
    "Appearance",
    "Briefing",
    "Citation",
    "Correction",
    "Edition",
    "EditionSource",
    "Entry",
    "ErrorReport",
    "KeyPoint",
    "LateAnswer",
    "Rendition",
    "Revision",
    "RollingDraft",
    "SearchText",
    "SlugRedirect",
    "StandingPage",
]
