"""Names and words that a reader of world news knows beforehand, as data: lower-case, without accents."""

from sources.text.word_sets import phrase_set, word_set

GIVEN_NAMES = word_set(
    """
    aaron abbas abdallah abdel abdelaziz abdelkader abderrahmane abdou abdoulaye abdul abdulaziz abdullah
    abdullahi abdulrahman abel abigail abiy abraham abubakar adam adama adel adriana adrian agnes ahmad ahmed
    aicha aisha akira alain alan alana alassane albert alberto alejandro aleksandr alessandro alex alexander
    alexandra alexandre alexei alexey alexis alfonso alfred ali alice alicia alison alla allan allen alpha
    amadou amanda amara amina aminata amir amos amy ana anastasia anatoly anders andre andrea andreas andrei
    andrej andres andrew andrey andriy andy angela angelica angelina angelo anita anna anne annette annie
    anthony antoine anton antonio antony antonis anwar april ariel arjun arnold artem arthur arturo asif asma
    assimi astrid audrey august ayesha ayman aziz barack barbara barry bashar bashir beatrice beatriz ben
    benedict benjamin benny bernard bernardo bernd bernie beth betty bilal bill billy binyamin birgit bjorn
    blaise bob bobby boris boubacar brad bradley brandon brenda brendan brett brian bridget bruce bruno bryan
    burak caleb camille carl carla carlo carlos carmen carol carolina caroline carrie catherine cathy cecilia
    celia cesar chad charles charlie charlotte cheikh chen chiara chris christian christiane christina christine
    christoph christophe christopher chloe chuck claire clara clare clarence claude claudia claudio clement
    clive colin connor conor constance constantin cornelius courtney craig cristiano cristina curtis cynthia
    cyril daisy dale damien dan dana daniel daniela danielle danny daoud dario darren daryl dave david dean
    deborah deepak denis dennis derek desmond devin diana diane didier diego dieter dietmar dimitri dimitris
    dina dmitri dmitry dmytro dominic dominik dominique don donald donna dora doris dorothy doug douglas duncan
    dylan eamon ed eddie edgar eduardo edward edwin ehud eileen elaine elena eli elias elif elijah elisabeth
    elise elizabeth ella ellen elliot elon elsa emanuel emily emma emmanuel emmerson enrique eric erica erik
    erika ernest ernesto erwin esther ethan eugene eva evan evelyn evgeny fabien fabio fabrice faisal farah
    farid fatima fatou fatoumata faustin federica federico felipe felix fernando fidel fiona florence florian
    frances francesca francesco francis francisco franck francois francoise frank franz fred frederic frederick
    friedrich fritz fuad gabriel gabriela gareth garry gary gavin gemma gennady geoff geoffrey george georges
    georgia georgios gerald gerard gerhard gero gianluca gianni gilbert gilles gina giorgia giorgos giovanni
    giulia giuseppe glenn gloria gordon grace graeme graham grant greg gregory greta gretchen guido guillaume
    gustavo guy habib haider hakan hakim halima hamad hamid hannah hans harald haris harold haroun harriet harry
    harvey hasan hashim hassan heather hector heidi heiko heinz helen helena helene helmut henri henrik henry
    herbert herman hilary hillary hiroshi holly hosni howard hugh hugo humberto hussein huseyin ian ibrahim
    ibrahima idriss igor ikram ilhan ilya imran ines ingrid irene irina iris isaac isabel isabella isaias ismail
    ivan ivana jack jackie jackson jacob jacqueline jacques jair jaime jake jakob jamal james jamie jan jana
    jane janet janice jaroslaw jason javier jay jean jeanne jeff jeffrey jennifer jenny jens jeremy jerome jerry
    jesse jessica jill jim jimmy jin jo joachim joan joanna joanne joao joe joel johan johann johannes john
    johnny jon jonas jonathan jordan jorge jose josef joseph josep josh joshua josiah joyce juan judith judy
    julia julian juliana julie julien julius jun jurgen justin kaja kamal kamala karel karen karim karin karl
    kate katarina katherine kathleen kathryn kathy katie katja katrin kay keir keith kelly kelvin ken kenji
    kenneth kerry kevin khaled khalid khalifa kieran kim kimberly klaus konrad konstantin kris kristen kristina
    kristin kumar kurt kwame kyle kyriakos lamine lance lars larry latifa laura lauren laurence laurent lawrence
    lea leah lech lee leila lena leo leon leonard leonardo leonid leonie leopold leroy leslie lewis li liam
    lidia liliana lillian lily linda lisa liz liza lloyd lois lorenzo loretta lorraine louis louisa louise luc
    luca lucas lucia lucien lucy luigi luis luisa luiz lukas luke lynn maarten mads maggie magnus mahamat
    mahamadou mahmoud mahmud maia malcolm malik mamadou manfred manon manuel manuela marc marcel marcelo marco
    marcos marcus margaret margarita margot maria marian mariam mariana marie marilyn marina marine mario marion
    mariano mark markus marta martha martin martina martine mary maryam mateo mateusz mathias mathieu matilda
    matt matteo matthew matthias mattias maureen maurice mauricio mauro max maxim maxime maximilian maya megan
    meghan mehmet melanie melissa meredith mevlut mia michael michail michel michele michelle miguel mihai mike
    mikhail milan milos mina ming miriam mirko mitch mitchell moammar mohamad mohamed mohammad mohammed mohamud
    moises molly mona monica monika morgan moses mostafa moussa muammar muhammad muhammadu mukhtar murat mustafa
    mykola nadia nancy naomi narendra natalia natalie natasha nathan neil nelson nicholas nick nicola nicolae
    nicolas nicole nigel nigora niklas nikita nikki nikol nikola nikolai nikolaos nikos nina noah noel noor nora
    norbert norman nouri nuno oksana olaf ole oleg oleksandr oleksiy olena olga oliver olivia olivier omar oscar
    osama osman otto oumar ousmane owen pablo paddy pamela paola paolo pascal pat patrice patricia patrick paul
    paula pauline paulo pavel pedro peggy penny pervez peter petr petra petro phil philip philipp philippe
    phillip phoebe pierre pietro piotr pranab priya rachel rafael rafik ragnar rahul raila raj rajesh ralf ralph
    ramon ramzan rania raphael rashid raul ravi ray raymond rebecca recep reem reinhard rene renee reuven rex
    rhys riad ricardo riccardo richard rick ricky rishi rita rob robert roberta roberto robin robyn rodney
    rodrigo rodrigue roger roland rolf roman ron ronald rosa rosemary rosie ross roxana roy ruben rudolf rudy
    rupert russell ruth ryan ryszard saad sabine sabrina saddam sadiq saeed said saif sally salma salman salva
    sam samantha samir samira samuel sandra sandy sandrine sanjay santiago sara sarah sascha sayed scott sean
    sebastian selma serge sergei sergey sergio seth shane shannon sharon shaun shawn sheila sherry shinzo
    shirley sibylle sidi sidney silvia silvio simon simone sofia sofie sonia sophia sophie stacey stan stanislav
    staffan stefan stefania stefano steffen stella stephane stephanie stephen sergiy steve steven stewart stuart
    sue suleiman sultan sunil sunita susan susanna susanne suzanne sven svetlana sviatlana sylvain sylvia sylvie
    tamara tamim tania tara tariq tatiana ted terence teresa terrence terry theo theodore theresa therese
    thierry thomas tiffany tim timothy tina toby tobias todd tom tomas tommaso tommy toni tony tracy trevor
    tristan tyler ulrich umar umaru uri ursula usman uwe vaclav valentin valentina valeria valerie valery
    vanessa vera veronica veronique victor victoria vikram viktor vince vincent vincenzo viola violeta virginia
    vitali vitaly vivian vivien vladimir volker volodymyr wade wael walid wally walter wanda wang warren wayne
    wei wendy werner wesley wilbur wilfried wilhelm will willem william willy winnie winston wolfgang xavier xi
    yahya yair yan yang yanis yannick yasmin yasser yasuo yevgeny yi yitzhak yoko yoshihide yousef youssef yuki
    yukio yulia yuri yusuf yves yvette yvonne zach zachary zahra zainab zara zeinab zhang ziad zoe zoran zuzana
    """
)

