"""How common words are in news at large, so that the first article of an empty archive is weighed sensibly.

Written by hand from general knowledge of English news prose, in bands: the share of reports in which a word turns up at
least once. It is a starting point only: from a few hundred reports on, the archive's own counts outweigh it.
"""

PRIOR = 300
"""The background weighs as much as this many archived reports."""

UNLISTED = 0.0025
"""The share assumed for a word that stands in no band."""

_FUNCTION_WORDS = """
    a an the and or but nor so yet if of in on at to for from by with without within into onto over under above
    below about after before between among against during through throughout across along around behind beyond
    near off out up down upon since until till while as than that this these those there here where when why how
    what which who whom whose is are was were be been being am do does did done doing have has had having will
    would shall should can could may might must ought not no never none nothing any some all both each every
    either neither one two three other another such same own more most much many few fewer less least several it
    its itself he him his himself she her hers herself they them their theirs themselves we us our ours
    ourselves you your yours yourself i me my mine myself also too very just only even still again once ever
    often always now then later earlier soon already almost quite rather perhaps however though although because
    unless whether like according per via toward towards amid amongst despite s t re ve ll d m don doesn didn
    isn aren wasn weren won wouldn couldn shouldn hasn haven hadn mr mrs ms dr
"""

_BANDS: tuple[tuple[float, str], ...] = (
    (0.5, "said says say year new time first people last day week made make told"),
    (
        0.25,
        """
        monday tuesday wednesday thursday friday saturday sunday government country state national official
        month report reported called take taken took part group including president public work number back come
        came get going go long know use used way want well need end world million percent set place help high
        right plan company law leader minister house second four five day today yesterday night morning
        statement spokesman member office decision support show since next left early late away far every home
        city
        """,
    ),
    (
        0.12,
        """
        january february march april may june july august september october november december police court
        department party political power security service system think told try turn used war water woman man
        men women child children family life local market meeting military money move named news open order past
        pay press price problem program question reason result rule run school seen senior six seven eight nine
        ten start street thing top town trade union vote white won american general former foreign federal
        federation international administration agency agreement announced area army asked attack authority bank
        become began believe best better big bill billion board body bring business case cause chairman change
        chief close committee common community concern condition conference conflict congress continue control
        cost council countries cut data dead deal death defense democrat democratic despite director district
        economic economy election effort energy evidence executive expect expected face fact fall final find
        fire firm force forces form found free full future gave given good great growth happen hard head health
        hear held history hold hope hospital hour huge hundred impact important increase independent industry
        information interest interview investigation investment involved issue job justice key kill killed known
        land large lead least legal level line list little look lost low main major making manager mass matter
        media middle minute
        """,
    ),
    (
        0.06,
        """
        access accident according account accused act action address adviser affair age aid air alleged allow
        ambassador amount analyst annual appeal appear approach approve area armed arrest arrived article ask
        assembly attempt attend attention available average avoid away base based battle behalf biden border
        britain british budget build building built burden buy california campaign candidate capital car care
        carry center central century challenge chance charge charged china chinese choice citizen civil claim
        class clear climate clinton coach coalition coast cold college comment commission commitment compare
        competition complete computer concerned conduct confirm conservative consider contact contract
        contribute cooperation corporation corruption council couple course cover create credit crime criminal
        crisis critic critical cross crowd culture current customer damage danger daughter deadline debate debt
        decade deep deficit degree delay deliver demand deny deputy describe design detail develop development
        died difference difficult direct discuss discussion disease document dollar domestic door double draw
        drive drop drug due duty earn east eastern education effect elected employee enemy engine enter
        environment equal europe european event exchange exist experience expert explain export express extend
        eye factor fail fair faith farm fast father fear feel fell field fight figure file film financial floor
        follow food football former france freedom french friend front fuel fund game gas german germany global
        goal gold governor ground guard guilty gun half hand health heart hearing heavy hit human idea image
        immigration income india inside insurance intelligence iran iraq island israel japan japanese john join
        judge jury lack language lawmaker lawyer leave letter liberal limit london loss majority mark match
        material measure medical message mexico michael mile minor mission model moment mother mountain movement
        murder nation natural network night north northern note nuclear obama offer officer oil operation
        opinion opportunity opposition option organization outside owner paper parent parliament passed patient
        peace percent period person phone photo picture piece player point policy poor popular population
        position post pressure prevent previous prime prison private process produce product production profit
        project property proposal prosecutor protect protest prove provide published push quarter race raise
        rate reach reaction read ready real rebel receive recent record reduce reform refused region relation
        relationship release religious remain remove republican request require rescue research resident respond
        response rest return revenue rise risk river road role room russia russian safety sale san scene season
        seat secretary section sector seek sell senate senator send sentence separate series serious serve
        session shot shooting side sign signed similar single site situation size small social soldier son
        source south southern space speak special speech staff stage stake stand standard station step stock
        stop store story strategy strike strong student study success suffer suggest summer supply supreme
        surface survey suspect syria talk target tax team television term territory terrorist test texas
        thousand threat threatened tie tomorrow total tour tradition training travel treatment trial trip troop
        true trump trust truth type ukraine understand unit united university update value version victim
        victory video view village violence visit voice voter wall warning washington watch weapon weather
        weekend west western wife win wing winter witness word worker worth wound write wrote york young
        """,
    ),
    (
        0.03,
        """
        ability able absolutely accept achieve active activity actual actually add additional affect afraid
        ahead alone ancient angry announce annually answer anyone apart apparent apparently appropriate aside
        aspect assume attract author aware awareness bad balance barely basic basis beautiful beginning behavior
        benefit beside bilateral bit blame block break brief briefly bright broad broader brought careful
        carefully catch category celebrate certain certainly characterize choose circumstance clearly click
        closely collaboration collapse collect combat combine commercial complex comprehensive concept conclude
        conclusion concrete confidence constant content context contrary convince count courage critical crucial
        currently custom deeply define definitely depend depth desire detailed determine develop device dialogue
        digital directly discover diverse doubt dozen dramatic dream driven dynamics easily easy edge effective
        effectively element else emerge emerging emphasis emphasize enable encounter encourage engage engagement
        enhance enjoy enormous ensure entire entirely equally escape especially essential essentially establish
        eventually everyone everything evolve exactly examine example excellent except exchange exclusive
        existing expand expansion expensive explore exploration extensive extent extremely familiar famous fast
        feature fellow finally firmly fit focus foreseeable forward foster foundation fresh frequently fully
        fundamental gain gather generally generate gradually grateful greatly growing guide handle hardly
        highlight highly historic historical honor hopeful huge ideal identify illustrate immediate immediately
        implement imply impression impressive improve incident incredible indeed indicate individual initial
        initially initiative inspire instance instead institution intend intense interesting internal involve
        joint journey keen kept kind largely lasting lately latter lay leadership learn length lesson link
        listen live locate longer loose love maintain manner mark massive matter meaning meaningful means meet
        meeting mention mere merely mind moreover mostly motion mutual natural naturally nearby nearly necessary
        negative newly nice normal notable notably note numerous object observe obvious obviously occasion occur
        ongoing opening operate ordinary organize origin original otherwise overall overcome particular
        particularly partner partnership path pattern perfect perform permanent personal perspective phase
        physical pivotal plain pledge positive possible possibly potential potentially power powerful practical
        practice precisely prefer prepare presence presently preserve pretty primarily primary principle prior
        priority probably proceed profound progress prominent promise promote proper properly propose proud
        prospect purpose pursue quick quickly quiet quietly range rapid rapidly rare rarely realize really
        reason reasonable recall recently recognize recommend recover reflect regard regarding regardless regime
        region regional regularly reinforce relative relatively relevant reliable reliance rely renew repeat
        repeatedly replace represent respect respectively responsibility responsible restore retain reveal role
        roughly round rule sad satisfy scale secure seem seemingly sense severe severely shape share shared
        sharp sharply shift short shortly shown sight sign significance significant significantly simple simply
        sort sound spirit spread stability stable steady step sit specific specifically spend spent split spoke
        spot stay steadily stir strange strategic strength strengthen stress stretch strict strictly striking
        strongly structure struggle subject substantial successful successfully sudden suddenly sufficient suit
        sure surely surprise surprising surround sustain sustainable swift switch task tend tension terms thank
        thing thorough thoroughly thought throw tight tiny together tone touch tough track traditional transform
        transition transitional trend trigger truly turmoil twice typical typically ultimate ultimately unable
        uncertain underscore undertake unique universal unlikely unlike unprecedented urge urgent useful usual
        usually vast vary vital vulnerable wait wake warm wave wealth weigh welcome whatever wherever whole
        widely wider willing wisdom wonder wrong abandon aftermath alike arise assert attitude bold boost burst
        challenging commit conduct considerable contend cope counterpart dedicate demonstrate depart discourse
        distance distinct ease elsewhere endure erupt exceed exert expose face fate favor flow forth hence hint
        insight insist keep lie likely mirror navigate nearest oppose owe parallel persist pose prompt reach
        realm remark remind resolve rival root scope seize sheer signal stance stem subsequent tackle underway
        unfold unveil usher vow widespread withdraw wither
        """,
    ),
)


def _rates() -> dict[str, float]:
    rates = {word: rate for rate, band in reversed(_BANDS) for word in band.split()}
    return rates | dict.fromkeys(_FUNCTION_WORDS.split(), 0.9)


RATES: dict[str, float] = _rates()
STOP_WORDS: frozenset[str] = frozenset(_FUNCTION_WORDS.split())
