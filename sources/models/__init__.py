from sources.models.actors import Actor, ActorName, ActorRole, Mention
from sources.models.articles import RawText, SourceArticle
from sources.models.differences import Difference, DifferenceValue
from sources.models.expunging import ExpungeRequest
from sources.models.feeds import Feed, FeedEntry
from sources.models.fingerprints import EventKey, Fingerprint, SegmentCount, TermCount
from sources.models.interviews import Expert, Flag, Interview, Turn
from sources.models.jobs import IngestItem, IngestJob
from sources.models.merges import ActorDistinction, ActorMerge
from sources.models.namesakes import NameKey, Namesakes
from sources.models.origins import OriginWord
from sources.models.outlets import Outlet
from sources.models.relations import ActorRelation
from sources.models.segments import Segment
from sources.models.stories import Decision, Story, StoryMembership

__all__ = [
    "Actor",
    "ActorDistinction",
    "ActorMerge",
    "ActorName",
    "ActorRelation",
    "ActorRole",
    "Decision",
    "Difference",
    "DifferenceValue",
    "EventKey",
    "Expert",
    "ExpungeRequest",
    "Feed",
    "FeedEntry",
    "Fingerprint",
    "Flag",
    "IngestItem",
    "IngestJob",
    "Interview",
    "Mention",
    "NameKey",
    "Namesakes",
    "OriginWord",
    "Outlet",
    "RawText",
    "Segment",
    "SegmentCount",
    "SourceArticle",
    "Story",
    "StoryMembership",
    "TermCount",
    "Turn",
]
