"""Nouns that say what kind of actor a name is: they stand inside the name ("Rapid Support Forces", "Lake Chad")."""

from sources.text.word_sets import word_set

ARMED_NOUNS = word_set(
    """
    forces force army armies militia militias brigade brigades battalion battalions battalion's regiment division
    guard guards front fronts insurgency guerrilla guerrillas fighters rebels mujahideen mujahedeen jihad navy corps
    commandos paramilitaries peshmerga legion squad cartel hezbollah
    armee armees milice ejercito fuerzas guardia milicia armee streitkrafte miliz esercito forze exercito forcas
    """
)

# A name that ends or begins with one of these is an organisation.
ORG_NOUNS = word_set(
    """
    agency agencies airline airlines airways alliance assembly association authority authorities bank banks
    board bloc brotherhood bureau cabinet caucus center centre chamber church club coalition college commission
    commissions committee committees community company companies confederation conference congress consortium
    consulate cooperative corporation corp council councils court courts defense department departments dept
    directorate embassy enterprise enterprises exchange federation finance forum foundation fund government
    group groups holding holdings hospital house hq inc inc. institute institution institutions intelligence
    industries insurance international junta judiciary laboratory laboratories league limited llc llp lp ltd
    mafia ministry ministries mission mosque motors movement museum network news newspaper observatory office
    offices organisation organisations organization organizations orchestra parliament partners partnership
    party parties pharmaceuticals plc police politburo post press presidency prosecutor's prison program
    programme project projects radio records regime research resistance school schools secretariat senate
    service services society solutions studio studios supermarket syndicate systems technologies technology
    telecom television theatre times tribunal trust trustees union unions united university univ watch wire
    world's fc afc athletic rovers sa ag gmbh spa nv bv pty co co. delegation rights crescent economist herald
    tribune gazette guardian telegraph journal observer patrol administration treasury consulting capital
    entertainment media pictures software electronics energy petroleum oil gas mining steel electric motor
    automotive aviation aerospace defence security conservancy seminary academy academie assemblee banque comite
    compagnie conseil cour fondation groupe gouvernement institut ligue ministere mouvement parlement parti
    presidence senat societe syndicat universite gendarmerie agencia asamblea asociacion banco centro comision
    compania congreso consejo corte empresa fiscalia fundacion gobierno grupo instituto liga ministerio
    movimiento oficina organizacion parlamento partido policia secretaria senado sindicato sociedad universidad
    ejercito bundesregierung bundestag bundesrat bundeswehr ministerium auswartiges gericht partei verband
    gesellschaft universitat behorde polizei regierung stiftung verein zentrum gewerkschaft agenzia associazione
    azienda banca comitato commissione comune consiglio fondazione governo gruppo lega ministero movimento
    organizzazione partito polizia senato sindacato societa tribunale universita ministerie partij raad regering
    vereniging министерство партия совет правительство комитет агентство группа банк суд университет
    """
)

# Organisation nouns that other names build on with "of" ("Ministry of Defence").
OF_ORG_NOUNS = word_set(
    """
    academy agency alliance army assembly association bank board brotherhood bureau chamber church college
    commission committee community confederation conference congress convention cooperation corps council court
    department directorate embassy federation forces forum foundation front government group guard house
    institute institution league ministry mission movement museum office organisation organization parliament
    party people's representatives school secretariat senate service society state states syndicate tribunal
    union university order doctors reporters friends archbishopric diocese guardians companions sons lions
    supporters
    """
)
OF_PLACE_NOUNS = word_set(
    """
    bay cape city coast democratic emirate gulf hill horn isle isles island islands kingdom lake mount mountains
    people's plains port province region republic river sea state states strait straits sultanate territory
    town valley village county duchy federation district municipality archipelago
    """
)

PLACE_NOUNS = word_set(
    """
    airfield airport archipelago avenue basin bay beach boulevard bridge camp canal cape castle cathedral city
    coast county creek crossing dam delta desert district downtown fjord forest fort garden gardens governorate
    gulf harbor harbour heights highway hill hills island islands isle isles isthmus kingdom lake mount mountain
    mountains oasis oblast ocean palace park peak peninsula plain plains plateau plaza port prefecture province
    reserve ridge river road rock sea square stadium station strait straits street suburb temple terminal tower
    towers town township valley village volcano wadi woods territories territory raion zoo hall building
    cemetery monument ghetto neighbourhood neighborhood quarter jabal jebel deir ile lac mer mont rue rio sierra
    monte isla villa playa plage wald tal berg insel see fluss platz strasse
    """
)
# Place nouns that come first ("Mount Kenya", "Lake Chad").
PLACE_OPENERS = word_set(
    """
    mount mt lake port fort cape gulf river isle ile lac mont rio sierra monte isla wadi jabal jebel deir camp
    san santa saint st
    """
)

# Names of things made, staged or named, not of someone who acts.
THING_NOUNS = word_set(
    """
    accord accords act acts agreement agreements amendment anniversary annex article award awards bill book cup
    championship championships charter code congressional convention day days decade decree declaration depression
    dialogue doctrine edition election elections era event expo exhibition festival film games goal goals war wars
    holiday initiative law laws list manifesto marathon masterplan medal memorandum month night open operation
    operations pact paper papers peace plan policy prize proclamation process protocol protocols rally record
    referendum regulation reform renaissance report resolution resolutions revolution roadmap round rule rules
    season series session show statement statute story strategy summit summits talks theorem theory tour tournament
    treaty trophy uprising virus visa week weekend year years album song novel magazine journal theme model engine
    edition version vol volume chapter part section page table figure appendix equation star stars galaxy
    road-map ceasefire mandate principles framework convention communique
    """
)

COMPANY_SUFFIXES = word_set(
    """
    inc llc llp lp ltd plc corp co company corporation limited gmbh ag sa nv bv spa srl oy ab as pty pte
    incorporated kg oao ooo zao pjsc jsc sarl sas kk
    """
)

ALL_GROUP_NOUNS = ORG_NOUNS | ARMED_NOUNS

# Words of a company's legal form and of a place's rank: two spellings of one name may differ in them.
LEGAL_WORDS = (COMPANY_SUFFIXES - {"company", "as", "ab"}) | word_set(
    """
    jsc ojsc cjsc joint stock public liability aktiengesellschaft sal sdn bhd kgaa eurl lc incorporation compan
    co
    """
)
PLACE_RANKS = word_set(
    """
    city town village municipality province governorate prefecture distrik amphoe si shi gun ku oblast raion
    neighbourhood
    """
)
