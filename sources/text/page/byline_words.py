"""The words of bylines in many languages (parts of patterns where a name says so)."""

from sources.text.page.wordlists import alternatives, words

BY_WORDS = alternatives(
    """
    by, written by, words by, story by, text by, report by, reported by, reporting by, author, authors, posted by,
    published by, opinion by, analysis by, von, autor, autorin, autoren, verfasst von, par, auteur, auteurs, propos
    recueillis par, recueilli par, por, redacción de, a cura di, door, skrevet av, skrivet av, kirjoittanut,
    autorka, napisał, napisała, připravil, připravila, autoři, írta, szerző, scris de, publicat de, autor articol,
    автор, авторы, автори, пише, piše, пишет, yazan, yazar, penulis, oleh, tác giả, συντάκτης, γράφει ο, γράφει η,
    του, της, بقلم, كتب, كتبت, نویسنده, מאת, imeandikwa na, na mwandishi wetu, लेखक, reporter, edited by, written
    and edited by
    """
)
WEAK_BY_WORDS = alternatives(
    """
    di, de, av, af, od, text, texte, texto, testo, tekst, текст, teksti, foto und text, interview, na, haber,
    laporan, theo, από
    """
)
"""These open other lines as well: only a whole name after them makes a byline."""

GENRES = alternatives(
    """
    article, artikel, beitrag, kommentar, analyse, interview, bericht, gastbeitrag, gastkommentar, essay, kolumne,
    reportage, rezension, kritik, story, news, analysis, comment, commentary, opinion, column, report, review,
    chronique, reportage, análisis, opinión, reportaje, analisi, intervista, redaktion
    """
)
POSTS_BY = alternatives(
    """
    view all posts by, all posts by, more (?:posts|articles|stories) (?:by|from), more by, posts by, view all
    articles by, see all posts by, alle (?:beiträge|artikel) von, mehr (?:artikel )?von, weitere
    (?:beiträge|artikel) von, voir tous les articles de, tous les articles de, ver todas las entradas de, ver todos
    los artículos de, vedi tutti gli articoli di, ver todos os posts de, bekijk alle berichten van, visa alla inlägg
    av, zobacz wszystkie wpisy, все записи автора, посмотреть все записи
    """
)
ABOUT_WORDS = alternatives(
    """
    about, über, zur person, à propos de, acerca de, sobre, su, over, om, o autorze, об авторе
    """
)
NEWSROOM = alternatives(
    """
    press, presse-agentur, presseagentur, agency, agence, agencia, agenzia, agência, agentur, news service,
    newsroom, redaktion, redaction, rédaction, redacción, redação, redazione, redactie, редакция, newsdesk, webdesk,
    web desk, news desk, staff reporter, online, webteam
    """
)
PARTICLES = words(
    """
    abu af al av ben bin d da das de del della den der di do dos du e el i ibn la le mac mc o st ten ter und van von
    y zu zum zur
    """
)
ROLES = words(
    """
    affairs analyst arts assistant associate audience autor autorin breaking bureau business chefredakteur
    chefredakteurin chefreporter chief climate columnist community consumer contributor correspondant correspondante
    correspondent corresponsal court courts crime culture data defence defense deputy digital diplomatic
    dziennikarka dziennikarz economics editor editör education entertainment enviado environment envoyé envoyée
    executive feature features food football foreign freelance freelancer general giornalista global government
    health industry international investigations jornalista journalist journaliste journalistin korrespondent
    korrespondentin lead legal lifestyle live local managing media money motoring muhabir national news
    online-redakteur online-redakteurin parliamentary penulis periodista phóng policy political politics producer
    property redacteur redactor redactora redakteur redakteurin redaktor redaktorin redaktør redattore regional
    religion reporter reporterin repórter ressortleiter ressortleiterin royal rédacteur rédactrice science security
    senior showbiz social special sport sports staff tech technology themenstarter travel trending tv verslaggever
    viên volontär volontärin wartawan world writer журналист корреспондент обозреватель редактор
    """
)
AGENCIES = words(
    """
    aap afp afx anadolu ani anp ansa antara ap apa bernama beta bloomberg cna ctk dpa efe hina ians interfax kyodo
    lusa mti ntb pap pti reuters rtr sda sid tanjug tasr tass tt upi xinhua yonhap čtk
    """
)
