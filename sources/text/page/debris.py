"""Words by which debris gives itself away: cues that a line belongs to the page around a report, not to the report.

A cue alone decides nothing (a report may well speak of newsletters); `clean` weighs it against the line's length,
its sentence-likeness and its neighbours. Phrases are parted by commas, matched word by word without regard to case;
those of scripts without word spaces are matched anywhere in a short line.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

CUES: Mapping[str, str] = {
    "share": """
        share, share this, tweet, retweet, facebook, twitter, whatsapp, linkedin, pinterest, reddit, telegram,
        flipboard, tumblr, messenger, instagram, youtube, tiktok, threads, bluesky, mastodon, xing, pocket, viber,
        vk, email this, copy link, link copied, print, print this, e-mail, save article, save, bookmark, follow us,
        social sharing, like, likes, clipboard, opens in new window, gift article, listen to this article, send by
        email, teilen, twittern, drucken, merken, verschicken, link kopieren, artikel teilen, per mail, wird in
        neuem fenster geöffnet, artikel drucken, vorlesen, artikel anhören, merkliste, folgen sie uns, partager,
        imprimer, envoyer par email, copier le lien, suivez-nous, écouter, ajouter aux favoris, offrir, compartir,
        imprimir, copiar enlace, enviar por correo, síguenos, guardar, me gusta, compartilhar, compartilhe,
        partilhar, copiar link, siga-nos, ouvir, curtir, salvar, condividi, stampa, copia link, seguici, ascolta,
        salva, mi piace, delen, deel dit, afdrukken, kopieer link, volg ons, dela, skriv ut, kopiera länk, del
        artikkel, kopier lenke, del på, jaa, jaa artikkeli, tulosta, udostępnij, podziel się, drukuj, kopiuj link,
        sdílet, tisknout, zdieľať, vytlačiť, megosztás, nyomtatás, distribuie, tipărește, trimite, поделиться,
        скопировать ссылку, ссылка скопирована, распечатать, печать, твитнуть, поширити, поділитися, надрукувати,
        сподели, подели, одштампај, podeli, podijeli, ispiši, paylaş, yazdır, bağlantıyı kopyala, kopyala, bagikan,
        salin tautan, cetak, chia sẻ, sao chép liên kết, kongsi, κοινοποίηση, μοιράσου, εκτύπωση, مشاركة, شارك,
        طباعة, نسخ الرابط, اشتراک گذاری, שתף, שיתוף, הדפסה, शेयर, शेयर करें
        """,
    "comment": """
        leave a reply, leave a comment, post a comment, add a comment, write a comment, view comments, show
        comments, comments, comment, comments are closed, no comments, join the conversation, reply, replies, cancel
        reply, log in to comment, share your views, share your thoughts, in the comments, comment below, what do you
        think, what are your thoughts, your email address will not be published, required fields are marked, notify
        me of, report abuse, report comment, save my name, newest first, oldest first, most liked, moderation,
        logged in as, let us know in the comments, kommentar, kommentare, kommentieren, kommentar schreiben,
        kommentar hinzufügen, kommentar verfassen, leserkommentare, schreibe einen kommentar, deine e-mail-adresse
        wird nicht veröffentlicht, erforderliche felder, antworten, antwort abbrechen, diskutieren sie mit,
        netiquette, beitrag melden, neueste kommentare, ihre meinung, kommentare laden, commentaires, commentaire,
        laisser un commentaire, ajouter un commentaire, réagir, réactions, répondre, votre adresse e-mail ne sera
        pas publiée, les champs obligatoires, comentarios, comentario, deja un comentario, deja una respuesta,
        comentar, responder, tu dirección de correo electrónico no será publicada, los campos obligatorios,
        comentários, deixe um comentário, deixe uma resposta, o seu endereço de e-mail não será publicado, commenti,
        commenta, lascia un commento, rispondi, il tuo indirizzo email non sarà pubblicato, reacties, reactie, geef
        een reactie, plaats een reactie, reageer, kommentarer, kommentera, lägg till kommentar, legg igjen en
        kommentar, debatt, kommentoi, kommentit, komentarze, komentarz, dodaj komentarz, skomentuj, komentáře,
        komentář, přidat komentář, diskuse, diskuze, komentáre, diskusia, hozzászólás, hozzászólások, comentarii,
        adaugă un comentariu, lasă un răspuns, комментарии, комментарий, оставить комментарий, комментировать,
        правила комментирования, обсудить, коментарі, коментар, залишити коментар, коментари, komentari,
        komentariši, yorum, yorumlar, yorum yap, yorum yaz, komentar, tinggalkan komentar, tulis komentar, bình
        luận, gửi bình luận, σχόλια, σχόλιο, προσθήκη σχολίου, تعليقات, تعليق, اترك تعليقا, التعليقات, نظرات, نظر,
        ارسال نظر, תגובות, הוסף תגובה, टिप्पणी, टिप्पणियां, maoni
        """,
    "newsletter": """
        newsletter, newsletters, subscribe, subscribe now, subscriber, subscribers, subscription, sign up, sign-up,
        signup, sign in, log in, login, log out, register, registration, create an account, my account, free trial,
        unlimited access, get the latest, delivered to your inbox, in your inbox, your inbox, every morning, daily
        briefing, breaking news alerts, push notifications, enter your email, email address, unsubscribe, support
        independent journalism, support our journalism, donate, donation, become a member, membership, gift
        subscription, already a subscriber, continue reading, paywall, premium, support us, help us, no thanks,
        spam, download our app, download the app, app store, google play, reserved for subscribers, join our,
        whatsapp channel, telegram channel, google news, abonnieren, abonnement, abo, abonnenten, jetzt abonnieren,
        anmelden, registrieren, einloggen, kostenlos testen, jetzt testen, weiterlesen, probeabo, zugang, spenden,
        unterstützen sie uns, mitglied werden, nichts mehr verpassen, e-mail-adresse, s'abonner, abonnez-vous,
        abonnés, abonné, réservé aux abonnés, inscription, s’inscrire, inscrivez-vous, se connecter, faire un don,
        s’abonner, infolettre, votre adresse e-mail, mon compte, suscríbete, suscribirse, suscripción, suscriptores,
        boletín, boletines, iniciar sesión, regístrate, inicia sesión, hazte socio, apóyanos, assine, assinar,
        assinante, assinantes, cadastre-se, entrar, boletim, iscriviti, abbonati, abbonamento, accedi, registrati,
        inloggen, abonneren, abonneer, aanmelden, nieuwsbrief, logga in, prenumerera, nyhetsbrev, logg inn, abonner,
        nyhedsbrev, log ind, tilaa, kirjaudu, uutiskirje, zaloguj, zaloguj się, zapisz się, prenumerata, subskrybuj,
        přihlásit, přihlásit se, předplatné, odběr, prihlásiť, predplatné, bejelentkezés, feliratkozás, hírlevél,
        előfizetés, abonează-te, autentificare, înscrie-te, подписаться, подписка, подпишитесь, войти, рассылка,
        регистрация, підписатися, увійти, підписка, пријави се, абонирайте се, prijavi se, pretplati se, pretplata,
        abone ol, üye ol, giriş yap, üyelik, bülten, berlangganan, masuk, daftar, đăng ký, đăng nhập, εγγραφή,
        σύνδεση, συνδρομή, اشترك, تسجيل الدخول, النشرة, عضویت, ورود, הרשמה, התחבר, ניוזלטר, सब्सक्राइब
        """,
    "related": """
        related, related articles, related stories, related posts, related news, related topics, related content,
        related tags, read more, read also, also read, read next, more from, more on, more news, more stories, more
        articles, more about, see also, you may also like, you might also like, recommended, recommended for you,
        recommended stories, most read, most popular, popular, trending, trending now, latest news, latest, latest
        stories, top stories, editor's picks, editors' picks, don't miss, must read, up next, next article, previous
        article, previous post, next post, explore more, for more insights, tags, topics, keywords, filed under,
        more in, in case you missed it, also on, from our partners, from the web, related coverage, learn more,
        click here, view more, show more, load more, read full story, suggested, what to read next, further reading,
        more like this, follow, lesen sie auch, lesen sie mehr, mehr zum thema, mehr dazu, mehr aus, mehr von, auch
        interessant, das könnte sie auch interessieren, das könnte dich auch interessieren, ähnliche artikel,
        ähnliche beiträge, weitere artikel, weitere beiträge, weitere themen, weitere meldungen, weitere
        nachrichten, meistgelesen, meistgelesene artikel, meist gelesen, meistdiskutiert, beliebteste artikel,
        neueste artikel, neueste beiträge, aktuelle nachrichten, empfohlen, empfehlungen, nächster artikel,
        vorheriger artikel, nächster beitrag, vorheriger beitrag, schlagwörter, schlagworte, stichworte, themen, zum
        thema, mehr erfahren, mehr anzeigen, mehr lesen, passend dazu, zur startseite, zum artikel, themenseiten,
        verwandte artikel, verwandte themen, jetzt lesen, alle artikel, hier geht es, lesetipps, top-news, lire
        aussi, à lire aussi, lire la suite, en savoir plus, articles similaires, sur le même sujet, à lire, les plus
        lus, dernières actualités, voir aussi, plus d'articles, plus d’articles, article suivant, article précédent,
        mots-clés, à voir aussi, nos derniers articles, dans la même rubrique, recommandé pour vous, voir plus, sur
        le même thème, lea también, lee también, leer más, ver más, te puede interesar, te puede gustar, le puede
        interesar, noticias relacionadas, artículos relacionados, más noticias, más información, lo más leído, lo
        más visto, más leídas, últimas noticias, etiquetas, temas, artículo anterior, artículo siguiente,
        relacionados, también te puede interesar, leia também, leia mais, saiba mais, veja também, mais lidas,
        últimas notícias, notícias relacionadas, ver mais, próximo artigo, artigo anterior, artigos relacionados,
        recomendado, leggi anche, leggi tutto, potrebbe interessarti, articoli correlati, notizie correlate, ultime
        notizie, i più letti, più letti, scopri di più, continua a leggere, articolo precedente, articolo
        successivo, ti potrebbe interessare, vedi anche, argomenti, correlati, lees ook, lees meer, lees verder,
        meer over, gerelateerd, gerelateerde artikelen, meest gelezen, laatste nieuws, bekijk ook, aanbevolen, läs
        också, läs mer, läs även, relaterat, senaste nytt, mest lästa, les også, les mer, relaterte saker, mest
        lest, siste nytt, læs også, læs mere, mest læste, seneste nyt, relaterede artikler, lue myös, lue lisää,
        luetuimmat, uusimmat, czytaj też, czytaj także, czytaj więcej, zobacz też, zobacz także, zobacz również,
        najnowsze, najczęściej czytane, powiązane artykuły, polecane, tagi, przeczytaj także, przeczytaj też,
        więcej, čtěte také, čtěte více, přečtěte si také, mohlo by vás zajímat, nejčtenější, související články,
        související, témata, štítky, čítajte aj, prečítajte si aj, najčítanejšie, súvisiace články, olvasta már,
        kapcsolódó cikkek, legolvasottabb, legfrissebb, citește și, citeşte şi, citește mai mult, articole similare,
        cele mai citite, etichete, читайте также, читать далее, читать также, подробнее, по теме, похожие статьи,
        похожие новости, смотрите также, последние новости, популярное, самое читаемое, теги, рекомендуем, еще
        новости, все новости, главное, главные новости, читайте також, читати також, більше новин, останні новини,
        популярні, дивіться також, ще за темою, прочетете още, още по темата, вижте още, прочитај, pročitajte još,
        pročitajte i, povezane vijesti, povezane vesti, najčitanije, najnovije, preberite tudi, sorodni članki,
        ilgili haberler, ayrıca bakınız, son haberler, en çok okunan, önerilen, etiketler, diğer haberler, haberin
        devamı, baca juga, baca selengkapnya, berita terkait, terpopuler, terkini, berita lainnya, artikel terkait,
        lihat juga, xem thêm, đọc thêm, tin liên quan, tin cùng chuyên mục, tin mới, đọc nhiều,
        bài viết liên quan,
        chủ đề, từ khóa, baca lagi, soma zaidi, soma pia, διαβάστε επίσης, διαβάστε ακόμα, διαβάστε περισσότερα,
        δείτε επίσης, δείτε ακόμη, σχετικά άρθρα, τελευταία νέα, δημοφιλή, ετικέτες, اقرأ أيضا, اقرأ أيضًا, إقرأ
        أيضا, مواضيع ذات صلة, أخبار ذات صلة, الأكثر قراءة, اقرأ المزيد, المزيد, آخر الأخبار, کلیدواژه ها, مطالب
        مرتبط, اخبار مرتبط, بیشتر بخوانید, קראו גם, כתבות נוספות, עוד בנושא, תגיות, यह भी पढ़ें, और पढ़ें, संबंधित
        खबरें, इसे भी पढ़ें, ये भी पढ़ें
        """,
    "legal": """
        copyright, all rights reserved, rights reserved, terms of use, terms of service, terms and conditions,
        privacy policy, privacy notice, privacy, legal notice, accessibility statement, imprint, disclaimer, do not
        sell, code of conduct, cookie policy, cookie settings, powered by, sitemap, site map, may not be reproduced,
        reproduction without permission, republication, redistributed, all trademarks, editorial policy, ethics
        policy, our standards, licensed under, creative commons, impressum, datenschutz, datenschutzerklärung, agb,
        nutzungsbedingungen, alle rechte vorbehalten, mediadaten, barrierefreiheit, haftungsausschluss,
        urheberrecht, widerrufsrecht, urheberrechtlich geschützt, mentions légales, tous droits réservés, politique
        de confidentialité, conditions générales, conditions d'utilisation, données personnelles, plan du site,
        droits réservés, cgu, cgv, aviso legal, todos los derechos reservados, política de privacidad, términos y
        condiciones, términos de uso, derechos reservados, política de cookies, todos os direitos reservados, termos
        de uso, note legali, tutti i diritti riservati, riproduzione riservata, informativa sulla privacy, p iva,
        partita iva, alle rechten voorbehouden, algemene voorwaarden, privacybeleid, alla rättigheter förbehållna,
        integritetspolicy, alle rettigheter, personvern, ansvarlig redaktør, privatlivspolitik, tietosuoja, wszelkie
        prawa zastrzeżone, polityka prywatności, regulamin, všechna práva vyhrazena, ochrana osobních údajů, všetky
        práva vyhradené, minden jog fenntartva, adatvédelem, impresszum, toate drepturile rezervate, termeni și
        condiții, politica de confidențialitate, все права защищены, политика конфиденциальности, пользовательское
        соглашение, при перепечатке, усі права захищено, політика конфіденційності, всички права запазени, sva prava
        pridržana, sva prava zadržana, uvjeti korištenja, impresum, vse pravice pridržane, tüm hakları saklıdır,
        gizlilik politikası, künye, çerez politikası, hak cipta, kebijakan privasi, pedoman media siber, bản quyền,
        giấy phép, haki zote zimehifadhiwa, όροι χρήσης, πολιτική απορρήτου, με επιφύλαξη παντός δικαιώματος, جميع
        الحقوق محفوظة, سياسة الخصوصية, تمامی حقوق, כל הזכויות שמורות, תנאי שימוש, सर्वाधिकार सुरक्षित, गोपनीयता नीति
        """,
    "cookie": """
        cookie, cookies, we use cookies, this website uses, this site uses, consent, accept all, accept cookies,
        manage preferences, reject all, akismet, gdpr, vendors, tracking, personalised ads, personalized ads, ad
        blocker, adblocker, javascript, enable javascript, your browser, captcha, recaptcha, akzeptieren, alle
        akzeptieren, einwilligung, zustimmen, zustimmung, diese website verwendet, externen inhalt, externe inhalte,
        personenbezogene daten, drittplattformen, widerrufen, consentement, accepter, accepter tout, tout refuser,
        paramétrer, traceurs, aceptar, consentimiento, configurar, aceitar, accetta, consenso, accepteren,
        toestemming, godta, samtykke, godkänn, hyväksy, evästeet, evästeitä, akceptuję, ciasteczka, zgadzam się,
        přijmout, souhlasím, souhlas, elfogadom, sütik, куки, файлы cookie, принять, çerez, çerezler, kabul et,
        ملفات تعريف الارتباط
        """,
    "advert": """
        advertisement, advertisements, advertising, advertise, advertise with us, advertorial, sponsored, sponsored
        content, sponsor, sponsored by, promoted, partner content, paid content, ad, ads, story continues below,
        article continues below, continues after, scroll to continue, remove ads, affiliate, affiliate links, shop
        now, buy now, our pick, best deals, coupon, coupons, anzeige, anzeigen, werbung, advertorials, gesponsert,
        publicité, publicités, annonce, annonces, sponsorisé, publicidad, anuncio, patrocinado, publicidade,
        pubblicità, annuncio, inserzione, advertentie, advertenties, annons, reklame, reklam, annonse, mainos,
        reklama, reklamy, hirdetés, publicitate, реклама, на правах рекламы, реклама:, iklan, quảng cáo, διαφήμιση,
        إعلان, إعلانات, آگهی, פרסומת, विज्ञापन, tangazo, oglas, oglasi
        """,
    "caption": """
        photo, photos, photo by, photo credit, image credit, image, images, picture, pictured, file photo, file
        image, getty, getty images, shutterstock, istock, unsplash, pixabay, pexels, alamy, adobe stock, screenshot,
        courtesy, handout, photograph, gallery, slideshow, enlarge image, view gallery, illustration, infographic,
        read caption, hide caption, toggle caption, caption, wikimedia, foto, fotos, bild, bilder, bildquelle,
        archivbild, archivfoto, symbolbild, symbolfoto, fotograf, fotostrecke, bildergalerie, bild vergrößern,
        quelle, imago, picture alliance, dpa, keystone, apa, grafik, bildunterschrift, bildnachweis, zvg,
        picturedesk, crédit, crédit photo, photographie, légende, crédits, fotografía, foto de, imagen, imágenes,
        archivo, fotografia, imagem, divulgação, reprodução, immagine, immagini, beeld, fotografie, anp, kuva,
        lehtikuva, ntb, scanpix, ritzau, zdj, zdjęcie, fot, źródło, foto:, zdroj, čtk, tasr, mti, fotó, kép, sursa
        foto, inquam photos, фото, фотография, источник, источник фото, риа новости, тасс, иллюстрация, снимка,
        фото:, fotoğraf, görsel, gambar, dok, ảnh, hình ảnh, φωτογραφία, φωτο, φωτογραφία:, صورة, تصوير, عکس, צילום,
        तस्वीर, फोटो, picha
        """,
    "media": """
        video, videos, play video, watch, watch now, watch video, watch live, live, listen, listen live, podcast,
        podcasts, audio, playing, now playing, loading, loaded, mute, unmute, volume, fullscreen, duration, current
        time, remaining time, seek, playback, media player, autoplay, failed to load, try refreshing, back to video,
        play, pause, subtitles, transcript, show transcript, abspielen, ansehen, jetzt ansehen, anhören, mediathek,
        livestream, vidéo, vidéos, regarder, écouter, en direct, en vivo, ver video, escuchar, vídeo, vídeos, ao
        vivo, assista, guarda, guarda il video, diretta, bekijk, luister, titta, lyssna, se video, lytt, katso,
        kuuntele, wideo, oglądaj, posłuchaj, sledujte, poslechnout, videó, urmărește, видео, смотреть, слушать,
        відео, дивитися, izle, canlı, dinle, tonton, nghe, xem video, βίντεο, فيديو, استمع, شاهد, ویدیو, וידאו,
        वीडियो, video:
        """,
    "menu": """
        home, homepage, menu, main menu, navigation, search, close, open menu, skip to content, skip to main
        content, skip, contact, contact us, about, about us, careers, faq, archive, archives, rss, help, more, all,
        back to top, top, next, previous, sections, categories, site, settings, edition, account, account settings,
        feedback, tips, news tip, send us a tip, events, jobs, shop, store, services, classifieds, obituaries,
        puzzles, crossword, horoscope, games, weather, news, world, politics, business, sport, sports, opinion,
        culture, entertainment, health, science, tech, technology, lifestyle, travel, education, environment, local,
        national, international, economy, finance, markets, arts, style, food, fashion, music, movies, books,
        football, soccer, tennis, africa, europe, asia, middle east, americas, startseite, menü, suche, suchen,
        schließen, kontakt, über uns, karriere, hilfe, mehr, zum inhalt springen, zurück, weiter, nach oben,
        politik, wirtschaft, kultur, wissen, gesellschaft, panorama, meinung, reise, gesundheit, auto, digital,
        regional, leben, ratgeber, wetter, nachrichten, aktuelles, ausland, inland, unterhaltung, wissenschaft,
        leute, termine, stellenmarkt, immobilien, epaper, e-paper, rezepte, accueil, recherche, rechercher, fermer,
        contactez-nous, à propos, qui sommes-nous, aide, politique, économie, société, santé, sciences, monde,
        météo, emploi, actualités, actualité, opinions, rubriques, inicio, buscar, cerrar, contacto, quiénes somos,
        ayuda, política, economía, sociedad, deportes, salud, mundo, cultura, opinión, ciencia, tecnología, tiempo,
        noticias, nacional, internacional, secciones, início, pesquisar, fechar, contato, quem somos, esportes,
        desporto, saúde, educação, economia, opinião, tecnologia, cerca, chiudi, contatti, chi siamo, cronaca,
        politica, salute, spettacoli, esteri, zoeken, sluiten, over ons, nieuws, binnenland, buitenland, economie,
        cultuur, sök, stäng, kontakta oss, om oss, nyheter, ekonomi, søk, lukk, kontakt oss, innenriks, utenriks,
        søg, luk, nyheder, indland, udland, haku, sulje, uutiset, talous, ulkomaat, kotimaa, urheilu, kulttuuri,
        szukaj, strona główna, wiadomości, kraj, świat, polityka, gospodarka, hledat, zprávy, domácí, zahraničí,
        ekonomika, hľadať, správy, keresés, belföld, külföld, gazdaság, căutare, acasă, știri, politică, sănătate,
        поиск, меню, главная, новости, политика, экономика, общество, спорт, культура, происшествия, контакты, о
        нас, в мире, редакция, пошук, головна, новини, політика, економіка, суспільство, контакти, начало, търсене,
        početna, vijesti, vesti, naslovnica, svijet, svet, ekonomija, kultura, ara, ana sayfa, anasayfa, gündem,
        siyaset, dünya, spor, sağlık, eğitim, kültür, iletişim, hakkımızda, beranda, cari, nasional, internasional,
        olahraga, hiburan, bisnis, trang chủ, thời sự, thế giới, kinh tế, thể thao, giải trí, pháp luật,
        sức khỏe,
        tìm kiếm, nyumbani, habari, michezo, αρχική, αναζήτηση, πολιτική, οικονομία, κόσμος, ελλάδα, κοινωνία,
        αθλητικά, επικοινωνία, الرئيسية, بحث, سياسة, اقتصاد, رياضة, ثقافة, أخبار, من نحن, اتصل بنا, خانه, جستجو,
        سیاسی, اقتصادی, ورزشی, تماس با ما, חדשות, חיפוש, ספורט, תרבות, צור קשר, होम, देश, विदेश, खेल, मनोरंजन,
        राजनीति
        """,
    "bio": """
        about the author, about the authors, about author, view all posts, view all posts by, more by, all posts by,
        posts by, author bio, is a journalist, is a reporter, is a freelance, is an editor, is a staff writer, is a
        writer, is a senior, is a correspondent, is the author of, is an author, is a contributor, is editor of, is
        a columnist, is an award-winning, writes about, covers, can be reached at, follow him on, follow her on,
        follow them on, author of the article, author, written by, reported by, contributed to this report,
        contributed to this article, contributed reporting, reporting by, editing by, with files from, our editorial
        team, editorial team, previously worked, graduate of, years of experience, über den autor, über die autorin,
        über die redaktion, zum autor, autorenprofil, mehr artikel von, alle artikel von, alle beiträge von, ist
        redakteur, ist redakteurin, ist journalist, ist journalistin, ist autor, ist autorin, ist freier, ist freie,
        schreibt über, berichtet über, arbeitet als, studierte, autor, autorin, redaktion, redakteur, redakteurin, à
        propos de l'auteur, à propos de l’auteur, est journaliste, voir tous les articles, tous les articles de,
        rédacteur, rédactrice, auteur, sobre el autor, sobre la autora, es periodista, ver todas las entradas,
        periodista, redactor, redactora, sobre o autor, é jornalista, jornalista, ver todos os posts, repórter,
        l'autore, è giornalista, giornalista, vedi tutti gli articoli, over de auteur, is journalist, bekijk alle
        berichten, om författaren, skribent, journalist, reporter, o autorze, dziennikarz, dziennikarka, o autorovi,
        redaktor, redaktorka, a szerző, újságíró, despre autor, jurnalist, об авторе, автор, корреспондент,
        журналист, все записи, редактор, про автора, журналіст, muhabir, yazar, yazarın diğer, penulis, editor,
        tentang penulis, wartawan, phóng viên, tác giả, o autoru, novinar, novinarka, συντάκτης, δημοσιογράφος,
        σχετικά με τον συντάκτη, صحفي, الكاتب, كاتب, نویسنده, خبرنگار, כתב, लेखक, संवाददाता
        """,
    "time": """
        published, posted, posted on, updated, last updated, last modified, first published, minutes ago, hours ago,
        days ago, hour ago, day ago, min read, minute read, minutes read, mins read, reading time, yesterday, today,
        issued, date, created, et, est, edt, pst, gmt, ist, bst, utc, veröffentlicht, aktualisiert, stand, lesezeit,
        min lesezeit, minuten lesezeit, vor stunden, uhr, erstellt, zuletzt aktualisiert, erschienen, geschrieben
        am, gestern, heute, publié, publié le, mis à jour, mis à jour le, modifié le, il y a, temps de lecture, min
        de lecture, lecture, publicado, publicado el, actualizado, actualizada, hace, horas, minutos, tiempo de
        lectura, atualizado, publicado em, há, tempo de leitura, pubblicato, aggiornato, aggiornato il, tempo di
        lettura, minuti di lettura, ore fa, gepubliceerd, bijgewerkt, leestijd, geleden, laatste update, publicerad,
        uppdaterad, publisert, sist oppdatert, oppdatert, offentliggjort, opdateret, julkaistu, päivitetty,
        opublikowano, aktualizacja, dodano, data publikacji, publikováno, aktualizováno, zveřejněno, publikované,
        aktualizované, közzétéve, frissítve, publicat, actualizat, acum, опубликовано, обновлено, назад, сегодня,
        вчера, опубліковано, оновлено, публикувана, објављено, objavljeno, ažurirano, posodobljeno, yayınlanma,
        güncelleme, son güncelleme, giriş, diterbitkan, dipublikasikan, diperbarui, yang lalu, cập nhật, trước,
        δημοσιεύθηκε, ενημερώθηκε, πριν, نشر, نشر في, آخر تحديث, منذ, تاریخ انتشار, פורסם, עודכן, प्रकाशित, अपडेटेड
        """,
}

UNSPACED_CUES: Mapping[str, str] = {
    "share": """
        分享, 转发, 微信, 微博, 扫一扫, 打印, 收藏, 点赞, 收聽, 列印, シェア, ツイート, 印刷, リンクをコピー,
        保存, フォロー, 공유, 카카오, 페이스북, 트위터, 프린트, 좋아요,
        스크랩, 북마크, แชร์, คัดลอก
        """,
    "comment": """
        评论, 評論, 留言, 发表评论, コメント, 댓글, ความคิดเห็น, แสดงความคิดเห็น
        """,
    "newsletter": """
        订阅, 訂閱, 登录, 登入, 注册, 註冊, 會員, 会员, 会員, 登録, ログイン, メルマガ, 購読, 有料, 無料, 구독,
        로그인, 회원가입, 뉴스레터, 알림, สมัครสมาชิก,
        เข้าสู่ระบบ
        """,
    "related": """
        相关, 相關, 推荐, 推薦, 延伸閱讀, 延伸阅读, 更多, 热门, 熱門, 最新, 上一篇, 下一篇, 标签, 標籤, 关键词,
        阅读全文, 関連, おすすめ, もっと見る, 続きを読む, ランキング, 人気,
        一覧, 前の記事, 次の記事, タグ, 관련기사, 관련 기사, 많이 본, 더보기, 추천, 인기, 최신, 이전기사,
        다음기사, 태그, 키워드, ข่าวที่เกี่ยวข้อง, อ่านต่อ,
        อ่านเพิ่มเติม, ข่าวล่าสุด, แท็ก
        """,
    "legal": """
        版权, 版權, 著作權, 隐私, 隱私, 免责声明, 备案, 許可證, 著作権, 無断転載, 利用規約, プライバシー,
        個人情報, 저작권, 무단전재, 무단 전재, 재배포, 이용약관, 개인정보, 청소년보호,
        발행인, สงวนลิขสิทธิ์
        """,
    "cookie": """
        同意, クッキー, 쿠키, 동의, คุกกี้
        """,
    "advert": """
        广告, 廣告, 広告, スポンサー, 광고, โฆษณา
        """,
    "caption": """
        图为, 圖為, 图片, 圖片, 图源, 資料照, 资料图, 翻攝, 記者攝, 写真, 撮影, 画像, 사진, 이미지, 자료사진, 제공, ภาพ
        """,
    "media": """
        视频, 影片, 直播, 動画, 再生, 音声, 동영상, 영상, 재생, 듣기, วิดีโอ, คลิป
        """,
    "menu": """
        首页, 首頁, 搜索, 搜尋, 菜单, 關於我們, 关于我们, 联系我们, 聯絡我們, 返回, 新闻, 要聞, 政治, 財經, 国際,
        ホーム, 検索, メニュー, お問い合わせ, ニュース, トップ, 閉じる,
        홈, 검색, 메뉴, 닫기, 정치, 경제, 사회, 국제, 스포츠, 문화, 고객센터, 회사소개, หน้าแรก, ค้นหา, การเมือง
        """,
    "bio": """
        记者, 記者, 编辑, 編輯, 责任编辑, 责编, 作者, 文章来源, 来源, 筆者, 執筆, 기자, 특파원, ผู้สื่อข่าว
        """,
    "time": """
        发布, 發布, 更新, 小时前, 分钟前, 公開, 更新日, 配信, 入力, 입력, 수정, 등록, 업데이트, 기사입력,
        เผยแพร่, อัปเดต
        """,
}

MARKED = r"[^\W_][\w\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0900-\u0dff]*"
"""A word with the vowel signs of Indic and Semitic scripts, which Python does not count as letters."""
WORD = re.compile(rf"{MARKED}(?:['’\-]{MARKED})*")
UNSPACED = re.compile(r"[\u0e00-\u0e7f\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Several words, a space before and behind each, and the kind of debris that they hint at."""

    spaced: str
    kind: str


