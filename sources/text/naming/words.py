"""The closed word classes that recognition of names leans on, as data: lower-case, without accents.

A word may stand in several classes; the modules that read them say which class wins. English is fullest; the other
languages carry what stands before and inside names (articles, prepositions, titles, particles).
"""

from sources.text.word_sets import word_set

FUNCTION_WORDS = word_set(
    """
    a an the this that these those some any each every either neither no none all both half such same other
    another many much more most few fewer less least several enough own i me my mine myself you your yours
    yourself he him his himself she her hers herself it its itself we us our ours ourselves they them their
    theirs themselves who whom whose which what whatever whoever someone anyone everyone nobody somebody
    everybody anybody something anything everything nothing one ones and or but nor so yet for if unless until
    till while whilst although though because since as than whether lest once when whenever where wherever why
    how however therefore thus hence moreover furthermore meanwhile otherwise instead besides nevertheless
    nonetheless still also too even only just again already always never ever often sometimes usually perhaps
    maybe indeed rather quite very really almost about above across after against along amid amidst among
    amongst around at before behind below beneath beside between beyond by concerning despite during except
    following from in including inside into like near notwithstanding of off on onto out outside over past per
    regarding round throughout through to toward towards under underneath unlike up upon via versus vs with
    within without down back away ahead apart am is are was were be been being isn aren wasn weren ain has have
    had having hasn haven hadn do does did done doing don doesn didn will would won wouldn shall should shouldn
    can could cannot couldn may might must mustn ought let lets let's not yes ok okay oh ah well please thanks
    thank here there now then today tomorrow yesterday tonight ago soon later earlier recently currently
    previously formerly initially eventually finally lastly firstly secondly first second third fourth fifth
    sixth seventh eighth ninth tenth last next two three four five six seven eight nine ten eleven twelve twenty
    thirty forty fifty hundred hundreds thousand thousands million millions billion billions dozens scores pm
    mr's re fwd ie eg etc et al ibid le la les un une des du de d l au aux ce cet cette ces son sa ses leur
    leurs mon ma mes notre nos votre vos il elle ils elles nous vous je tu qui que quoi dont ou mais donc ni car
    si comme quand lorsque alors ainsi selon apres avant avec sans sous sur dans pour par entre vers chez depuis
    pendant malgre contre en y ne pas plus moins tres tout tous toute toutes aussi encore deja est sont ete
    etait etaient sera ont avait cependant toutefois el los las lo uno una unos unas del su sus mi mis nuestro
    nuestra este esta estos estas ese esa eso aquel aquella pero sino aunque porque cuando donde como segun tras
    ante bajo con desde durante hacia hasta para sin sobre es fue fueron ser ha han habia hay muy mas tambien ya
    aun se quien cual o os um uma uns umas dos das da na nas ao aos pelo pela seu sua seus suas porem apos foi
    foram tem teve sao era nao sim gli dei degli delle della dello dell nel nella nei sul sulla dal dalla alla
    tra fra anche quando dove secondo dopo prima mentre che chi cui non piu hanno sono e der die den dem ein
    eine einen einem einer eines und oder aber sondern denn weil wenn als ob dass damit nach vor mit ohne gegen
    fur bei aus von zu zum zur im vom beim ins auf uber unter zwischen durch wegen seit bis wahrend er sie wir
    ihr ich sein seine seinen seiner ihre ihren ihrer kein keine auch noch schon nur sehr wie wer wo nicht ist
    sind war waren wird werden wurde wurden hat haben hatte hatten kann konnen soll muss dieser diese dieses
    diesen diesem laut gemass jedoch doch dort hier heute gestern morgen het een maar want dat dit deze zijn
    haar hun hij zij wij ik niet ook nog naar voor met van op te bij uit door tot volgens и в во не на но что
    это как он она они мы вы я с со по к ко у за из от до о об для при а же бы то так также если когда где после
    перед между под над без через
    """
)

MONTHS_AND_DAYS = word_set(
    """
    january february march april may june july august september october november december jan feb mar apr jun
    jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu
    thur thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays spring summer autumn
    winter fall easter christmas ramadan eid hanukkah diwali halloween thanksgiving midnight noon januar februar
    marz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag sonntag janvier
    fevrier mars avril juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi
    samedi dimanche enero febrero abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes
    martes miercoles jueves viernes sabado domingo utc gmt est edt cet cest eet bst pst pdt
    """
)

