"""The shape of the JSON API, field by field. The bytes come from stored renditions; a test holds both together."""

from rest_framework import serializers as s


class EditionInfo(s.Serializer[object]):
    number = s.IntegerField()
    kind = s.ChoiceField(["first", "update", "correction", "clarification", "minor", "retraction"])
    note = s.CharField()
    published_at = s.DateTimeField()


class Summary(s.Serializer[object]):
    uid = s.UUIDField()
    id = s.CharField(help_text="urn:uuid: and the uid: the identity, in feeds as well.")
    uri = s.URLField(help_text="Where its JSON is now.")
    slug = s.SlugField()
    url = s.URLField()
    api_url = s.URLField()
    status = s.ChoiceField(["published", "retracted"])
    headline = s.CharField()
    standfirst = s.CharField()
    language = s.CharField()
    direction = s.ChoiceField(["ltr", "rtl"])
    topics = s.ListField(child=s.CharField())
    authors = s.ListField(child=s.CharField())
    trust = s.ListField(child=s.CharField())
    report_count = s.IntegerField()
    has_interview = s.BooleanField()
    has_correction = s.BooleanField(help_text="Whether any edition corrected or clarified it.")
    edition = EditionInfo()
    first_published_at = s.DateTimeField()
    sha256 = s.CharField(help_text="SHA-256 of the edition's canonical document (RFC 8785).")


class SummaryPage(s.Serializer[object]):
    next = s.URLField(allow_null=True)
    previous = s.URLField(allow_null=True)
    results = Summary(many=True)


class Passage(s.Serializer[object]):
    source = s.UUIDField(help_text="The uid of a source of this document.")  # type: ignore[assignment]  # the contract names it so
    number = s.IntegerField(help_text="The report's number on the page.")
    exact = s.CharField(help_text="The report's own words.")
    start = s.IntegerField(help_text="Code points of the raw text.")
    end = s.IntegerField()
    attributed_to = s.CharField(allow_blank=True, help_text="Who the report has it from, and by which channel.")
    basis = s.ChoiceField(["statement", "document", "own reporting", "another outlet", "none named"])
    notices = s.ListField(child=s.CharField())


class CitedPassage(Passage):
    before = s.CharField()
    after = s.CharField()


class Support(s.Serializer[object]):
    status = s.ChoiceField(["established", "shared", "single", "unknown"])
    words = s.CharField()
    reports = s.IntegerField()
    independent = s.IntegerField()


class KeyPoint(s.Serializer[object]):
    id = s.CharField()
    text = s.CharField()
    support = Support()
    citations = Passage(many=True)


class Selector(s.Serializer[object]):
    exact = s.CharField()
    prefix = s.CharField()
    suffix = s.CharField()
    start = s.IntegerField(help_text="Code points of body.text.")
    end = s.IntegerField()
    start_utf16 = s.IntegerField(help_text="The same in UTF-16 code units.")
    end_utf16 = s.IntegerField()


class Annotation(s.Serializer[object]):
    id = s.CharField(help_text="Also the id of its note on the page.")
    number = s.IntegerField()
    kind = s.ChoiceField(["citation", "actor", "context", "dispute", "definition"])
    selector = Selector()
    note = s.CharField()
    actor = s.UUIDField(allow_null=True)
    difference = s.CharField(allow_null=True)
    citation = CitedPassage(allow_null=True, help_text="The first of its passages.")
    citations = CitedPassage(many=True, required=False, help_text="All of them; editions of before have the one.")
    support = Support(allow_null=True, required=False, help_text="How independent the reports are that say so.")


class FlagInfo(s.Serializer[object]):
    signal = s.CharField()
    explanation = s.CharField()


class Source(s.Serializer[object]):
    uid = s.UUIDField()
    number = s.IntegerField()
    headline = s.CharField()
    outlet = s.CharField()
    byline = s.CharField()
    authors = s.ListField(child=s.CharField())
    credited_to = s.CharField()
    credited_read = s.BooleanField(help_text="Whether the report it credits was read as well.")
    published_on = s.DateField(allow_null=True)
    dated = s.CharField(help_text="The date in words, or that there is none.")
    received_at = s.DateTimeField()
    url = s.CharField()
    language = s.CharField()
    sha256 = s.CharField()
    origin = s.CharField()
    copy_of = s.UUIDField(allow_null=True)
    withdrawn = s.BooleanField()
    flags = FlagInfo(many=True)


class Origin(s.Serializer[object]):
    id = s.CharField()
    established = s.BooleanField()
    words = s.CharField()
    sources = s.ListField(child=s.UUIDField())


class Said(s.Serializer[object]):
    """Editions of before have no dates and no sources."""

    starts_on = s.DateField(allow_null=True, required=False)
    ends_on = s.DateField(allow_null=True, required=False)
    sources = s.ListField(child=s.UUIDField(), required=False, help_text="Which of the sources say so.")


class Role(Said):
    title = s.CharField()
    organisation = s.CharField()


class Relation(Said):
    kind = s.ChoiceField(["leads", "member of", "fights", "allied with", "meets"])
    way = s.ChoiceField(["to", "from", "both"], help_text="To: this actor leads the other. From: the other leads it.")
    actor = s.UUIDField(help_text="The other one.")
    name = s.CharField()
    disputed = s.BooleanField()


