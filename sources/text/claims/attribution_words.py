"""The words by which news in English, French, Spanish, German and Portuguese says whose word something is.

Everything is lower case and folded (no accents), one entry a word unless the name says phrase.
"""

from sources.text.word_sets import word_set

# Verbs that attribute whatever follows them.
SAYING = word_set(
    """
    said say says told tells announced announces stated warned warns insisted insists testified allege alleged alleges
    vowed declared acknowledged admitted confirmed confirms reported tweeted remarked declare declarait affirme
    annonce indique precise assure souligne explique rapporte dijo dijeron afirmo afirmaron aseguro aseguraron
    declaro declararon anuncio anunciaron informo informaron explico senalo manifesto confirmo advirtio sagte
    sagten erklarte erklarten berichtete berichteten betonte kundigte behauptete bestatigte teilte teilten disse
    disseram afirmou afirmaram declarou declararam anunciou anunciaram informou informaram explicou relatou
    confirmou
    """
)

# Verbs that also take plain objects ("added 300 jobs", "claimed 40 lives"): they attribute only before "that", a colon,
# a quotation, a channel, a time, or at the end of a clause.
SAYING_WITH_CARE = word_set(
    """
    added adds noted notes claimed claims revealed wrote writes posted denied argued argues suggested estimated
    estimates explained maintains stressed concluded disclosed recalled replied pledged promised emphasised
    emphasized complained believes
    """
)

# What a document, study or dataset does.
SHOWING = word_set(
    """
    show shows showed shown say says said reveal reveals revealed indicate indicates indicated found finds
    suggest suggests suggested state states stated allege alleges alleged estimates estimated concluded
    according detail detailed
    """
)

# French "a dit", "ont affirmé": present or participle after the auxiliary; alone these words mean something else.
AFTER_AUXILIARY = word_set(
    """
    dit declare affirme annonce indique precise assure explique rapporte souligne confirme
    """
)
FRENCH_AUXILIARY = frozenset({"a", "ont", "avait"})
CARE_FOLLOWERS = frozenset({"that", "how", "why", "he", "she", "they", "there", ":", ",", "."})

# Between a subject and its verb.
AUXILIARIES = word_set(
    """
    has have had also later then earlier previously further repeatedly officially publicly separately
    subsequently already since formally a ont avait ha han hat haben tem
    """
)

ACCORDING_TO = (
    ("according", "to"),
    ("as", "reported", "by"),
    ("reported", "by"),
    ("confirmed", "by"),
    ("announced", "by"),
    ("selon",),
    ("d'apres",),
    ("segun",),
    ("de", "acuerdo", "con"),
    ("de", "acordo", "com"),
    ("conforme",),
    ("segundo",),
    ("laut",),
    ("nach", "angaben"),
)
# Before "segundo" these make it the Spanish or Portuguese "second"; "laut" after a verb means "loudly".
NOT_BEFORE_SEGUNDO = word_set("el un del al o um do no ao su este seu lugar en em por cada")

DETERMINERS = word_set(
    """
    the a an his her its their our this that these those some several many one two three both le la les l un une
    des son sa leur el los las una unos su sus der die das dem den ein eine einer eines o os as um uma uns seu
    sua do da dos del
    """
)
ARTICLES = word_set(
    """
    the a an le la les un une el los las una der die das dem den ein eine o os as um uma
    """
)

PRONOUNS = word_set(
    """
    he she they it we i you who this that these those il elle ils elles on el ella ellos ellas er sie es wir ele
    ela eles elas
    """
)

# A noun phrase goes on over these; over any other lower-case function word it ends.
INSIDE_NAMES = word_set(
    """
    of for from at to in with and & on by de du des d del la da do dos das e y et von vom der und zu pour para
    """
)
ENDS_NAME = word_set(
    """
    who which that when while as after before but where because if although though since than so said says told
    has have had is are was were will would can could may might late early earlier later today yesterday
    tomorrow during amid until qui que dont quand lorsque mais quien cuando mientras pero est sont etait fue son
    esta wurde ist hat sind war quem quando mas foi
    """
)

# A clause's opening that is not its subject.
ADVERBIAL_STARTS = word_set(
    """
    on in at after before during since until by for with amid despite following over under from as when while if
    because although though but and or so meanwhile however moreover furthermore additionally earlier later
    yesterday today still then instead also asked speaking citing quoting according to into
    """
)

# Subjects without a capital or an article that are sources all the same.
BARE_SOURCES = word_set(
    """
    police officials authorities witnesses residents sources prosecutors investigators doctors medics experts
    analysts lawyers scientists researchers rescuers critics activists organisers organizers aides diplomats
    neighbours neighbors lawmakers spokesman spokeswoman spokesperson eyewitnesses firefighters survivors
    relatives media reports
    """
)

