"""Romanisation: names of other scripts in Latin letters, close to how newsrooms spell them.

Vowels that Arabic and Hebrew do not write stay unwritten; `likeness` compares such names by their consonants.
"""

from sources.text.marks import normalised
from sources.text.word_sets import letter_map


def _sounds(text: str) -> tuple[str, ...]:
    return tuple(sound.strip("-") for sound in text.split())


CYRILLIC = letter_map(
    """
    а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
    щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u џ=dzh ј=j љ=lj њ=nj ћ=c ђ=dj ќ=kj ѓ=gj ѕ=dz ә=a ғ=g қ=k
    ң=n ө=o ұ=u ү=u һ=h
    """
)
GREEK = letter_map(
    """
    α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o
    """
)
GREEK_PAIRS = letter_map(
    """
    ου=ou μπ=b ντ=nt γκ=g γγ=ng τζ=tz αυ=av ευ=ev ει=i οι=i αι=e
    """
)
HEBREW = letter_map(
    """
    א=' ב=b ג=g ד=d ה=h ו=v ז=z ח=h ט=t י=y כ=k ך=k ל=l מ=m ם=m נ=n ן=n ס=s ע=' פ=p ף=p צ=ts ץ=ts ק=k ר=r ש=sh ת=t
    """
)
ARABIC = letter_map(
    """
    ا=a ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع=' غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h
    و=w ي=y أ=a إ=i آ=a ى=a ة=a ئ=' ؤ=w ء=' گ=g پ=p چ=ch ژ=zh ک=k ی=y ڤ=v ے=e ہ=h ھ=h ٹ=t ڈ=d ڑ=r ں=n ە=a
    """
)
GEORGIAN = letter_map(
    """
    ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=zh რ=r ს=s ტ=t უ=u ფ=p ქ=k ღ=gh ყ=q შ=sh ჩ=ch
    ც=ts ძ=dz წ=ts ჭ=ch ხ=kh ჯ=j ჰ=h
    """
)
KANA = letter_map(
    """
    ア=a イ=i ウ=u エ=e オ=o カ=ka キ=ki ク=ku ケ=ke コ=ko サ=sa シ=shi ス=su セ=se ソ=so タ=ta チ=chi ツ=tsu
    テ=te ト=to ナ=na ニ=ni ヌ=nu ネ=ne ノ=no ハ=ha ヒ=hi フ=fu ヘ=he ホ=ho マ=ma ミ=mi ム=mu メ=me モ=mo ラ=ra
    リ=ri ル=ru レ=re ロ=ro ガ=ga ギ=gi グ=gu ゲ=ge ゴ=go ザ=za ジ=ji ズ=zu ゼ=ze ゾ=zo ダ=da ヂ=ji ヅ=zu デ=de
    ド=do バ=ba ビ=bi ブ=bu ベ=be ボ=bo パ=pa ピ=pi プ=pu ペ=pe ポ=po ヤ=ya ユ=yu ヨ=yo ワ=wa ヲ=o ン=n ヴ=vu ヰ=i
    ヱ=e
    """
)
SMALL_KANA = {"ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "ya", "ュ": "yu", "ョ": "yo"}
# Hangul syllables are arithmetic: 19 openings, 21 vowels, 28 closings (Unicode, chapter 3.12); Revised Romanisation.
HANGUL_OPENINGS = _sounds("g kk n d tt r m b pp s ss - j jj ch k t p h")
HANGUL_VOWELS = _sounds("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
HANGUL_CLOSINGS = _sounds("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
HANGUL_FIRST, HANGUL_LAST = 0xAC00, 0xD7A3

# Characters that Chinese newsrooms use to write foreign names by sound (the common core of Xinhua's tables), and
# their readings without tones.
HANZI_READINGS = letter_map(
    """
    a=阿 ai=艾爱埃愛 an=安 ang=昂 ao=奥奧 ba=巴芭 bai=拜 ban=班 bao=鲍保鮑寶宝 bei=贝貝北 ben=本 bi=比碧畢毕
    bin=宾賓彬 bo=波博伯 bu=布 ke=克科柯可 ka=卡 kai=凯凱 kan=坎 ken=肯 kong=孔 ku=库庫 kui=奎 qi=奇齐齊 qie=切
    qiao=乔喬 da=达達 dai=戴代黛 dan=丹 dang=当 dao=道 de=德 deng=邓鄧登 di=迪蒂地 ding=丁 dong=东東冬 du=杜 dun=顿頓敦
    duo=多 e=厄额 en=恩 er=尔爾耳 fa=法 fan=范凡範 fei=费費菲 fen=芬 feng=冯馮丰 fo=佛 fu=弗夫福富 ga=加伽
    gai=盖蓋 gan=甘 gang=冈 gao=高 ge=格戈哥葛 gen=根 gu=古顾 gui=圭 guo=国國 ha=哈 hai=海 han=汉漢罕韩韓 hao=豪
    he=赫荷 hei=黑 heng=亨 hong=洪红 hou=侯 hu=胡呼 hua=华華 huai=怀懷 huo=霍 ji=基吉季 jia=贾賈佳 jian=健建
    jiang=江姜 jie=杰傑洁 jin=金津 zhu=朱茱 ju=居 la=拉 lai=莱萊赖来 lan=兰蘭 lang=朗郎 lao=劳勞 le=勒乐樂
    lei=雷蕾 lun=伦倫 li=利里丽莉李黎麗力理 lian=连 liang=良梁 lie=列 lin=林琳 ling=玲灵 liu=刘劉柳 long=隆龙龍
    lu=卢盧魯路露 ru=鲁 lv=吕 luo=罗羅洛 ma=马馬玛瑪 mai=迈邁麦麥 man=曼 mang=芒 mao=毛 mei=梅美 men=门 meng=蒙孟
    mi=米 miao=苗 ming=明 mo=莫摩默 mu=穆姆木 na=纳納娜 nai=奈 nan=南 nei=内 ni=尼妮 ning=宁寧 niu=纽紐 nong=农
    nu=努 nuo=诺諾 ou=欧歐 pa=帕 pai=派 pan=潘 pei=佩 peng=彭 pi=皮 ping=平 pu=普蒲 qin=秦钦 qiong=琼瓊 rang=让
    re=热 ri=日 rong=荣 rui=瑞 ruo=若 sa=萨薩 sai=塞赛賽 sang=桑 sen=森 se=色 sha=沙莎 shan=山珊 shang=尚
    shen=申沈 sheng=圣聖 shi=什施史石诗 shu=舒 si=斯思丝絲 song=松宋 su=苏蘇 suo=索 ta=塔 tai=泰太台 tan=坦谭
    tang=汤湯唐 te=特 ti=提 tian=田天 ting=廷 tong=通 tu=图圖土 tuo=托 wa=瓦 wan=万萬 wang=王旺 wei=威维維韦韋魏
    wen=文温溫 wo=沃 wu=乌烏伍武吴吳 xi=西希席锡 xia=夏 xian=香贤 xiao=肖小蕭 xie=谢謝 xin=辛新欣 xiu=休 xu=许許
    xue=雪 ya=亚亞雅 yan=扬颜顏 yang=杨楊洋 yao=姚 ye=耶叶葉 yi=伊易 yin=因 ying=英 yong=永 you=尤 yu=于裕
    yue=约約 yun=云 za=扎 zai=载 zhan=詹 zhang=张張 zhen=珍真 zheng=郑鄭正 zhi=志智 zhuo=卓 zi=兹茲子 zuo=佐
    zong=宗 chen=陈陳 cheng=程 zhao=赵趙 zhou=周 huang=黄黃
    """
)
HANZI = {character: reading for reading, characters in HANZI_READINGS.items() for character in characters}

LETTERS = CYRILLIC | GREEK | HEBREW | ARABIC | GEORGIAN | {"·": " ", "•": " ", "‧": " "} | HANZI
SILENT_MARKS = frozenset("ːー̱ـ")


def romanise(text: str) -> str:
    """The lower-case text in Latin letters; what no table here knows stays as it is."""
    if text.isascii():
        return text
    return "".join(_letters(normalised("NFC", text)))


def _letters(text: str) -> list[str]:
    out: list[str] = []
    index = 0
    while index < len(text):
        pair = GREEK_PAIRS.get(text[index : index + 2])
        out.append(pair if pair else _letter(text[index], out))
        index += 2 if pair else 1
    return out


def _letter(letter: str, before: list[str]) -> str:
    code = ord(letter)
    if code < 0x250:
        return letter
    if HANGUL_FIRST <= code <= HANGUL_LAST:
        return _hangul(code - HANGUL_FIRST)
    if 0x3041 <= code <= 0x30FF:
        return _kana(chr(code + 0x60) if code <= 0x3096 else letter, before)
    known = LETTERS.get(letter)
    if known is None and letter not in SILENT_MARKS:
        bare = normalised("NFD", letter)[0]
        known = LETTERS.get(bare, letter)
    return known or ""


def _hangul(index: int) -> str:
    opening, rest = divmod(index, len(HANGUL_VOWELS) * len(HANGUL_CLOSINGS))
    vowel, closing = divmod(rest, len(HANGUL_CLOSINGS))
    return HANGUL_OPENINGS[opening] + HANGUL_VOWELS[vowel] + HANGUL_CLOSINGS[closing]


def _kana(letter: str, before: list[str]) -> str:
    """A small kana replaces the vowel before it ("フィ": fi); the long mark and the doubling mark are silent."""
    small = SMALL_KANA.get(letter)
    if small and before and before[-1][-1:] in tuple("aiueo"):
        before[-1] = before[-1][:-1]
        return small[1:] if before[-1].endswith(("sh", "ch", "j")) and len(small) == 2 else small
    return small or KANA.get(letter, "" if letter in "ーッ" else letter)