class OtherActor(s.Serializer[object]):
    actor = s.UUIDField()
    name = s.CharField()


class Actor(s.Serializer[object]):
    uid = s.UUIDField()
    id = s.CharField()
    name = s.CharField()
    kind = s.ChoiceField(["person", "organisation", "armed group", "state", "place"])
    also_written = s.ListField(child=s.CharField())
    disputed_names = s.ListField(child=s.CharField(), required=False)
    roles = Role(many=True)
    relations = Relation(many=True, required=False)
    perhaps_same_as = OtherActor(many=True, required=False, help_text="Nobody knows whether these are one.")
    wikidata = s.CharField(required=False, help_text="The item's number, such as Q64; empty if there is none.")
    note = s.CharField()


class Value(Passage):
    value = s.CharField()
    origin = s.CharField(required=False, help_text="The id of the origin behind its report.")
    used = s.BooleanField(required=False, help_text="Whether the briefing uses it.")


class Difference(s.Serializer[object]):
    id = s.CharField()
    attribute = s.ChoiceField(["date", "duration", "number", "role", "place", "status", "wording"])
    label = s.CharField()  # type: ignore[assignment]  # the contract names it so
    relation = s.ChoiceField(["differs", "compatible"])
    values = Value(many=True)
    status = s.ChoiceField(["open", "resolved"], required=False)
    uses = s.CharField(
        allow_null=True, required=False, help_text="The value that the briefing uses; the note says why."
    )
    note = s.CharField()


class Turn(s.Serializer[object]):
    id = s.CharField()
    number = s.IntegerField()
    speaker = s.CharField()
    role = s.ChoiceField(["interviewer", "interviewee", "unknown"])
    paragraphs = s.ListField(child=s.CharField())


class Exchange(s.Serializer[object]):
    section = s.CharField(allow_null=True)
    turns = Turn(many=True)


class Expert(s.Serializer[object]):
    name = s.CharField()
    credentials = s.CharField()
    links = s.ListField(child=s.URLField(), required=False, help_text="Where the credentials can be seen.")
    interests = s.CharField()


class Interview(s.Serializer[object]):
    title = s.CharField()
    expert = Expert()
    disposition = s.CharField()
    disclosure = s.CharField(help_text="What readers are told of it; stands above the first question.")
    source = s.UUIDField()  # type: ignore[assignment]  # the contract names it so
    source_number = s.IntegerField()
    introduction = s.CharField()
    exchanges = Exchange(many=True)
    flags = FlagInfo(many=True)


class Body(s.Serializer[object]):
    markdown = s.CharField()
    html = s.CharField()
    text = s.CharField(help_text="The plain text that the selectors of annotations point into.")


class CorrectionInfo(s.Serializer[object]):
    edition = s.IntegerField()
    kind = s.ChoiceField(["correction", "clarification"])
    at = s.DateTimeField()
    note = s.CharField()
    passage = s.CharField()
    was = s.CharField()
    now = s.CharField()
    how_found = s.CharField()


class PastEdition(s.Serializer[object]):
    number = s.IntegerField()
    kind = s.CharField()
    at = s.DateTimeField()
    note = s.CharField()


class TrustPart(s.Serializer[object]):
    words = s.CharField()
    href = s.CharField()


class Retraction(s.Serializer[object]):
    reason = s.CharField()
    at = s.DateTimeField()


class Notice(s.Serializer[object]):
    kind = s.ChoiceField(["report being checked"])
    at = s.DateTimeField()


class BriefingDocument(s.Serializer[object]):
    """A live edition. Of a retracted briefing only the identity, the editions and the notice are there."""

    schema = s.IntegerField()
    uid = s.UUIDField()
    id = s.CharField(help_text="urn:uuid: and the uid: the identity, in feeds as well.")
    uri = s.URLField(help_text="Where its JSON is now.")
    slug = s.SlugField()
    url = s.URLField()
    status = s.ChoiceField(["published", "retracted"])
    language = s.CharField()
    direction = s.ChoiceField(["ltr", "rtl"])
    edition = EditionInfo()
    editions = PastEdition(many=True)
    first_published_at = s.DateTimeField()
    headline = s.CharField()
    retraction = Retraction(allow_null=True)
    sha256 = s.CharField()
    notice = Notice(
        allow_null=True, required=False, help_text="What readers are told above it; editions of before have none."
    )
    standfirst = s.CharField(required=False)
    as_of = s.DateTimeField(required=False)
    reading_minutes = s.IntegerField(required=False)
    topics = s.ListField(child=s.CharField(), required=False)
    story = s.UUIDField(allow_null=True, required=False, help_text="The story that its reports tell.")
    authors = s.ListField(child=s.CharField(), required=False)
    trust = TrustPart(many=True, required=False)
    key_points = KeyPoint(many=True, required=False)
    not_known = s.ListField(child=s.CharField(), required=False)
    body = Body(required=False)
    annotations = Annotation(many=True, required=False)
    sources = Source(many=True, required=False)
    origins = Origin(many=True, required=False)
    actors = Actor(many=True, required=False)
    differences = Difference(many=True, required=False)
    interview = Interview(allow_null=True, required=False)
    corrections = CorrectionInfo(many=True, required=False)