KNOWN_ARMED_GROUPS = phrase_set(
    """
    taliban, afghan taliban, hezbollah, hizbollah, hizbullah, hamas, isil, isis, daesh, da'esh, islamic state
    is-k, al-qaeda, al qaeda, al-qaida, al qaida, al-nusra, al nusra, nusra, jabhat al-nusra, al-nusra front
    nusra front, boko haram, al-shabaab, al shabaab, al-shabab, m23, rsf, fsr, fas, saf, jnim, aqim, aqap
    iswap, eln, farc, pkk, ypg, ypj, sdf, houthi, houthis, ansar allah, wagner, wagner group, janjaweed, lra
    lord's resistance army, fano, tplf, olf, rdf, fardc, idf, irgc, pla, kpa, codeco, adf, fdlr, anti-balaka
    seleka, peshmerga, free syrian army, al-aqsa brigades, hayat tahrir al-sham, hts, ahrar al-sham
    islamic jihad, nato, red army, viet cong, ira, tamil tigers, ltte, shining path, sinaloa cartel, splm, spla
    splm-n, africa corps, national guard, us army, us navy, usaf, raf, royal air force, royal navy, coast guard
    air force, air forces, navy, marines, ukrainian army
    """
)

KNOWN_ORGANISATIONS = phrase_set(
    """
    un, united nations, u.n., eu, european union, e.u., unesco, unicef, unhcr, who, wfp, iom, ilo, imf
    world bank, wto, iaea, icc, icj, opec, oecd, osce, opcw, ecowas, cedeao, african union, au, arab league
    asean, mercosur, g7, g20, g8, brics, sadc, igad, commonwealth, interpol, europol, fbi, cia, nsa, nasa, esa
    cern, kgb, fsb, mi5, mi6, mossad, isi, pentagon, kremlin, white house, downing street, elysee, knesset
    bundestag, duma, state duma, congress, senate, house of commons, house of lords, house of representatives
    capitol hill, supreme court, state department, foreign office, security council, general assembly
    human rights council, amnesty international, human rights watch, amnesty, red cross, red crescent
    medecins sans frontieres, msf, doctors without borders, oxfam, greenpeace, save the children, ria novosti
    al arabiya, reuters, associated press, ap, afp, agence france-presse, bbc, cnn, al jazeera, new york times
    washington post, tass, xinhua, itar-tass, interfax, bloomberg, fox news, nbc, cbs, abc, npr, cnbc, dpa
    ansa, efe, der spiegel, le monde, rfi, the guardian, google, microsoft, apple, amazon, twitter, x corp
    meta, boeing, airbus, tesla, spacex, intel, ibm, nokia, sony, samsung, toyota, honda, ford, volkswagen
    siemens, shell, bp, exxon, exxonmobil, chevron, total, totalenergies, eni, gazprom, rosneft, rosatom
    huawei, alibaba, tencent, wikipedia, wikinews, wikimedia, wikimedia foundation, mozilla, opera, yahoo
    youtube, netflix, disney, walmart, general motors, general electric, lockheed martin, northrop grumman
    raytheon, rolls-royce, ryanair, easyjet, lufthansa, air france, klm, emirates, aeroflot, iberia
    british airways, qantas, delta, fatah, plo, likud, labour, labour party, tories, conservatives
    liberal democrats, snp, ukip, afd, cdu, csu, spd, fdp, gop, democrats, republicans, anc, bjp, zanu-pf
    muslim brotherhood, fifa, uefa, ioc, nfl, nba, mlb, fia, icrc, ifrc, harvard, yale, mit, stanford, oxford
    cambridge, ucla, nyu, fda, cdc, nih, epa, fcc, sec, faa, doj, dea, tsa, nhs, ecb, bundesbank
    federal reserve, fed, wall street, hollywood, silicon valley, vatican, holy see, onu, otan, ue, ua, fmi
    oms, oif, minusma, monusco, minusca, unmiss, unamid, unrwa, ocha, undp, unama, amisom, barkhane, nusra
    frontex, eurozone, quartet, commission, the hague, allies, p5, e3, p5+1, axis, aes
    alliance of sahel states, g5 sahel, quad, aukus
    """
)

