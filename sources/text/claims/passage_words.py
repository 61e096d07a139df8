"""Words and phrases by which a sentence shows that it tells no fact. Folded, lower case; `phrase_set` lists phrases."""

from sources.text.word_sets import phrase_set, word_set

# What is not so yet, may not be so, or ought to be.
FORECASTS = phrase_set(
    """
    may, might, could, will, would, shall, should, must, ought to, won't, wouldn't, shouldn't, going to, set to,
    about to, expected to, is expected, are expected, was expected, were expected, anticipated, plan to,
    plans to, planned to, planning to, aim to, aims to, aimed to, aiming to, aim at, aims at, hope to, hopes to,
    hoped to, hoping to, hopeful, intend to, intends to, intended to, intending to, seek to, seeks to,
    seeking to, likely, unlikely, poised to, scheduled to, scheduled for, slated to, slated for, bound to,
    due to begin, due to start, due to meet, due to take, due to be, due to hold, due to arrive, due to open,
    due to visit, due to speak, due to appear, due to vote, due to sign, due to expire, due to end, due to go,
    due to return, due to travel, potentially, potential to, possibly, perhaps, maybe, projected, predict,
    predicts, predicted, forecast, forecasts, threatens to, in the coming days, in the coming weeks,
    in the coming months, in the coming years, in the near future, in the future, tomorrow, next week,
    next month, next year, remains to be seen, pourrait, pourraient, devrait, devraient, sera, seront, aura,
    auront, va etre, vont etre, prevoit de, envisage de, podria, podrian, deberia, deberian, seran, habra,
    tendra, tendran, va a, van a, se espera, se preve, konnte, konnten, durfte, durften, sollte, sollten,
    wird voraussichtlich, werden voraussichtlich, vermutlich, podera, poderao, poderia, poderiam, devera,
    deverao, serao, vai, vao, espera-se
    """
)
# "could not" tells what did not happen; "will" and "may" are also a testament and a month.
NOT_FORECASTS = phrase_set(
    """
    could not, couldn't, his will, her will, their will, free will, political will, last will, in may, of may,
    on may, by may, since may, until may, early may, late may, mid-may, last may, a plan to, the plan to,
    's plan to, its plan to, his plan to, her plan to, their plan to, as expected, than expected
    """
)

# Praise, promotion and loaded words, for and against.
LOADED = phrase_set(
    """
    pivotal, notable, renowned, acclaimed, celebrated for, esteemed, prestigious, beloved, legendary, iconic,
    visionary, inspirational, inspired by, stunning, breathtaking, world-class, cutting-edge, state-of-the-art,
    groundbreaking, ground-breaking, game-changer, game-changing, game changer, trailblazing, pioneering,
    remarkable, remarkably, extraordinary, exceptional, outstanding, impressive, impressively, unparalleled,
    unrivalled, unmatched, invaluable, vibrant, thriving, flourishing, brighter future, bright future,
    better future, better tomorrow, new era, new chapter, golden age, historic, landmark, milestone,
    breakthrough, triumph, triumphant, heroic, hero, heroes, proud, proudly, beautiful, wonderful, amazing,
    incredible, incredibly, fantastic, brilliant, magnificent, spectacular, delightful, perfect, must-see,
    must-have, best-in-class, innovative, transformative, seamless, unwavering, steadfast, tireless, tirelessly,
    testament, beacon, cornerstone, step forward, important step, important steps, important moment,
    significant step, crucial step, crucial moment, rich heritage, rich history, rich tapestry,
    ancient heritage, respected name, highly respected, widely respected, thought leader,
    commitment to excellence, dedication to, passion for, passionate about, insightful, pave the way,
    paves the way, paving the way, shining example, warmly welcomed, delighted, excited to, brutal, brutally,
    shameful, shamefully, disgraceful, heinous, barbaric, notorious, infamous, so-called, outrageous, ruthless,
    cowardly, despicable, appalling, shocking, shockingly, sinister, evil, monstrous, pathetic, ridiculous,
    absurd, laughable, disastrous, catastrophic failure, scandalous, thuggish, tyrannical, unfortunately, sadly,
    thankfully, fortunately, remarquable, exceptionnel, exceptionnelle, historique, prestigieux, prestigieuse,
    prometteur, destacado, destacada, historico, historica, excepcional, prestigioso, prestigiosa, pionero,
    bahnbrechend, herausragend, hervorragend, renommiert, historischer, historisch, notavel, pioneiro, renomado,
    renomada
    """
)

