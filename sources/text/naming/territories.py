"""States and cities by name, in any language that CLDR knows (Unicode CLDR, as Babel ships it)."""

from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError, get_global

from sources.text.fold import fold
from sources.text.word_sets import member_map, word_set

NO_CITY_ZONES = ("Etc", "Antarctica", "America/Indiana", "America/Kentucky", "America/North_Dakota")
ZONES_LIKE_WORDS = word_set(
    """
    christmas easter wake midway troll oral eastern stanley regina norfolk dawson nelson
    """
)

# CLDR's own spelling is one of several in use; these are the others, in English.
OTHER_STATE_NAMES = member_map(
    """
    AE: UAE, U.A.E., Emirates, the Emirates; BA: Bosnia; BN: Brunei Darussalam; BO: Plurinational State of
    Bolivia; BY: Byelorussia; CD: DRC, DR Congo, Democratic Republic of the Congo, Democratic Republic of Congo,
    Congo-Kinshasa, RDC; CF: CAR, Central African Republic; CG: Congo-Brazzaville, Republic of the Congo,
    Republic of Congo, Congo; CI: Ivory Coast, Cote d'Ivoire; CN: People's Republic of China, PRC; CV: Cape
    Verde; CZ: Czech Republic; DE: Federal Republic of Germany; EG: Arab Republic of Egypt; FM: Micronesia; GB:
    UK, U.K., Britain, Great Britain; GE: Georgia; GM: The Gambia, Gambia; HK: Hong Kong; IR: Islamic Republic
    of Iran, Persia; KP: DPRK; KR: Republic of Korea, ROK; LA: Lao People's Democratic Republic; LY: Libyan Arab
    Jamahiriya; MK: Macedonia; MM: Burma, Myanmar; MO: Macau; NL: Holland, The Netherlands; PH: The Philippines;
    PS: Palestine; RU: Russian Federation; SD: Republic of the Sudan, Republic of Sudan; SZ: Swaziland; SY:
    Syrian Arab Republic; TL: East Timor; TR: Turkey, Türkiye; TW: Republic of China; TZ: United Republic of
    Tanzania; US: U.S., U.S.A., US, USA, United States of America, the States; VA: Vatican, Holy See; VN: Viet
    Nam; BS: The Bahamas; SV: Salvador; ML: Republic of Mali; TT: Trinidad; VC: Saint Vincent; LC: Saint Lucia;
    KN: Saint Kitts; ST: Sao Tome
    """
)

DEMONYMS = member_map(
    """
    AF: afghan, afghans, afghani; AL: albanian; DZ: algerian; AO: angolan; AR: argentine, argentinian; AM:
    armenian; AU: australian; AT: austrian; AZ: azerbaijani, azeri; BH: bahraini; BD: bangladeshi; BY:
    belarusian, belarussian; BE: belgian; BJ: beninese; BT: bhutanese; BO: bolivian; BA: bosnian; BW: botswanan;
    BR: brazilian; BG: bulgarian; BF: burkinabe, burkinabé; BI: burundian; KH: cambodian; CM: cameroonian; CA:
    canadian; CF: centrafrican; TD: chadian; CL: chilean; CN: chinese; CO: colombian; KM: comorian; CD:
    congolese; CR: costarican; HR: croatian, croat, croats; CU: cuban; CY: cypriot; CZ: czech; DK: danish, dane,
    danes; DJ: djiboutian; DO: dominican; EC: ecuadorian; EG: egyptian; SV: salvadoran, salvadorean; GQ:
    equatoguinean; ER: eritrean; EE: estonian; ET: ethiopian; FJ: fijian; FI: finnish, finn, finns; FR: french,
    frenchman; GA: gabonese; GM: gambian; GE: georgian; DE: german; GH: ghanaian; GR: greek; GT: guatemalan; GN:
    guinean; HT: haitian; HN: honduran; HU: hungarian; IS: icelandic, icelander; IN: indian; ID: indonesian; IR:
    iranian; IQ: iraqi; IE: irish, irishman; IL: israeli; IT: italian; CI: ivorian; JM: jamaican; JP: japanese;
    JO: jordanian; KZ: kazakh, kazakhstani; KE: kenyan; KW: kuwaiti; KG: kyrgyz; LA: laotian; LV: latvian; LB:
    lebanese; LR: liberian; LY: libyan; LT: lithuanian; LU: luxembourgish; MG: malagasy; MW: malawian; MY:
    malaysian; MV: maldivian; ML: malian; MT: maltese; MR: mauritanian; MU: mauritian; MX: mexican; MD:
    moldovan; MN: mongolian; ME: montenegrin; MA: moroccan; MZ: mozambican; MM: burmese; NA: namibian; NP:
    nepalese, nepali; NL: dutch, dutchman; NZ: newzealander; NI: nicaraguan; NE: nigerien; NG: nigerian; KP:
    northkorean; NO: norwegian; OM: omani; PK: pakistani; PS: palestinian; PA: panamanian; PY: paraguayan; PE:
    peruvian; PH: filipino, philippine; PL: polish, pole, poles; PT: portuguese; QA: qatari; RO: romanian; RU:
    russian; RW: rwandan; SA: saudi; SN: senegalese; RS: serbian, serb, serbs; SL: sierraleonean; SG:
    singaporean; SK: slovak; SI: slovenian, slovene; SO: somali; ZA: southafrican; KR: korean; SS:
    southsudanese; ES: spanish, spaniard; LK: srilankan; SD: sudanese; SE: swedish, swede, swedes; CH: swiss;
    SY: syrian; TW: taiwanese; TJ: tajik; TZ: tanzanian; TH: thai; TG: togolese; TN: tunisian; TR: turkish,
    turk, turks; TM: turkmen; UG: ugandan; UA: ukrainian; AE: emirati; GB: british, briton, britons, english,
    scottish, welsh, scots; US: american; UY: uruguayan; UZ: uzbek; VE: venezuelan; VN: vietnamese; YE: yemeni;
    ZM: zambian; ZW: zimbabwean; VA: vatican's
    """
)

