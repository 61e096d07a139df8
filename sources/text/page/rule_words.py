"""Lines that say themselves what they are, in many languages (parts of patterns)."""

from sources.text.page.wordlists import alternatives

CONTENTS = alternatives(
    """
    table of contents, contents, inhaltsverzeichnis, sommaire, table des matières, índice, tabla de contenidos, indice,
    inhoudsopgave, spis treści, obsah, cuprins, содержание, içindekiler, 目次, 目录, daftar isi, mục lục
    """
)
ORIGINALS = alternatives(
    """
    original(?:ly published)? (?:source|article|story|on|by|at|in), source, sources, quelle, originalquelle, fuente,
    fonte, bron, źródło, zdroj, källa, kilde, lähde, forrás, sursa, источник, джерело, извор, izvor, kaynak, sumber,
    nguồn, πηγή, المصدر, منبع, מקור, 来源, 文章来源, 來源, 出典, via,
    this (?:article|story|report) (?:was )?(?:first|originally) (?:published|appeared) (?:on|in|by|at),
    read the original (?:article|story) (?:on|at), with (?:material|reporting|files) from, mit material von
    """
)
FORM_LINES = alternatives(
    r"""
    leave a (?:reply|comment), post a comment, (?:your )?e-?mail address will not be published\b.*,
    required fields are marked.*, cancel reply, notify me of (?:new|follow-?up).*, save my name.*,
    (?:what are your thoughts|what do you think)\b.*\?.*\b(?:share|tell|let us|comment|leave|join)\b.*,
    (?:share|leave|drop|post|tell us|let us know) (?:your |us )?(?:views|thoughts|opinions?|comments?|what you
    think)\b.*\b(?:comments?|below)\b.*, schreibe einen kommentar, deine e-mail-adresse wird nicht veröffentlicht.*,
    laisser un commentaire, votre adresse e-mail ne sera pas publiée.*, deja (?:un comentario|una respuesta),
    tu dirección de correo electrónico no será publicada.*, lascia un commento, deixe um comentário
    """
)
MORE_LINES = alternatives(
    r"""
    for (?:more|further|additional|deeper)
    (?:insights?|information|details|news|updates|coverage|reading|stories|on)\b.*\b(?:explore|visit|see|read|check|click|follow|browse|discover)\b.*,
    (?:read|see|watch|check) (?:also|more|next|out)\s*[:：|].+,
    (?:lesen sie auch|lire aussi|à lire aussi|lea también|lee también|leia também|leggi anche|lees ook)\b.*,
    (?:läs också|les også|læs også|czytaj też|czytaj także|zobacz też|читайте также|читайте також)\b.*,
    (?:baca juga|xem thêm|διαβάστε επίσης)\b.*
    """
)
BIO_WORDS = alternatives(
    r"""
    journalist, reporter, correspondent, editor, writer, author, columnist, contributor, blogger, analyst, freelance\w*,
    graduate, experience, covers, writes, degree, passion\w*, redakteur\w*, journaliste, periodista, jornalista,
    giornalista, autor\w*, redacteur, dziennikar\w*, журналист\w*, автор\w*
    """
)
