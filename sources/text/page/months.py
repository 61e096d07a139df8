"""The names of the months in some sixty languages, whole and short, casefolded (source: Unicode CLDR)."""

from collections.abc import Mapping

NAMES: Mapping[int, str] = {
    1: """
        january jan januar janvier janv enero ene janeiro gennaio gen januari tammikuuta tammikuu tammi janúar
        stycznia styczeń sty ledna leden led januára január ianuarie ian януари яну января январь янв січня
        січень січ студзеня студзень сту јануар јан siječnja siječanj sij јануари janar ιανουαρίου ιανουάριοσ
        ιαν ocak oca yanvar yan იანვარი იან հունվարի հունվար հնվ қаңтар қаң sausio sausis saus janvāris jaanuar
        jaan يناير جانفي ינואר ינו׳ जनवरी जन॰ জানুয়ারী জানু جنوری ஜனவரி ஜன జనవరి జన जानेवारी जाने જાન્યુઆરી
        જાન્યુ ਜਨਵਰੀ ਜਨ ජනවාරි ජන janairu janaayo jannaayo ጃንዋሪ ጃን januarie urtarrila urt gener xaneiro xan
        ionawr ion eanáir ean มกราคม ม.ค មករា ມັງກອນ ມ.ກ ဇန်နဝါရီ ဇန် jän
        """,
    2: """
        february feb februar février févr febrero fevereiro fev febbraio februari helmikuuta helmikuu helmi
        febrúar lutego luty lut února únor úno februára február febr februarie февруари фев февраля февраль февр
        лютого лютий лют лютага люты фебруар феб veljače veljača velj shkurt shk φεβρουαρίου φεβρουάριοσ φεβ
        şubat şub fevral თებერვალი თებ փետրվարի փետրվար փտվ ақпан ақп vasario vasaris vas februāris veebruar
        veebr فبراير فيفري شباط פברואר פבר׳ फ़रवरी फ़र॰ ফেব্রুয়ারী ফেব فروری பிப்ரவரி பிப் ఫిబ్రవరి ఫిబ్ర
        फेब्रुवारी फेब्रु ફેબ્રુઆરી ફેબ્રુ ਫ਼ਰਵਰੀ ਫ਼ਰ फेब्रुअरी පෙබරවාරි පෙබ pebrero peb faburairu fab febraayo
        ፌብሩዋሪ ፌብ otsaila ots febrer febreiro chwefror chwef chw feabhra feabh กุมภาพันธ์ ก.พ កុម្ភៈ ກຸມພາ ກ.ພ
        ဖေဖော်ဝါရီ ဖေ
        """,
    3: """
        march mar märz mär mars marzo março maart mrt marts maaliskuuta maaliskuu maalis marca marzec března
        březen bře marec március márc martie март марта мар березня березень бер сакавіка сакавік сак mart
        ožujka ožujak ožu μαρτίου μάρτιοσ μαρ μάρ მარტი მარ մարտի մարտ մրտ наурыз нау kovo kovas kov märts مارس
        آذار מרץ मार्च মার্চ مارچ மார்ச் மார் మార్చి માર્ચ ਮਾਰਚ මාර්තු මාර් maret mac marso machi maris maarso
        ማርች martxoa març mawrth maw márta มีนาคม มี.ค មីនា ມີນາ ມ.ນ မတ် mrz
        """,
    4: """
        april apr avril avr abril abr aprile huhtikuuta huhtikuu huhti apríl kwietnia kwiecień kwi dubna duben
        dub apríla április ápr aprilie април апр апреля апрель квітня квітень квіт красавіка красавік кра
        travnja travanj tra prill pri απριλίου απρίλιοσ απρ nisan nis aprel აპრილი აპრ ապրիլի ապրիլ ապր сәуір
        сәу balandžio balandis bal aprīlis aprill أبريل أفريل نيسان אפריל אפר׳ अप्रैल এপ্রিল এপ্রি اپریل ஏப்ரல்
        ஏப் ఏప్రిల్ ఏప్రి एप्रिल एप्रि એપ્રિલ ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ अप्रिल අප්‍රේල් aprili afirilu afi abriil ኤፕሪል ኤፕሪ
        apirila api d’abril d’abr ebrill ebr aibreán aib เมษายน เม.ย មេសា ເມສາ ມ.ສ ဧပြီ
        """,
    5: """
        may mai mayo maio maggio mag mei maj toukokuuta toukokuu touko maí maja května květen kvě mája máj május
        май мая травня травень трав мај svibnja svibanj svi μαΐου μάιοσ μαΐ μάι mayıs მაისი მაი մայիսի մայիս
        մյս мамыр мам gegužės gegužė geg maijs مايو ماي أيار מאי मई মে مئی மே మే मे મે ਮਈ මැයි mayu maayo ሜይ
        maiatza maig bealtaine beal พฤษภาคม พ.ค ឧសភា ພຶດສະພາ ພ.ພ မေ
        """,
    6: """
        june jun juni juin junio junho giugno giu kesäkuuta kesäkuu kesä júní jún czerwca czerwiec cze června
        červen čvn júna június iunie iun юни июня июнь июн червня червень черв чэрвеня чэрвень чэр јун lipnja
        lipanj junij јуни qershor qer ιουνίου ιούνιοσ ιουν ιούν haziran haz iyun iyn ივნისი ივნ հունիսի հունիս
        հնս маусым мау birželio birželis birž jūnijs jūn juuni يونيو جوان حزيران יוני जून জুন جون ஜூன் జూన్ જૂન
        ਜੂਨ जुन ජූනි hunyo hun yuni yun juun ጁን junie ekaina eka juny xuño mehefin meh meitheamh meith มิถุนายน
        มิ.ย មិថុនា ມິຖຸນາ ມິ.ຖ ဇွန်
        """,
    7: """
        july jul juli juillet juil julio julho luglio lug heinäkuuta heinäkuu heinä júlí júl lipca lipiec lip
        července červenec čvc júla július iulie iul юли июля июль июл липня липень лип ліпеня ліпень ліп јул
        srpnja srpanj julij јули korrik korr ιουλίου ιούλιοσ ιουλ ιούλ temmuz tem iyul iyl ივლისი ივლ հուլիսի
        հուլիս հլս шілде шіл liepos liepa liep jūlijs jūl juuli يوليو جويلية يوليوز تموز יולי जुलाई जुल॰ জুলাই
        জুল جولائی ஜூலை జులై जुलै જુલાઈ ਜੁਲਾਈ ਜੁਲਾ ජූලි julai hulyo hul yuli yul luulyo lul ጁላይ julie uztaila
        uzt juliol xullo xul gorffennaf gorff gor iúil กรกฎาคม ก.ค កក្កដា ກໍລະກົດ ກ.ລ ဇူလိုင် ဇူ
        """,
    8: """
        august aug août agosto ago augustus augusti elokuuta elokuu elo ágúst ágú sierpnia sierpień sie srpna
        srpen srp augusta augusztus август авг августа серпня серпень серп жніўня жнівень жні avgust avg
        kolovoza kolovoz kol gusht gush αυγούστου αύγουστοσ αυγ αύγ ağustos ağu avqust avq აგვისტო აგვ օգոստոսի
        օգոստոս օգս тамыз там rugpjūčio rugpjūtis rugp augusts أغسطس أوت غشت آب אוגוסט אוג׳ अगस्त अग॰ আগস্ট আগ
        اگست ஆகஸ்ட் ஆக ఆగస్టు ఆగ ऑगस्ट ऑग ઑગસ્ટ ਅਗਸਤ ਅਗ अगस्ट අගෝස්තු අගෝ agustus agu ogos ogo agosti agusta
        ogosto ogs ኦገስት ኦገስ abuztua abu d’agost agost d’ag ag awst lúnasa lún สิงหาคม ส.ค សីហា ສິງຫາ ສ.ຫ ဩဂုတ်
        """,
    9: """
        september sep sept septembre septiembre setembro set settembre syyskuuta syyskuu syys września wrzesień
        wrz září zář septembra szeptember szept septembrie септември сеп сентября сентябрь сент вересня вересень
        вер верасня верасень септембар septembar rujna rujan ruj shtator sht σεπτεμβρίου σεπτέμβριοσ σεπ eylül
        eyl sentyabr sen სექტემბერი სექ սեպտեմբերի սեպտեմբեր սեպ қыркүйек қыр sentabr rugsėjo rugsėjis rugs
        septembris سبتمبر شتنبر أيلول ספטמבר ספט׳ सितंबर सित॰ সেপ্টেম্বর সেপ ستمبر செப்டம்பர் செப் సెప్టెంబర్
        సెప్టెం सप्टेंबर सप्टें સપ્ટેમ્બર સપ્ટે ਸਤੰਬਰ ਸਤੰ सेप्टेम्बर සැප්තැම්බර් සැප් setyembre septemba satumba
        sat sebtembar sebteembar seb ሴፕቴምበር ሴፕቴ iraila ira setembre medi mfómh กันยายน ก.ย កញ្ញា ກັນຍາ ກ.ຍ
        စက်တင်ဘာ စက်
        """,
    10: """
        october oct oktober okt octobre octubre outubro out ottobre ott lokakuuta lokakuu loka október
        października październik paź října říjen říj októbra octombrie октомври окт октября октябрь жовтня
        жовтень жовт кастрычніка кастрычнік кас октобар oktobar tetor tet οκτωβρίου οκτώβριοσ οκτ ekim eki
        oktyabr ოქტომბერი ოქტ հոկտեմբերի հոկտեմբեր հոկ қазан қаз oktabr spalio spalis spal oktobris oktoober
        أكتوبر تشرين الأول אוקטובר אוק׳ अक्टूबर अक्टू॰ অক্টোবর অক্টো اکتوبر அக்டோபர் அக் అక్టోబర్ అక్టో ऑक्टोबर
        ऑक्टो ઑક્ટોબર ઑક્ટો ਅਕਤੂਬਰ ਅਕਤੂ अक्टोबर ඔක්තෝබර් ඔක් oktubre oktoba oktoobar ኦክቶበር ኦክቶ urria urr
        d’octubre d’oct hydref hyd dfómh ตุลาคม ต.ค តុលា ຕຸລາ ຕ.ລ အောက်တိုဘာ အောက်
        """,
    11: """
        november nov novembre noviembre novembro marraskuuta marraskuu marras nóvember nóv listopada listopad
        lis listopadu novembra noiembrie ноември ное ноября ноябрь нояб листопада листопад лист лістапада
        лістапад ліс новембар нов novembar studenoga studeni stu nëntor nën νοεμβρίου νοέμβριοσ νοε νοέ kasım
        kas noyabr noy ნოემბერი ნოე նոյեմբերի նոյեմբեր նոյ қараша қар lapkričio lapkritis lapkr novembris نوفمبر
        نونبر נובמבר נוב׳ नवंबर नव॰ নভেম্বর নভে نومبر நவம்பர் நவ నవంబర్ నవం नोव्हेंबर नोव्हें નવેમ્બર નવે ਨਵੰਬਰ
        ਨਵੰ नोभेम्बर නොවැම්බර් නොවැ nobyembre nob novemba nuwamba nuw noofeembar nof ኖቬምበር ኖቬም azaroa aza
        tachwedd tach samhain samh พฤศจิกายน พ.ย វិច្ឆិកា ພະຈິກ ພ.ຈ နိုဝင်ဘာ နို
        """,
    12: """
        december dec dezember dez décembre déc diciembre dic dezembro dicembre desember des joulukuuta joulukuu
        joulu grudnia grudzień gru prosince prosinec pro decembra decembrie декември дек декабря декабрь грудня
        грудень груд снежня снежань сне децембар дец decembar prosinca prosinac dhjetor dhj δεκεμβρίου
        δεκέμβριοσ δεκ aralık ara dekabr dek დეკემბერი დეკ դեկտեմբերի դեկտեմբեր դեկ желтоқсан жел gruodžio
        gruodis gruod decembris detsember dets ديسمبر دجنبر דצמבר דצמ׳ दिसंबर दिस॰ ডিসেম্বর ডিসে دسمبر டிசம்பர்
        டிச డిసెంబర్ డిసెం डिसेंबर डिसें ડિસેમ્બર ડિસે ਦਸੰਬਰ ਦਸੰ डिसेम्बर දෙසැම්බර් දෙසැ disember dis disyembre
        desemba disamba diseembar ዲሴምበር ዲሴም abendua abe desembre decembro rhagfyr rhag nollaig noll ธันวาคม ธ.ค
        ធ្នូ ທັນວາ ທ.ວ ဒီဇင်ဘာ ဒီ
        """,
}

CROATIAN: Mapping[str, int] = {
    "listopad": 10, "listopada": 10, "lis": 10, "lipanj": 6, "lipnja": 6, "lip": 6, "srpanj": 7, "srpnja": 7, "srp": 7,
}  # fmt: skip
"""Where Croatian means another month than Polish or Czech does by the same word."""

MONTHS: Mapping[str, int] = {name: number for number, names in NAMES.items() for name in names.split()}
