"""How much a line reads like running prose: the small words that sentences in many languages cannot do without."""

from collections.abc import Sequence

from sources.text.page.debris import UNSPACED
from sources.text.page.wordlists import words

SMALL_WORDS = words(
    """
    the of and to in a is that for it as was with on by he she they are be this have from or had not but at which
    were you we his her has been will would their what there if
    der die das und ist in den von zu mit sich des auf für nicht ein eine als auch es an werden aus er hat dass sie
    nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch
    ich wir dem kann
    de het een van en dat op te zijn voor met niet aan er om ook als dan maar bij nog uit deze werd door hij naar
    hebben ze heeft worden wordt over
    och att det som på är av för med till den har inte om ett men var jag hade han hon när så de kan från
    og å er på til ikke jeg et den som av det har med for var han hun blir fra ble sier vil etter at kan skal
    le la les et des en un une du que est pour qui dans sur pas au par plus avec ce il ne se sont été cette mais ou
    nous vous son ses elle ont aux leur
    el los las y del que se con por una su para es al lo como más pero sus le ya fue este ha si porque esta son
    entre cuando sobre también
    o os as e do da dos das em não uma um com para por mais foi ao na no se que é como mas seu sua pela pelo ele ela
    são nos nas
    il di che è non per gli della con dei del si da al nel sono alla anche ha più come ma lo delle le ai dalla
    questo nella
    și nu cu este pe din care la ce mai sunt pentru să au de a fost prin
    i w na z do się nie to że jest o jak po od za co przez dla ale czy są tym oraz już był
    se je na že v s to ale jako za jsem si by pro ve z byl jsou podle po které který jeho sa aj ako som pre od bol
    и в не на что он с по это как за из к для от о его но у а же также был было все так при они
    і на що не з у та до за як це від про для він але його був також й року
    да се на за от не са по като той което има във ще със
    u i je se na da za su od s koji koja koje kao ali bi iz o je to nije pa
    in je na za da so se ki pri kot ali po pa tudi bo še
    a az és hogy nem is egy azt de volt ez meg csak már még ha el mint
    ja on ei että se hän oli ovat kun mutta myös joka sen tai niin kuin
    ir kad yra su iš į ar un ka ir no par uz ar
    και το της την του να η ο για με από τα που στο στη δεν ότι οι είναι των θα τη ένα μια
    ve bir bu da de için ile çok olarak olan daha ne gibi kadar en ama sonra
    في من على أن إلى التي الذي عن مع هذا هذه ما لا كان بعد قد ذلك بين أو
    و در به از که این را با است برای آن یک خود تا بر هم شد کرد
    של את על לא הוא זה עם כי גם אל היא אבל או מה יש כל
    के में की है को से का और ने पर कि यह भी एक हैं था नहीं कर इस हो लिए
    এর এবং এই ও করে না থেকে কে কি য়ে के আছে
    yang dan di dengan untuk dari ini itu pada tidak dalam akan oleh juga karena telah ke adalah para bisa ada
    và của là có cho không được một với các trong những này đã người khi đến về
    ang ng sa mga na ay at ko ni para kung
    ya wa na kwa ni za katika la cha kuwa huyo hiyo baada yake
    die van en het is nie op te met wat vir dat hy sy om aan
    """
)
"""The small words of some fifty languages: Germanic, Romance, Slavic, and on to Asia and Africa."""

LATIN_LENGTH = 2.5
"""One character of Chinese, Japanese, Korean or Thai says about as much as so many Latin ones."""


def weight(text: str) -> int:
    """The length of a text in Latin characters' worth."""
    dense = 0 if text.isascii() else len(UNSPACED.findall(text))
    return round(len(text) + dense * (LATIN_LENGTH - 1))


def small_word_share(tokens: Sequence[str]) -> float:
    """The part of casefolded words that are small words of any language: .3 to .5 in prose, near 0 in link lists."""
    return sum(map(SMALL_WORDS.__contains__, tokens)) / len(tokens) if tokens else 0.0