# Cities, regions and seas; CLDR's time zones bring another four hundred cities (see territories).
KNOWN_PLACES = phrase_set(
    """
    america, americas, d.c., africa, asia, europe, north america, south america, latin america, central america
    oceania, antarctica, arctic, eurasia, middle east, near east, far east, north africa, west africa
    east africa, central africa, southern africa, horn of africa, sahel, maghreb, mashreq, levant, sahara
    caucasus, balkans, scandinavia, caribbean, central asia, southeast asia, south asia, east asia
    western europe, eastern europe, central europe, gulf, persian gulf, red sea, black sea, baltic
    mediterranean, mediterranean sea, atlantic, pacific, indian ocean, atlantic ocean, pacific ocean
    arctic ocean, south china sea, baltic sea, caspian sea, north sea, gulf of guinea, gulf of aden
    gulf of mexico, suez canal, panama canal, strait of hormuz, bosphorus, himalayas, alps, andes, amazon basin
    nile, danube, rhine, volga, congo river, lake chad, england, scotland, wales, northern ireland
    great britain, britain, ireland, crimea, donbas, donbass, donetsk, luhansk, catalonia, basque country
    bavaria, saxony, normandy, brittany, corsica, sicily, sardinia, tuscany, lombardy, flanders, kosovo
    kashmir, punjab, sindh, balochistan, xinjiang, tibet, chechnya, dagestan, siberia, abkhazia, south ossetia
    nagorno-karabakh, transnistria, kurdistan, iraqi kurdistan, palestine, west bank, gaza, gaza strip
    golan heights, sinai, darfur, north darfur, south darfur, kordofan, tigray, amhara, oromia, ogaden
    somaliland, puntland, biafra, casamance, north kivu, south kivu, ituri, kivu, katanga, cabo delgado, azawad
    kidal, gao, timbuktu, tombouctou, mopti, segou, menaka, liptako-gourma, agadez, zinder, diffa, borno
    kaduna, kano, sokoto, zamfara, benue, plateau state, maiduguri, port harcourt, abuja, yamoussoukro, bouake
    ouagadougou, bobo-dioulasso, niamey, n'djamena, port sudan, omdurman, el fasher, al-fashir, nyala, el obeid
    wad madani, kassala, atbara, merowe, el geneina, goma, bukavu, bunia, beni, kisangani, lubumbashi, mombasa
    kisumu, hargeisa, kismayo, mekelle, asmara, gondar, benghazi, misrata, sirte, tobruk, derna, sebha
    alexandria, giza, suez, aleppo, idlib, homs, hama, raqqa, deir ez-zor, palmyra, latakia, tartus, daraa
    kobani, afrin, manbij, eastern ghouta, mosul, basra, kirkuk, fallujah, ramadi, tikrit, erbil, sulaymaniyah
    najaf, karbala, anbar, nineveh, sinjar, jerusalem, east jerusalem, tel aviv, haifa, ramallah, hebron
    nablus, jenin, rafah, khan younis, bethlehem, nazareth, mecca, medina, jeddah, riyadh, sanaa, sana'a, aden
    hodeidah, taiz, marib, hadramawt, socotra, muscat, doha, abu dhabi, dubai, sharjah, tehran, isfahan, shiraz
    tabriz, mashhad, qom, ankara, izmir, gaziantep, diyarbakir, adana, kandahar, herat, helmand, jalalabad
    kunduz, mazar-i-sharif, islamabad, lahore, peshawar, quetta, rawalpindi, new delhi, delhi, mumbai, bombay
    bangalore, bengaluru, chennai, hyderabad, ahmedabad, pune, goa, kerala, gujarat, assam, bihar, rajasthan
    uttar pradesh, tamil nadu, west bengal, maharashtra, chittagong, kathmandu, naypyidaw, mandalay, rakhine
    shan state, chiang mai, phuket, ho chi minh city, hanoi, da nang, phnom penh, siem reap, vientiane, bali
    java, sumatra, borneo, aceh, surabaya, mindanao, luzon, cebu, davao, beijing, guangzhou, shenzhen, wuhan
    chengdu, tianjin, nanjing, hangzhou, xian, guangdong, sichuan, yunnan, inner mongolia, lhasa, osaka, kyoto
    hiroshima, nagasaki, okinawa, fukushima, hokkaido, nagoya, busan, incheon, north korea, south korea
    melbourne, canberra, queensland, new south wales, tasmania, western australia, south australia, wellington
    christchurch, washington, washington d.c., washington dc, new york city, manhattan, brooklyn, queens, bronx
    long island, boston, philadelphia, baltimore, miami, orlando, tampa, atlanta, houston, dallas, austin
    san antonio, san francisco, san diego, seattle, portland, las vegas, minneapolis, milwaukee, cleveland
    cincinnati, pittsburgh, st. louis, kansas city, new orleans, nashville, memphis, charlotte, buffalo
    oakland, sacramento, tulsa, alabama, alaska, arizona, arkansas, california, colorado, connecticut, delaware
    florida, hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, louisiana, maine, maryland
    massachusetts, michigan, minnesota, mississippi, missouri, montana, nebraska, nevada, new hampshire
    new jersey, new mexico, north carolina, north dakota, ohio, oklahoma, oregon, pennsylvania, rhode island
    south carolina, south dakota, tennessee, texas, utah, vermont, virginia, west virginia, wisconsin, wyoming
    ontario, quebec, british columbia, alberta, manitoba, nova scotia, newfoundland, saskatchewan, ottawa
    montreal, calgary, mexico city, tijuana, ciudad juarez, acapulco, cancun, chiapas, oaxaca, brasilia
    rio de janeiro, medellin, cali, guayaquil, quito, cusco, valparaiso, patagonia, falkland islands, falklands
    galapagos, birmingham, manchester, liverpool, leeds, sheffield, bristol, newcastle, nottingham, oxfordshire
    yorkshire, lancashire, kent, essex, sussex, cornwall, devon, edinburgh, glasgow, aberdeen, cardiff, belfast
    westminster, heathrow, gatwick, marseille, lyon, toulouse, nice, bordeaux, lille, nantes, strasbourg
    grenoble, provence, barcelona, valencia, seville, bilbao, andalusia, porto, geneva, lausanne, basel, bern
    berne, davos, lugano, frankfurt, munich, hamburg, cologne, stuttgart, dusseldorf, leipzig, dresden
    hannover, bremen, nuremberg, salzburg, innsbruck, graz, milan, naples, turin, florence, venice, genoa
    bologna, palermo, rotterdam, the hague, utrecht, antwerp, ghent, bruges, krakow, gdansk, lodz, wroclaw
    brno, gothenburg, malmo, bergen, aarhus, thessaloniki, crete, rhodes, lesbos, kharkiv, odessa, odesa, lviv
    dnipro, mariupol, kherson, zaporizhzhia, bakhmut, kyiv, kiev, kramatorsk, avdiivka, sevastopol
    st petersburg, saint petersburg, st. petersburg, kazan, sochi, grozny, rostov-on-don, kursk, belgorod
    vladivostok, murmansk, tbilisi, batumi, nicosia, pristina, astana, nur-sultan, almaty, bishkek, dushanbe
    soviet union, ussr, yugoslavia, czechoslovakia, ottoman empire, persia, mesopotamia, prussia, judea, dprk
    drc, dr congo, uae, usa, us, u.s., u.s.a., uk, u.k., emirates, burma, ivory coast, czech republic, holland
    macedonia, east timor, cape verde, swaziland, turkey, syrian arab republic, republic of korea
    people's republic of china, prc, rok, democratic republic of the congo, democratic republic of congo, congo
    republic of ireland, pyongyang, brussels, moscow, wadi barada, khartoum state, gezira, blue nile
    white nile, abyei, heglig, halaib, puerto rico
    """
)

