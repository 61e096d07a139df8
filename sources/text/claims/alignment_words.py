"""Words that say nothing about what a sentence is about, and words that tell the same act."""

from sources.text.word_sets import word_set

STOP_WORDS = word_set(
    """
    a an the and or but nor so yet if then than that this these those there here of for from to in on at by with into
    onto upon about over under after before during since until while as when where which who whom whose what why how
    between among amid against through across around near is are was were be been being am has have had having do does
    did done can could may might will would shall should must not no only also just even still already very more most
    much many some any each every both all such other another same own it its he him his she her they them their we us
    our you your i me my one ones s t up out off down again further once because although though however meanwhile
    according told say said tell says saying added spokesman spokeswoman statement reported report reporter monday
    tuesday wednesday thursday friday saturday sunday mr mrs ms dr
    le la les un une des du de et en dans sur pour par avec que qui est sont au aux ce cette ses son sa se il elle ils
    el los las unos unas del y o en por para con que es son al su sus se lo como una uno
    der die das dem den des ein eine einen einem einer und oder im in am zu zum zur von vom mit fur auf ist sind als
    dass sich nicht auch nach bei wurde werden hat os as um uma do da dos das no na nos nas em por para com e que ao
    """
)

# Each line is one act or thing in several words.
_ACTS = (
    "kill killed killing die died dying dead death deaths fatality fatal slain slay lethal deadly",
    "injure injured wound wounded hurt injury",
    "arrest arrested detain detained custody jail jailed apprehend",
    "visit visited arrive arrived arrival trip travel travelled traveled",
    "meet met meeting talk talks discuss discussed discussion negotiation negotiate",
    "welcome welcomed host hosted receive received greet greeted",
    "announce announced unveil unveiled declare declared",
    "attack attacked assault raid strike struck",
    "blast explosion explode exploded bomb bombing bombed",
    "quake earthquake temblor tremor",
    "fire blaze wildfire burn burned burnt",
    "resign resigned resignation quit step stepped",
    "elect elected election vote voted voting ballot poll",
    "buy bought acquire acquired acquisition purchase purchased takeover",
    "fall fell drop dropped decline declined decrease decreased",
    "rise rose increase increased climb climbed gain",
    "sign signed signing",
    "agreement deal accord pact treaty",
    "ceasefire truce armistice",
    "company firm corporation",
    "conflict war fighting fight fought battle clash clashed",
    "rebel rebelled rebelling rebellion mutiny",
    "flee fled displace displaced displacement evacuate evacuated",
    "oust ousted overthrow overthrew overthrown topple toppled coup putsch",
    "sentence sentenced convict convicted conviction guilty",
    "sue sued lawsuit suit",
    "launch launched start started begin began open opened",
    "lead led head headed leader chief",
    "child children kid",
    "doctor physician",
    "police officer policeman cop",
    "soldier troop",
    "plane aircraft jet",
    "shoot shot shooting gunman gunfire gunned",
    "flood flooded flooding",
    "protest protester protestor demonstration demonstrator rally",
)
SAME_ACT = {word: line.split()[0] for line in _ACTS for word in line.split()}

# Stems of offices and ranks: two sentences that share them speak of the same person, not of the same act.
OFFICES = word_set(
    """
    president vice former general chairman chairwoman secretary minister prim deputy lead senator rep governor mayor
    director spokesman spokeswoman colonel captain king queen princ judg professor republican democrat party officer
    """
)