# Names of things that are written with a capital and act in no event.
NEVER_ACTORS = word_set(
    """
    islam christianity judaism hinduism buddhism catholicism protestantism sikhism god allah jesus christ bible
    quran koran torah gospel marxism communism socialism nazism capitalism democracy brexit constitution
    internet web wi-fi wifi covid covid-19 coronavirus ebola aids hiv sars dna rna pdf html http https www dvd
    cd tv fm am gps ceo cfo coo cto gdp vat ngo ngos ied ieds vip faq usb sms url id ai it pr hr qa uav uavs wmd
    sme smes phd ma ba msc bsc mba md usd eur gbp chf cfa ok sos asap rsvp aka tba tbc km kg mph kmh kph iq atm
    suv suvs wis ore calif fla ariz colo conn minn mont nev okla tenn tex wyo mich bc ad ce bce xml sql css
    ascii olympics facebook instagram whatsapp youtube tiktok telegram linkedin email e-mail android iphone
    windows excel rov rpg rpgs led lcd vpn cpu gpu ram ui ux app apps
    """
)
# Adjectives of belief, people and direction, and the people themselves: no actors, but they begin names of groups.
ADJECTIVES = word_set(
    """
    english french german spanish arabic russian chinese mandarin cantonese hindi urdu persian farsi portuguese
    italian swahili hebrew latin greek turkish dutch hausa bambara pashto dari kurdish tamil bengali malay
    amharic tigrinya somali ukrainian polish japanese korean muslim muslims christian christians jew jews jewish
    hindu hindus buddhist buddhists sunni sunnis shia shias shiite shiites catholic catholics protestant
    protestants orthodox islamic islamist islamists sikh sikhs atheist marxist communist communists socialist
    socialists fascist fascists nazi nazis democrat democrats democratic republican republicans liberal liberals
    conservative conservatives tory arab arabs kurd kurds african africans european europeans asian asians
    american americans latino latinos hispanic hispanics black blacks white whites indigenous aboriginal western
    westerners eastern northern southern northeastern northwestern southeastern southwestern central sahelian
    nordic balkan parliamentarian olympic presidential congressional federal royal soviet soviets ottoman roman
    byzantine alawite
    alawites druze yazidi yazidis shi'ite shi'ites tuareg tuaregs fulani berber
    """
)

