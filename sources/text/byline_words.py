"""The words of bylines in many languages (patterns where a name says so)."""

BY_WORDS = (
    "by|written by|words by|story by|text by|report by|reported by|reporting by|author|authors|posted by|published by|opinion by|analysis by|"
    "von|autor|autorin|autoren|verfasst von|par|auteur|auteurs|propos recueillis par|recueilli par|por|redacción de|a cura di|door|skrevet av|skrivet av|"
    "kirjoittanut|autorka|napisał|napisała|připravil|připravila|autoři|írta|szerző|scris de|publicat de|autor articol|автор|авторы|автори|пише|piše|пишет|"
    "yazan|yazar|penulis|oleh|tác giả|συντάκτης|γράφει ο|γράφει η|του|της|بقلم|كتب|كتبت|نویسنده|מאת|imeandikwa na|na mwandishi wetu|लेखक|reporter|edited by|written and edited by"
)
WEAK_BY_WORDS = "di|de|av|af|od|text|texte|texto|testo|tekst|текст|teksti|foto und text|interview|na|haber|laporan|theo|από"
"""These open other lines as well: only a whole name after them makes a byline."""

GENRES = r"(?:ein|eine|an?|une?|un|una)?\s?(?:article|artikel|beitrag|kommentar|analyse|interview|bericht|gastbeitrag|gastkommentar|essay|kolumne|reportage|rezension|kritik|story|news|analysis|comment|commentary|opinion|column|report|review|chronique|reportage|análisis|opinión|reportaje|analisi|intervista|redaktion)\s?[:,]?"

POSTS_BY = (
    "view all posts by|all posts by|more (?:posts|articles|stories) (?:by|from)|more by|posts by|view all articles by|see all posts by|"
    "alle (?:beiträge|artikel) von|mehr (?:artikel )?von|weitere (?:beiträge|artikel) von|voir tous les articles de|tous les articles de|"
    "ver todas las entradas de|ver todos los artículos de|vedi tutti gli articoli di|ver todos os posts de|bekijk alle berichten van|"
    "visa alla inlägg av|zobacz wszystkie wpisy|все записи автора|посмотреть все записи"
)
ABOUT_WORDS = "about|über|zur person|à propos de|acerca de|sobre|su|over|om|o autorze|об авторе"

PARTICLES = frozenset(
    ["van", "von", "de", "der", "den", "del", "della", "di", "da", "dos", "das", "do", "du", "la", "le", "el", "al", "bin", "ibn", "ben", "abu", "zu", "zum", "zur", "ter", "ten", "af", "av", "y", "e", "i", "mc", "mac", "st", "o", "d", "und"]
)
ROLES = frozenset(
    """
    editor reporter correspondent writer journalist contributor staff senior chief columnist producer bureau special analyst freelance freelancer
    associate assistant national political politics business sports sport health science education managing deputy foreign international digital
    parliamentary environment economics lifestyle travel news crime court courts climate royal showbiz tv football entertainment consumer technology
    tech money property motoring industry diplomatic defence defense security legal religion social affairs policy data investigations audience
    community local regional government general breaking live trending feature features culture arts media food global world lead executive
    redakteur redakteurin redaktor redaktorin korrespondent korrespondentin reporterin chefredakteur chefredakteurin volontär volontärin autor autorin
    online-redakteur online-redakteurin journalistin ressortleiter ressortleiterin chefreporter themenstarter
    journaliste rédacteur rédactrice correspondant correspondante envoyé envoyée redactor redactora periodista corresponsal enviado repórter jornalista
    redattore giornalista redacteur verslaggever redaktør journalist dziennikarz dziennikarka redaktor редактор корреспондент журналист обозреватель
    muhabir editör wartawan penulis phóng viên
    """.split()  # noqa: SIM905
)
AGENCIES = frozenset(
    """
    reuters afp ap dpa efe ansa xinhua tass upi pti ani ians bloomberg kyodo yonhap anp tt ntb pap čtk ctk apa sda cna aap anadolu interfax lusa mti
    tasr tanjug hina beta bernama antara sid afx rtr
    """.split()  # noqa: SIM905
)
NEWSROOM = "press|presse-agentur|presseagentur|agency|agence|agencia|agenzia|agência|agentur|news service|newsroom|redaktion|redaction|rédaction|redacción|redação|redazione|redactie|редакция|newsdesk|webdesk|web desk|news desk|staff reporter|online|webteam"  # noqa: E501