FINITE = word_set(
    """
    is are was were be been being has have had will would could can may might did does do met died killed left
    went came took made gave began found saw
    """
)

STATEMENTS = word_set(
    """
    statement statements communique announcement declaration tweet post release remarks comments speech message
    address comunicado declaracion erklarung mitteilung nota
    """
)

DOCUMENTS = word_set(
    """
    document documents filing filings record records data dataset figures statistics report study survey poll
    memo memorandum letter letters email emails e-mail e-mails indictment complaint affidavit transcript
    transcripts lawsuit ruling verdict audit census papers warrant petition invoice invoices contract dossier
    footage images imagery documentos datos dados rapport etude donnees informe estudio encuesta relatorio
    pesquisa estudo bericht studie umfrage daten dokumente unterlagen
    """
)

OUTLET_NOUNS = word_set(
    """
    media newspaper newspapers broadcaster broadcasters magazine magazines television tv radio news website
    tabloid daily weekly times post herald tribune gazette guardian telegraph journal chronicle observer courier
    newswire reports quotidien presse diario periodico prensa emisora zeitung nachrichtenagentur sender jornal
    revista imprensa agencia
    """
)
# Nouns above that are ordinary words as well; they name an outlet only with a capital ("the Washington Post").
OUTLET_NOUNS_IF_CAPITAL = word_set(
    """
    times post herald tribune gazette guardian telegraph journal chronicle observer courier daily weekly news
    radio
    """
)

OUTLETS = word_set(
    """
    reuters afp ap bbc cnn upi dpa ansa efe lusa tass interfax xinhua kyodo yonhap pti ani ians anadolu sana
    irna wafa spa maghreb bloomberg nbc cbs abc fox msnbc npr pbs politico axios aljazeera rfi tagesschau
    spiegel bild nhk sky itv rai rtve globo folha unian ukrinform belta antara bernama apa ntb tt ritzau belga
    swissinfo vox buzzfeed mediapart
    """
)
OUTLET_PHRASES = (
    "associated press",
    "agence france-presse",
    "news agency",
    "new york times",
    "al jazeera",
    "press association",
    "press trust",
    "le monde",
    "le figaro",
    "el pais",
    "la nacion",
    "der spiegel",
    "local reports",
    "media reports",
    "press reports",
    "news reports",
    "deutsche welle",
    "financial times",
    "jeune afrique",
    "agencia brasil",
)

NOUNS_IN_LY = word_set("family ally assembly italy july monopoly rally reply supply anomaly bully")
# Words that open a source's name without being part of one: "Court filings", "Local media", "Two officials".
COMMON_FIRST = word_set(
    """
    local state senior health court police government military security media company union hospital city school federal
    some several two three many both unnamed documents officials authorities investigators prosecutors witnesses sources
    """
)
SPEAKS_FOR = word_set("for of at minister spokesman spokeswoman spokesperson editor")
PASSIVE = word_set("is are was were be been being widely reportedly")
SAYING_ROMANCE = word_set(
    """
    dijo dijeron afirmo afirmaron aseguro aseguraron declaro declararon anuncio anunciaron informo informaron
    explico senalo manifesto advirtio disse disseram afirmou afirmaram declarou declararam anunciou anunciaram
    informou informaram explicou relatou confirmo confirmou
    """
)

OWN_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "this newspaper",
        "this reporter",
        "this magazine",
        "this website",
        "this correspondent",
        "our reporter",
        "our reporters",
        "our correspondent",
        "our correspondents",
        "our newsroom",
        "our newspaper",
        "our photographer",
        "notre correspondant",
        "notre correspondante",
        "notre journal",
        "notre reporter",
        "notre envoye special",
        "nuestro corresponsal",
        "nuestra corresponsal",
        "este diario",
        "este periodico",
        "dieser zeitung",
        "unserer zeitung",
        "unserer redaktion",
        "unser reporter",
        "nossa reportagem",
        "nosso correspondente",
        "este jornal",
    )
)

TIMES = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december today yesterday tomorrow tonight lundi mardi mercredi jeudi vendredi
    samedi dimanche lunes martes miercoles jueves viernes sabado domingo montag dienstag mittwoch donnerstag
    freitag samstag sonntag segunda-feira terca-feira quarta-feira quinta-feira sexta-feira
    """
)

CHANNEL_NOUNS = (
    "social media|state television|state tv|state media|state radio|national television|television|national radio|"
    "twitter|x|facebook|telegram|instagram|truth social|tiktok|weibo|linkedin|youtube|whatsapp|statement|press release|"
    "news release|tweet|post|letter|speech|address|email|news conference|press conference|briefing|hearing|video|"
    "interview|blog post|note|broadcast|reseaux sociaux|réseaux sociaux|communiqué|redes sociales|comunicado|"
    "rueda de prensa|redes sociais|nota|entrevista|conférence de presse"
)