@cache
def _single() -> Mapping[str, tuple[str, ...]]:
    """Words that hint by themselves, each with the kinds of debris."""
    table: dict[str, tuple[str, ...]] = {}
    for kind, phrases in CUES.items():
        for phrase in phrases.split(","):
            if len(words := WORD.findall(phrase.casefold())) == 1:
                table[words[0]] = (*table.get(words[0], ()), kind)
    return table


@cache
def _by_first_word() -> Mapping[str, tuple[_Phrase, ...]]:
    """Phrases of several words by the first of them."""
    table: dict[str, tuple[_Phrase, ...]] = {}
    for kind, phrases in CUES.items():
        for phrase in phrases.split(","):
            if len(words := WORD.findall(phrase.casefold())) > 1:
                table[words[0]] = (*table.get(words[0], ()), _Phrase(f" {' '.join(words)} ", kind))
    return table


@cache
def _unspaced() -> Mapping[str, re.Pattern[str]]:
    return {
        kind: re.compile("|".join(re.escape(phrase.strip()) for phrase in phrases.split(",")))
        for kind, phrases in UNSPACED_CUES.items()
    }


def cues(line: str, words: Sequence[str]) -> set[str]:
    """The kinds of debris that a line's casefolded words hint at: keys of `CUES`."""
    single, several = _single(), _by_first_word()
    present = set(words)
    found = {kind for word in present if word in single for kind in single[word]}
    if heads := [word for word in present if word in several]:
        spaced = f" {' '.join(words)} "
        found |= {phrase.kind for head in heads for phrase in several[head] if phrase.spaced in spaced}
    if not line.isascii() and UNSPACED.search(line):
        found |= {kind for kind, pattern in _unspaced().items() if pattern.search(line)}
    return found
