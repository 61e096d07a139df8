from briefings.models.annotation import Annotation, Citation, KeyPoint
from briefings.models.appearances import Appearance, Entry
from briefings.models.briefing import Briefing, SlugRedirect
from briefings.models.comment import Comment
from briefings.models.correction import Correction
from briefings.models.delivery import Delivery
from briefings.models.edition import Edition, Rendition
from briefings.models.late import EditionSource, LateAnswer
from briefings.models.proposed import ProposedSentence
from briefings.models.reader import ErrorReport, StandingPage
from briefings.models.revision import Revision
from briefings.models.rolling import RollingDraft
from briefings.models.search import SearchText
from briefings.models.seconding import ProposedCorrection
from briefings.models.webhook import Webhook

__all__ = [
    "Annotation",
    "Appearance",
    "Briefing",
    "Citation",
    "Comment",
    "Correction",
    "Delivery",
    "Edition",
    "EditionSource",
    "Entry",
    "ErrorReport",
    "KeyPoint",
    "LateAnswer",
    "ProposedCorrection",
    "ProposedSentence",
    "Rendition",
    "Revision",
    "RollingDraft",
    "SearchText",
    "SlugRedirect",
    "StandingPage",
    "Webhook",
]