# Opens a sentence that sums up.
SUMMING_OPENERS = phrase_set(
    """
    in summary, to summarise, to summarize, in conclusion, to conclude, in short, in essence, overall,
    ultimately, in sum, all in all, similarly, likewise, notably, importantly, significantly, clearly, indeed,
    arguably, in many ways, in a broader sense, on the whole, taken together, more broadly, as such, en resume,
    en somme, en conclusion, globalement, en resumen, en definitiva, zusammenfassend, insgesamt, em resumo,
    em suma, em conclusao
    """
)
# Says what things mean, not what happened.
INTERPRETING = phrase_set(
    """
    underscore, underscores, underscored, underscoring, highlights, highlighting, signals, signalling,
    signaling, signal a, signal an, reflects, reflecting, showcases, showcasing, illustrates, illustrating,
    demonstrates, demonstrating, exemplifies, epitomises, epitomizes, emphasises, emphasizes, emphasising,
    emphasizing, indicating a, indicating an, suggesting a, suggesting an, marking a, marking an, cementing,
    solidifying, symbolises, symbolizes, symbolising, symbolizing, represents a, represents an, serves as,
    serving as a, serve as a, broader trend, wider trend, growing trend, reminder of, reminder that,
    raises questions, raising questions, speaks volumes, sends a message, sending a message, sends a clear,
    sends a strong, sheds light, shed light, at a crossroads, the world watches, only time, time will tell,
    it is clear, it's clear, it is important, it's important, it is worth, it's worth, it is essential,
    profoundly, intertwined, plays a crucial, plays a vital, plays a key, crucial role, vital role, key role,
    delicate balance, evolving landscape, landscape of, dynamics, appears to, appear to, seems to, seem to,
    temoigne, illustre, reflete, souligne l', refleja, subraya, unterstreicht, spiegelt, verdeutlicht, ressalta
    """
)
# The writer speaking.
WRITER = phrase_set("i'm, i've, my, we, we're, we've, let's, our, you, your, you're")

IMPERATIVES = word_set(
    """
    read click share subscribe follow join download sign register learn discover explore check leave enter please
    don't contact call visit watch listen tap scroll log submit send stay get find see note remember consider
    imagine let tell donate support
    lire cliquez abonnez partagez lisez decouvrez haga lea siga comparta suscribase descargue klicken lesen abonnieren
    teilen clique leia assine compartilhe inscreva
    """
)
CALLS = phrase_set(
    """
    click here, read more, sign up, share your, leave a comment, in the comments, follow us, subscribe to,
    for more, more insights, learn more, find out more, stay tuned, contact us, your email
    """
)

# A finite verb that is not told by its ending, in English and the commonest of the other languages.
FINITE = word_set(
    """
    is are was were has have had do does did said says told went came took made gave began found saw met died killed
    left fell rose won lost held led kept sent spent built bought brought fought taught caught got became ran sat
    stood
    wrote spoke broke chose drove flew grew knew threw wore struck hit put cut set shut quit hurt shot fired sold paid
    felt dealt meant heard read beat bore drew fled swore faces face remains remain includes include makes takes holds
    leads plays lives works runs stands belongs costs owns needs wants believes knows comes goes gives shows
    a ont est sont etait etaient fut ont ete
    es son fue fueron ha han era eran esta estan dijo murio murieron llego
    ist sind war waren hat haben wurde wurden sagte starb starben kam
    foi foram e sao tem disse morreu morreram chegou
    """
)
NUMBER_WORDS = word_set(
    """
    two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million
    millions
    billion dozen dozens half
    deux trois quatre cinq six sept huit neuf dix cent mille dos tres cuatro cinco seis siete ocho nueve diez cien mil
    zwei drei vier funf sechs sieben acht neun zehn hundert tausend dois tres quatro sete oito nove dez
    """
)