# Ranks, offices and forms of address before a name. Plurals stand before lists ("Generals A and B").
TITLES = word_set(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme mlle monsieur m. herr frau senor
    senora sr. don dona maitre sheikh shaikh sheik shaykh imam ayatollah mullah mufti mawlana maulana hajj hajji
    haji rabbi pope bishop archbishop cardinal reverend rev fr pastor patriarch canon dean king queen prince
    princess emperor empress sultan emir emirs amir shah tsar caliph duke duchess count countess baron baroness
    earl marquess crown highness majesty excellency honourable honorable hon president presidents vice-president
    chairman chairwoman chairperson chair premier chancellor minister ministers secretary undersecretary
    secretary-general ambassador ambassadors envoy consul senator senators sen rep reps representative
    representatives congressman congresswoman delegate deputy deputies mp mps mep meps governor governors gov
    mayor mayors councillor councilor councilman councilwoman assemblyman assemblywoman lawmaker alderman
    commissioner commissioners speaker whip spokesman spokeswoman spokesperson leader leaders chief chiefs head
    commander commanders commander-in-chief director directors director-general executive ceo founder co-founder
    cofounder analyst researcher historian economist judge judges justice justices prosecutor attorney lawyer
    barrister solicitor counsel sheriff detective inspector constable superintendent officer agent warden
    marshal general generals gen lt lieutenant col colonel colonels maj major majors capt captain captains sgt
    sergeant cpl corporal pvt private brig brigadier adm admiral admirals commodore cmdr field-marshal warlord
    cadet ensign lieutenant-general lieutenant-colonel major-general brigadier-general host gm anchor presenter
    coach manager striker midfielder goalkeeper defender referee actor actress singer author journalist reporter
    correspondent photographer artist sculptor painter designer architect engineer surgeon physician
    psychologist sociologist musician rapper comedian filmmaker producer screenwriter novelist poet philosopher
    activist dissident expert academic scientist astronaut pilot farmer businessman businesswoman businessmen
    tycoon billionaire banker investor strongman dictator ruler rebel jihadist opposition-leader negotiator
    mediator adviser advisor aide monarch heir presidente primer ministro ministra coronel capitan gobernador
    alcalde senador diputado canciller président ministre gouverneur maire depute chef chefs directeur
    directrice porte-parole ambassadeur commandant capitaine marechal procureur juge prasident prasidentin
    prasidenten prasidents kanzlers konig konigin papst bundeskanzler bundeskanzlerin kanzler kanzlerin
    ministerin bundesprasident aussenminister aussenministerin innenminister verteidigungsminister
    finanzminister ministerprasident oberburgermeister burgermeister sprecher sprecherin vorsitzender
    vorsitzende direktor generalsekretar presidenta primo segretario generale sindaco governatore deputato
    portavoce primeiro prefeito governador deputado президент министр премьер генерал губернатор глава
    """
)

# Forms of address: what follows is a surname, whatever else the word means ("Mr Key").
HONORIFICS = word_set(
    "mr mrs ms miss mx dr prof sir dame lord lady mme mlle monsieur madame m herr frau senor senora don dona sr sra"
)

# What a title rules over ("Secretary of State", "Minister for Foreign Affairs").
PORTFOLIOS = word_set(
    """
    state defence defense foreign affairs interior finance justice health education energy trade transport
    labour labor agriculture environment culture information communication communications oil petroleum mines
    mining security staff treasury commerce industry development housing home homeland territorial
    administration economy economic planning tourism sport sports youth women religious endowments water works
    public budget science technology war navy army veterans reconciliation decentralisation decentralization
    cooperation integration armed forces armees defensa exterieur exteriores interieur etrangeres affaires
    relaciones justicia hacienda board
    """
)
# Kin before a name: says "a person", is no office.
KIN = word_set(
    """
    wife husband widow widower son sons daughter daughters brother brothers sister sisters mother father uncle aunt
    nephew niece cousin grandson granddaughter grandfather grandmother stepson partner colleague counterpart friend
    rival predecessor successor deputy's fils fille frere epouse hijo hija hermano esposa sohn tochter bruder
    """
)

# What stands before a title's head word and belongs to the title.
TITLE_MODIFIERS = word_set(
    """
    prime vice deputy assistant associate acting interim transitional outgoing incoming former ex president
    elect president-elect senior junior chief lead de facto foreign defence defense interior finance home health
    education energy trade justice transport environment agriculture oil information communications labour
    housing first second high special permanent executive managing general attorney field rear major lieutenant
    brigadier supreme army military naval air police party opposition junta rebel militia ruling political
    religious spiritual tribal regional provincial state federal national parliamentary senate majority minority
    press honorary founding founder co-founder emeritus staff sergeant crown grand lance wing squadron group
    principal chief-of-staff commanding resident non-resident research policy security intelligence transition
    """
)

# Small words inside names of persons, kept in lower case in many traditions.
PARTICLES = word_set(
    """
    al el ul es ez er as ad at an az ar ash ould abu abou umm bin ibn ben bint bu ou ait nait de del della delle
    dello degli di da dal dalla dos das do du des la le las los lo van von der den het ten ter te vom zu zum zur
    und af av y e i d' l' dell' d’ l’ dell’ ap mac na ni uz oglu zade
    """
)
# Of those, the ones that never open a name on their own and are words of plain text besides.
CLOSED_PARTICLES = word_set(
    "as at an y e i und na ni la le las los lo das do des te den den ten zu du de da di an ad ou the"
)
# Those that may open a name in lower case ("al-Burhan", "de Mistura", "van Dijk").
OPENING_PARTICLES = word_set("al el abu ibn bin ben van von de di da del della d' d’ ould")

INITIAL_ABBREVIATIONS = word_set(
    """
    mr mrs ms dr prof gen col lt maj capt sgt const cpl pvt brig adm cmdr gov sen rep rev fr st ste mt hon sr jr
    messrs mme mlle no vs inc ltd co corp dept univ assn bros jan feb mar apr jun jul aug sep sept oct nov dec
    u.s u.k u.n art fig approx est op cit ed eds vol pp
    """
)

NAME_SUFFIXES = word_set("jr sr ii iii iv vi vii viii ix")

SPEECH_VERBS = word_set(
    """
    said says say told tells tell added adds argued argues announced announces asked asks claimed claims
    confirmed confirms declared declares denied denies explained explains insisted insists noted notes replied
    replies reported reports responded responds stated states stressed stresses suggested suggests tweeted
    tweets warned warns wrote writes condemned condemns welcomed welcomes vowed vows acknowledged acknowledges
    accused accuses admitted admits recalled recalls thinks thought believes believed wants wanted hopes hoped
    dit declare affirme dijo afirmo sagte erklarte teilte recounts testified testifies commented comments joked
    remarked concluded concludes
    """
)
PERSON_VERBS = word_set(
    """
    born died married resigned graduated apologised apologized smiled laughed cried retired spoke speaks met meets
    visited visits arrived arrives travelled traveled returned returns became becomes served serves studied studies
    lived lives grew moved joined played plays scored scores won wins lost ran runs starred directed wrote taught
    teaches testified tweeted knew knows felt feels loved loves
    """
)

# Prepositions after which a name without other evidence is a place.
PLACE_PREPOSITIONS = word_set(
    "in near across throughout outside inside around into within toward towards at dans en nel nella bei в во на"
)
PLACE_NOUNS_BEFORE = word_set(
    "city town village province region state country capital island port district area suburb governorate county valley"
)
PLACE_NOUNS_AFTER = word_set(
    "province region governorate district area city town village border borders airport airspace suburb county coast"
)