# In CLDR's list of territories, but no territory: unions, pseudo-regions and private codes.
NOT_TERRITORIES = word_set("EU EZ UN QO XA XB ZZ")
# Territories with an ISO code of their own that are no states.
DEPENDENT = word_set(
    """
    AC AI AQ AS AW AX BL BM BQ BV CC CK CP CW CX DG EA FK FO GF GG GI GL GP GS GU HM IC IM IO JE KY MF MO MP MQ
    MS NC NF NU PF PM PN PR RE SH SJ SX TA TC TF TK UM VG VI WF YT HK
    """
)


@lru_cache(maxsize=1)
def demonym_states() -> dict[str, str]:
    """English words for a state's people or things ("malian", "malians") and the state's folded name."""
    return {fold(form): fold(state_name(code)) for word, code in DEMONYMS.items() for form in (word, word + "s")}


@lru_cache(maxsize=1)
def demonyms() -> frozenset[str]:
    """English words for a state's people or things, folded."""
    return frozenset(demonym_states())


@lru_cache(maxsize=64)
def states(language: str) -> dict[str, str]:
    """Folded names of states in one language to their ISO 3166 codes; empty for a language that CLDR does not know."""
    try:
        names = Locale.parse(language or "en").territories
    except (UnknownLocaleError, ValueError):
        return {}
    listed = {code: name for code, name in names.items() if code.isalpha() and code not in NOT_TERRITORIES}
    return {fold(part): code for code, name in listed.items() for part in _spellings(name)}


def _spellings(name: str) -> list[str]:
    """CLDR writes "Myanmar (Burma)" and "Bosnia & Herzegovina"."""
    return [name.split(" (")[0], name.replace("&", "and")]


@lru_cache(maxsize=1)
def english_states() -> dict[str, str]:
    """Folded English names of states, with the usual other ones, to ISO 3166 codes."""
    others = {fold(name): code for name, code in OTHER_STATE_NAMES.items()}
    return states("en") | others


@lru_cache(maxsize=1)
def cities() -> frozenset[str]:
    """Folded names of the cities that CLDR's time zones are named for."""
    zones = [zone for zone in get_global("zone_territories") if "/" in zone and not zone.startswith(NO_CITY_ZONES)]
    return frozenset(fold(zone.rsplit("/", 1)[1].replace("_", " ")) for zone in zones) - ZONES_LIKE_WORDS


def state_name(code: str) -> str:
    """The usual English name of a territory by its ISO 3166 code."""
    name: str = Locale("en").territories[code]
    return name.split(" (")[0]


# The languages whose names of states `state_code` knows: those of the United Nations and of most newsrooms' partners.
NEWS_LANGUAGES = sorted(
    word_set(
        """
        en ar zh fr ru es de it pt nl sv da nb fi pl cs sk hu ro bg uk sr hr el tr fa he hi bn ur ja ko vi th id ms sw
        am so ha yo ka hy az kk uz ca gl et lv lt sl sq mk
        """
    )
)


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in NEWS_LANGUAGES:
        found |= states(language)
    return found | english_states()


def state_code(key: str) -> str:
    """The ISO 3166 code of a territory by its folded name in any of the news languages; empty for what is none."""
    return _codes().get(key, "")