# Words of news prose that begin sentences, stand in headlines and, written with a capital, are still no name.
COMMON_WORDS = word_set(
    """
    access accident account action activist activists activity age agenda aid air allegations allies ally ambush
    analysis anger animal announcement answer anti appeal area areas arms arrest arrests art article arts
    assault attack attacks attempt attention audience author authorities award background ban banking base
    battle benefit best better big bill birth blast blow board body bomb bomber bombing bombings book books
    border borders boy boys breaking brief budget building business call calls campaign campaigners candidate
    candidates capital car care career cars case cases cause ceasefire centre century challenge challenges
    chance change changes charge charges charity check chemical child children choice church cities citizens
    city civil civilian civilians claim claims clash clashes class clean clear climate close coalition coast
    cold collapse comment comments commerce common communities community concern concerns conclusion condition
    conditions conflict consumer contact content context contract control convoy cooperation cost costs
    countries country coup court crash credit crime crimes crisis critical critics culture cultural customers
    cut cuts danger data date daughter day days deal deals dear death deaths debate debt decision defeat deficit
    delay delays demand demands democracy detail details development developments diplomacy diplomat diplomats
    diplomatic disaster discussion discussions displaced doctor doctors door doubt dozens draft driver drone
    drones drug drugs due duty early earth earthquake economic economics economy editor editors education effect
    effort efforts election elections emergency employees employment end enemy energy engine engineers
    entertainment entire environment environmental era escape essay european event events evidence example
    exchange exercise exit expert experts explosion explosions export exports face facility facts factory faith
    families family famine farmer farmers father feature features fight fighter fighters fighting figures film
    final finance financial fire firefighters firm firms fish flag flight flights flood flooding floods focus
    follow food football force foreign forest forward founder free freedom friend friends front fuel full
    funding funds future gallery game games gas girl girls global goal goals gold good goods government
    governments great green ground group groups growth guard guest guide gun gunman gunmen guns half hand head
    headlines health heart help heritage high higher highlights history home homes hope hospital hospitals
    hostage hostages hot hour hours house household houses housing human humanitarian husband ideas image images
    impact import important increase independence independent industry inflation information infrastructure
    inquiry inside insight insights insurance insurgents intelligence interest internal international interview
    investigation investigators investment investors invasion islands issue issues job jobs joint journal
    journalist journalists journey judge junta jury justice key kids killing killings kind king lack land
    language large latest launch law lawmakers laws lawyer lawyers lead leader leaders leadership league learn
    legacy legal lesson lessons letter level life light line link links list literature live living local long
    look loss lot love low main major majority making man manager map march market markets mass massacre
    material matter meaning measures media medical medicine meeting meetings member members memory men message
    migrants migration military militants militia militias mine minister ministers ministry minority missile
    missiles missing mission model modern moment money month months monument morning mother motion move movement
    multiple murder museum music name names nation national nations nature natural need needs negotiation
    negotiations network new news newspaper night non north northern note nuclear number numbers observers
    occupation ocean offer offers office officer officers official officials oil old online open opening
    operation operations opinion opponents opportunity opposition option options order orders organisation
    organizers original origin outbreak outlook overview owner page pages pain paper parents park parliament
    part participants partner partners partnership partnerships parts party passengers past path patients
    pattern peace peaceful people percent performance period person personal phase phone photo photos photograph
    physical picture pilot pilots place places plan plane planes planet plans plant play player players plus
    point points police policies policy political politicians politics poll polls poor pope population position
    positive possible post potential poverty power powers practice premier presence president press pressure
    price prices priest prime prison prisoner prisoners private prize pro problem problems process production
    products profile profit program project projects property proposal protest protester protesters protests
    public publication purchase quality question questions race radio raid raids rail rain range rate rates
    reaction reactions read reader readers real reason reasons rebel rebels record records recovery reference
    reform reforms refugee refugees regime region regional regions related relations release relief religion
    religious remarks report reporter reporters reports request rescue research researcher researchers residents
    resistance resolution resource resources response responses result results return revenue review revolution
    right rights rise risk risks rival rivals road roads role room round rule rules run rural safe safety sale
    sales sanctions satellite scene school schools science scientist scientists score sea search season seat
    second secret section sector sectors security sell senior sense series serious service services session set
    settlement shares ship ships shock shooting shop short shot show side sign signs similar single site sites
    situation size social society soldier soldiers solution son song sound source sources south southern space
    speaker special speech sport sports spring staff stage stake standard star start state statement statements
    states station statistics status step steps stock stop store stories story strategic strategy street strike
    strikes strong structure student students studies study style subject success summary summit supplies supply
    support supporters suspect suspects survey survivors system systems table talk talks target task tax taxes
    teacher teachers team teams technical technology term terms terror terrorism terrorist terrorists test text
    theory thing things threat threats thousands ties time timeline times title top total tour tourism tourists
    town towns trade tradition traditional traffic training transit transition transitional transport travel
    treatment trial tribe tribes troops trouble trust truth turn type types understanding unit units university
    unrest update updates urban use user users value verdict version veteran victim victims victory video view
    views village villagers villages violence vision visit visitors voice voices vote voter voters war warning
    wars waste water wave way ways weapons weather website week weekend weeks welcome west western wife wind
    winner wins winter witness witnesses woman women word words work worker workers working world worst year
    years young youth zone ahead amid based click continue copyright download edition facebook share subscribe
    tags topics trending watch photographer caption courtesy advertisement newsletter sign-up considering
    according given despite assuming thanks compared chief heavy several initial additional additionally overall
    certain different various numerous particular specific recent previous current former whole lower upper
    greater lesser nearby armed unarmed dead alive injured wounded alleged accused convicted jailed detained
    arrested released freed killed found hit hits seek seeks faces sets make makes take takes give gives get
    gets go goes come comes keep keeps put puts say says see sees tell tells think thinks want wants know ask
    asks try tries leave leaves bring brings hold holds leads meet meets pay pays send sends build builds fall
    falls rises grow grows win lose loses buy buys sells eye eyes bid bids urge urges vow vows back backs ends
    join joins mark marks reach reaches reject rejects remain remains reveal reveals warn warns fear fears hail
    hails slam slams probe probes plead pleads expect expects exercises consider considers approve approves
    accept accepts admit admits agree agrees aim aims allow allows resign resigns retire retires returns sue
    sues crowned died dies kill kills born made hero mom mum dad baby boss ex pair duo trio tragedy thank
    comprehensive happy sad easy hard sure true false interesting unfortunately fortunately chaos hurricane
    storm typhoon cyclone blizzard tsunami wildfire wildfires pandemic virus vaccine vaccines excerpt excerpts
    introduction foreword appendix abstract contents notes bibliography references
    """
)

COMMON_ENDINGS = (
    "ing",
    "ed",
    "ings",
    "tion",
    "tions",
    "sion",
    "sions",
    "ment",
    "ments",
    "ness",
    "ities",
    "ity",
    "ally",
    "ously",
    "ably",
    "ively",
    "ical",
    "ships",
    "ship",
    "ance",
    "ences",
    "able",
    "ible",
    "less",
    "ful",
    "fully",
    "ively",
    "ized",
    "ised",
    "ists",
    "ology",
    "ologist",
    "ologists",
    "graphy",
    "ative",
    "ational",
    "ingly",
    "edly",
    "cion",
    "ciones",
    "mente",
    "idad",
    "idades",
    "ement",
    "ements",
    "ités",
    "ung",
    "ungen",
    "keit",
    "heit",
    "schaft",
    "zione",
    "zioni",
)
