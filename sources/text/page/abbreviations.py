"""Words whose full stop ends no sentence, in some thirty languages."""

from sources.text.page.wordlists import words

TITLES = words(
    """
    dr mr mrs ms mx prof st sr jr gen col lt maj capt cpt sgt cpl adm brig cmdr rev hon gov sen rep amb pres min
    msgr fr hr fru frau herr mme mlle m mm me mgr sig dott avv ing arch on d dña dna sra srta lic gral cnel fdo dhr
    mevr mw drs ir mudr judr phdr bc phd rndr doc pan ks abp bp płk o sv av doç yrd
    """
)
"""They stand before a name, so a capital after them means nothing."""

OTHERS = words(
    """
    vs etc approx ca cf al fig figs no nos vol pp ed eds est dept inc ltd co corp bros ave blvd rd ft mt jan feb mar
    apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun ala ariz ark calif colo conn
    del fla ga ill ind kan ky mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo univ
    assn natl intl bzw usw vgl evtl ggf inkl exkl zzgl nr str abs art bd bde tel hg hrsg geb gest verh jh jhd mio
    mrd tsd sog gem lt zb dh ua od resp max mind std sek okt dez mai mrz jän allg bes betr bspw dgl einschl entspr
    etw evt geg insb insbes südl nördl östl westl env tél éd chap janv févr avr juil déc hab cap pag sec núm pág
    aprox tít párr admón avda cía dpto ej izda dcha máx mín obs ex nº séc tb vd incl bijv enz o.a jl jr bv nl blz
    t.a.v bl a.s f.eks kl mv osv pga jfr iflg vedr pkt st dvs t.ex m.fl bl.a tfn tlf milj mld mlrd tys tyś proc godz
    ul pl os ok im ur zm prof np m.in tzw wg pt ww red tj tzn tzv např apod atd mj hod min tis mil kč č čl odst sv
    vl cca okr napr atď t.j ods kb stb pld dr ún febr ápr máj jún júl szept du de u.n nt jud loc alin lei тыс млн
    млрд руб долл обл ул просп пр им г гг в вв т д п др см ср стр рис напр тел р грн чол тис зб вул м гр ст чл бр vb
    örn bkz cad sok mah yy ö.s dll dsb dst tgl kab kec prop hlm π.χ κ κα δρ αρ σελ τηλ
    """
)
