"""The words that reading a transcript leans on, as data: folded to lower case."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Small words that stand inside names and offices.
PARTICLES = _words(
    """
    a al an and at bin bint d da das de del della der des di do dos du e el et for fra from ibn in la las le los
    of on or st the to ul und van vom von y zu zum
    """
)

# Followed by a full stop that ends no sentence.
ABBREVIATIONS = _words(
    """
    adm amb brig capt cmdr col cpl dr drs eng fr gen gov hon insp jr lt maj min mlle mm mme mr mrs ms msgr mx
    pres prof rep rev sen sgt sr st supt
    """
)

# Before a colon they announce something other than a speaker.
NO_SPEAKERS = _words(
    """
    advertisement also analysis applause archive author background break breaking caption categories category
    caution comment comments conclusion contact copyright correction correspondence credit credits crosstalk
    date dateline deadline disclaimer disclosure download duration edited editing editors email episode error
    example exit fact facts feature featured file filed first footnote fourth from graphic headline hint however
    image image(s) images inaudible interjections interview keywords laughter lesson link links listen location
    material mood moral more music nb news note notes organisation organization pause permalink phone photo
    photograph photographs photos picture pictures plus podcast postscript preview price ps
    published publisher question(s) quote rating read reading recap related remember reminder reporting result
    results retrieved review second section see share silence solution source sources spoiler sponsor step
    subject subscribe summary tag tags tel telephone third tip tips title topic topics transcript translated
    translation tweet update updated url verdict version video videos view warning watch website why words
    writing
    """
)

# Before a name, and no part of it. Two that differ (Mr and Mrs Clinton) keep two speakers apart.
HONORIFICS = _words(
    """
    adm admiral ambassador brig brigadier capt captain chancellor chief col colonel commander dame deputy dr dra
    father fr gen general gov governor hon imam judge justice lady lieutenant lord lt madame maj major maulana
    minister miss mlle mm mme mr mrs ms msgr mx pastor president prime prof professor rabbi rep rev reverend
    secretary sen senator sgt sheikh sir sister sr sra
    """
)

# In a label, or added to it, they say that the speaker asks.
ASKING_WORDS = _words(
    """
    anchor correspondent editor entretien entrevistador entrevistadora frage host interviewer interviewerin
    intervieweur journalist journaliste moderator newsroom periodista pregunta presenter pressekonferenz q
    question reporter
    """
)

# The same for one who answers.
ANSWERING_WORDS = _words(
    """
    a answer antwort author entrevistada entrevistado expert guest interviewee invité invitée panelist
    respondent respuesta
    """
)

# English words that say nothing of what a sentence is about.
SMALL_WORDS = _words(
    """
    about after all also an and any are as at be because been being both but by can could did do does for from
    had has have he her his how if in into is it its just may more most much must not now of on one only or
    other our out over she should so some such than that the their them then there these they this those to too
    up us very was we were what when where whereas which while who whose will with would you your
    """
)
