/** Stories of 60 to 150 words: with a wish in one of their sentences, and with none although they speak of one. */
interface Stories {
  gives: string[];
  withdraws: string[];
  /** Somebody else's wish, a condition, what was once, or a question. */
  none: string[];
}

export const stories: Record<string, Stories> = {
  de: {
    withdraws: [
      "Guten Abend, ich komme erst jetzt dazu zu schreiben, weil bei uns gerade alles drunter und drüber geht. Der Kleine war zwei Wochen krank, dann fiel die Heizung aus, und mein Dienstplan ändert sich jeden Tag. Am Montag saß ich neben ihm, als die Konferenz lief, und da waren ständig die Geschwister im Bild. Das hat mir überhaupt nicht gefallen. Ich habe lange darüber nachgedacht. Ich widerrufe deshalb meine Einwilligung für das Video. Sonst sind wir mit der Klasse sehr zufrieden, und die Lehrerin gibt sich große Mühe. Liebe Grüße aus dem Homeoffice",
      "Hallo zusammen, ich bin der Papa von einem Jungen aus der dritten Klasse. Im Herbst haben wir den Zettel ausgefüllt, da war das alles noch weit weg und keiner wusste, wie das läuft. Inzwischen haben wir drei solche Stunden erlebt. Unser Sohn sitzt da wie auf einer Bühne und schämt sich für sein Zimmer. Hiermit ziehen wir unsere Zustimmung zurück. Er kann die Aufgaben gern auf Papier machen, das hat im Frühling auch gut geklappt. Meine Mutter kann ihm nachmittags helfen, sie wohnt im selben Haus und hat Zeit.",
      "also ich weiß nicht ob das hier richtig ist aber die sekretärin meinte ich soll einfach schreiben. bei uns ist das internet so schlecht dass nach zehn minuten alles steht und dann weint sie weil die anderen schon weiter sind. letzte woche war es ganz schlimm da ist sie weggelaufen und wollte nicht mehr zurück an den tisch. mein mann ist auf montage und ich habe noch das baby. ich möchte meine einwilligung zurückziehen. vielleicht gibt es ja arbeitsblätter für sie, die drucke ich bei der nachbarin aus.",
    ],
    gives: [
      "Liebes Team, entschuldigen Sie die späte Antwort, der Zettel lag unter einem Stapel Post und ich habe ihn erst beim Aufräumen gefunden. Wir haben am Wochenende in Ruhe alles gelesen und mit den Großeltern darüber gesprochen, weil Jonas nachmittags oft dort ist. Sie haben einen guten Rechner und einen ruhigen Platz. Ich willige in Ton und Bild ein. Am Freitag kann er übrigens erst ab neun, weil er vorher zur Logopädie muss. Wenn Sie noch etwas brauchen, rufen Sie mich bitte auf dem Handy an, tagsüber bin ich meistens erreichbar.",
      "Hallo, ich war am Anfang sehr skeptisch, das gebe ich zu. Ich arbeite selbst viel am Bildschirm und wollte das meiner Tochter ersparen. Dann hat uns eine andere Mutter eingeladen, und wir durften einmal zusehen, wie so eine Stunde abläuft. Die Kinder haben gesungen und gelacht, und meine Kleine wollte am liebsten gleich mitmachen. Wir stimmen der Teilnahme mit Ton und Bild zu. Eine Kamera haben wir schon bestellt, sie soll am Donnerstag kommen. Bis dahin nehmen wir das alte Tablet vom Opa.",
    ],
    none: [
      "Guten Tag, meine Nachbarin hat mir gestern im Treppenhaus erzählt, dass bei ihr in der Schule große Aufregung herrscht. Dort haben viele Eltern ihre Einwilligung widerrufen, weil ein Mitschnitt aufgetaucht sein soll. Sie selbst ist auch ganz durcheinander und fragt jeden, den sie trifft. Unser Sohn freut sich jedes Mal auf die Konferenz, er putzt sich vorher sogar die Haare. Jetzt bin ich natürlich verunsichert. Werden die Stunden bei Ihnen irgendwo aufgenommen? Das würde mich sehr beruhigen, denn im Grunde finde ich das Ganze eine gute Sache.",
      "Ich hätte da eine Frage, und ich hole ein bisschen aus. Wir ziehen im Sommer um, nach Bielefeld, und ich sortiere gerade alle Unterlagen, die sich in drei Jahren angesammelt haben. Dabei ist mir der Bogen in die Hände gefallen. Damals habe ich bei Ton Ja angekreuzt, das weiß ich noch. Falls wir später einmal die Einwilligung widerrufen wollten, müsste ich das dann schriftlich machen, oder reicht ein Anruf im Sekretariat? Mein Mann meint, man kommt da nie wieder heraus, aber das kann ich mir nicht vorstellen.",
      "Bei uns war heute ein Theater, das glauben Sie nicht. Erst war das Passwort falsch, dann ging der Ton nicht, und am Ende saß der Hund auf der Tastatur. Die Lehrerin hat sehr gelacht. Mein Schwiegervater hat daneben gestanden und gesagt, er würde das sofort widerrufen, wenn es nach ihm ginge. Es geht aber nicht nach ihm. Können Sie mir sagen, ob man statt des Laptops auch ein Handy nehmen kann? Der Laptop gehört nämlich der Firma, und mein Chef sieht das nicht gern.",
    ],
  },
  en: {
    withdraws: [
      "Hello, sorry for writing so late, it has been one of those weeks. My shifts changed again and my mother came to look after the children. On Tuesday she sat next to my son during the lesson and told me afterwards that everybody could see our kitchen and the baby being changed. I was not happy about that at all. We talked about it on Sunday evening for a long time. I withdraw my consent to the video. Otherwise he likes school very much and his teacher is wonderful, please tell her that from us.",
    ],
    gives: [
      "Good evening, I only found your letter today because it was at the bottom of the school bag, under an old banana. We have been away for a while, my father was in hospital and we stayed with him. Now we are back and things are calm again. My husband and I read everything carefully and looked up the words we did not know. We agree to sound and picture. She has her own little desk now and a headset from her cousin, so it will not be too loud for the others.",
    ],
    none: [
      "Good morning, a friend of mine whose daughter goes to a different school told me that half of the parents there have withdrawn their consent. She was quite upset about it and could not even say why it all started. My son enjoys the lessons and I never had a bad feeling about them. But now I keep thinking about it at night. Is anything recorded during the lessons, and who could watch it later? I would be glad if you could tell me so that I can sleep again.",
    ],
  },
  tr: {
    withdraws: [
      "Merhaba hocam, geç yazdığım için özür dilerim, bu hafta çok yoğundu. Vardiyam değişti, annem hastanedeydi, çocuklara komşumuz baktı. Salı günü oğlum derse girdi ve herkes bizim mutfağı görmüş, küçük kardeşi de kameranın önünde ağlıyordu. Eşimle pazar akşamı uzun uzun konuştuk. Böyle olmasını istemiyoruz, ev halimiz kimseyi ilgilendirmez. Görüntü için verdiğim onayı geri çekiyorum. Bunun dışında okuldan çok memnunuz, öğretmenine selam söyleyin. Ödevlerini kağıt üzerinde yapar, dedesi de ona yardım eder, o yan dairede oturuyor.",
    ],
    gives: [
      "İyi akşamlar, mektubunuzu ancak bugün buldum, çantanın dibinde kalmış. Bir süre yoktuk, babam ameliyat oldu, yanında kaldık. Şimdi evdeyiz, her şey yoluna girdi. Eşimle beraber bütün sayfaları dikkatle okuduk, anlamadığımız yerleri ablama sorduk. O da aynı okulda okumuştu ve bize her şeyi anlattı. Ses ve görüntüye izin veriyoruz. Kızımızın artık kendi masası var, kuzeninden bir kulaklık da aldı. Sabahları biraz geç kalkıyor ama derse yetişir, merak etmeyin.",
    ],
    none: [
      "Günaydın, başka bir okula giden komşumuz bana dün akşam uzun uzun anlattı. Orada birçok veli onayını geri çekmiş, çünkü birisi dersi kaydetmiş diye bir söylenti çıkmış. Kendisi de çok üzgündü ve kime inanacağını bilmiyordu. Benim oğlum dersleri çok seviyor, her seferinde saçını bile tarıyor. Şimdiye kadar hiç kötü bir şey yaşamadık. Ama artık geceleri bunu düşünüyorum. Dersler bir yere kaydediliyor mu, sonradan kim izleyebilir? Bana yazarsanız çok sevinirim.",
    ],
  },
  ru: {
    withdraws: [
      "Здравствуйте, извините, что пишу так поздно, неделя была тяжёлая. У меня опять поменялись смены, а бабушка лежала в больнице, и с детьми сидела соседка. Во вторник сын был на уроке, и все видели нашу кухню и малыша, который плакал перед экраном. Мне это совсем не понравилось. В воскресенье мы с мужем долго об этом говорили. Я отзываю своё согласие на видео. В остальном мы очень довольны школой, передайте учительнице большой привет. Задания он может делать на бумаге, дедушка ему поможет.",
    ],
    gives: [
      "Добрый вечер, ваше письмо я нашла только сегодня, оно лежало на самом дне портфеля. Нас долго не было, папе делали операцию, и мы жили у него. Теперь мы дома, и всё снова спокойно. Мы с мужем внимательно прочитали все страницы, а непонятные слова спросили у сестры. Она сама когда-то училась в этой школе. Мы согласны на звук и на видео. У дочки теперь есть свой стол, а наушники ей подарил двоюродный брат, так что другим мешать не будет.",
    ],
    none: [
      "Доброе утро, соседка, у которой дочка ходит в другую школу, вчера рассказала мне длинную историю. Там многие родители отозвали согласие, потому что прошёл слух, будто кто-то записал урок. Она сама очень расстроена и не знает, кому верить. Мой сын любит эти уроки и каждый раз даже причёсывается. До сих пор ничего плохого у нас не было. Но теперь я думаю об этом по ночам. Скажите, уроки где-нибудь записываются? И кто мог бы потом это посмотреть? Буду очень благодарна за ответ.",
    ],
  },
  pl: {
    withdraws: [
      "Dzień dobry, przepraszam, że piszę tak późno, ale to był ciężki tydzień. Znowu zmienili mi grafik, a mama leżała w szpitalu i dziećmi zajmowała się sąsiadka. We wtorek syn był na lekcji i wszyscy widzieli naszą kuchnię i malucha, który płakał przed ekranem. Wcale mi się to nie podobało. W niedzielę długo o tym rozmawialiśmy z mężem. Wycofuję moją zgodę na wideo. Poza tym jesteśmy bardzo zadowoleni ze szkoły, proszę pozdrowić panią nauczycielkę. Zadania może robić na papierze, dziadek mu pomoże.",
    ],
    gives: [
      "Dobry wieczór, list znalazłam dopiero dzisiaj, leżał na samym dnie plecaka. Długo nas nie było, tata miał operację i mieszkaliśmy u niego. Teraz jesteśmy w domu i wszystko jest znowu spokojne. Przeczytaliśmy z mężem uważnie wszystkie strony, a o trudne słowa zapytaliśmy siostrę. Ona sama chodziła kiedyś do tej szkoły. Zgadzamy się na dźwięk i obraz. Córka ma teraz swoje biurko, a słuchawki dostała od kuzyna, więc nikomu nie będzie przeszkadzać.",
    ],
    none: [
      "Dzień dobry, sąsiadka, której córka chodzi do innej szkoły, opowiedziała mi wczoraj długą historię. Tam wielu rodziców wycofało zgodę, bo rozeszła się plotka, że ktoś nagrał lekcję. Ona sama jest bardzo zmartwiona i nie wie, komu wierzyć. Mój syn lubi te lekcje i za każdym razem nawet się czesze. Do tej pory nic złego nas nie spotkało. Ale teraz myślę o tym po nocach. Czy lekcje są gdzieś nagrywane? I kto mógłby to potem obejrzeć? Będę bardzo wdzięczna za odpowiedź.",
    ],
  },
  ro: {
    withdraws: [
      "Bună ziua, îmi cer scuze că scriu așa târziu, a fost o săptămână grea. Mi s-au schimbat iar turele, iar mama a fost în spital și de copii a avut grijă vecina. Marți fiul meu a fost la lecție și toți ne-au văzut bucătăria și pe cel mic plângând în fața ecranului. Nu mi-a plăcut deloc. Duminică am vorbit mult timp despre asta cu soțul. Îmi retrag acordul pentru video. În rest suntem foarte mulțumiți de școală, transmiteți salutări doamnei învățătoare. Temele le poate face pe hârtie, îl ajută bunicul.",
    ],
    gives: [
      "Bună seara, scrisoarea am găsit-o abia astăzi, era pe fundul ghiozdanului. Am fost plecați mult timp, tata a avut o operație și am stat la el. Acum suntem acasă și totul este din nou liniștit. Am citit împreună cu soțul toate paginile cu atenție, iar pentru cuvintele grele am întrebat-o pe sora mea. Ea a învățat cândva la această școală. Suntem de acord cu sunet și imagine. Fiica noastră are acum biroul ei și niște căști de la verișor, așa că nu va deranja pe nimeni.",
    ],
    none: [
      "Bună dimineața, vecina mea, a cărei fată merge la altă școală, mi-a povestit ieri o istorie lungă. Acolo mulți părinți și-au retras acordul, pentru că a apărut zvonul că cineva a înregistrat o lecție. Ea este foarte supărată și nu știe pe cine să creadă. Fiul meu iubește lecțiile și de fiecare dată chiar se piaptănă. Până acum nu ni s-a întâmplat nimic rău. Dar acum mă gândesc la asta noaptea. Lecțiile sunt înregistrate undeva? Și cine ar putea să le vadă mai târziu? Vă mulțumesc mult.",
    ],
  },
  uk: {
    withdraws: [
      "Добрий день, вибачте, що пишу так пізно, тиждень був важкий. У мене знову змінилися зміни, а бабуся лежала в лікарні, і з дітьми сиділа сусідка. У вівторок син був на уроці, і всі бачили нашу кухню та малюка, який плакав перед екраном. Мені це зовсім не сподобалося. У неділю ми з чоловіком довго про це говорили. Я відкликаю свою згоду на відео. А загалом ми дуже задоволені школою, передайте вчительці вітання. Завдання він може робити на папері, дідусь йому допоможе.",
    ],
    gives: [
      "Добрий вечір, вашого листа я знайшла тільки сьогодні, він лежав на самому дні портфеля. Нас довго не було, татові робили операцію, і ми жили в нього. Тепер ми вдома, і все знову спокійно. Ми з чоловіком уважно прочитали всі сторінки, а незрозумілі слова запитали в сестри. Вона сама колись училася в цій школі. Ми згодні на звук і на відео. У доньки тепер є свій стіл, а навушники їй подарував двоюрідний брат, тож іншим не заважатиме.",
    ],
    none: [
      "Доброго ранку, сусідка, у якої донька ходить до іншої школи, вчора розповіла мені довгу історію. Там багато батьків відкликали згоду, бо пішла чутка, ніби хтось записав урок. Вона сама дуже засмучена і не знає, кому вірити. Мій син любить ці уроки і щоразу навіть причісується. Досі нічого поганого в нас не було. Але тепер я думаю про це ночами. Скажіть, уроки десь записуються? І хто міг би потім це подивитися? Буду дуже вдячна за відповідь.",
    ],
  },
  bg: {
    withdraws: [
      "Здравейте, извинете, че пиша толкова късно, седмицата беше тежка. Пак ми смениха смените, а мама беше в болница и с децата стоеше съседката. Във вторник синът ми беше в час и всички видяха кухнята ни и бебето, което плачеше пред екрана. Това никак не ми хареса. В неделя дълго говорихме за това с мъжа ми. Оттеглям съгласието си за видео. Иначе сме много доволни от училището, поздравете учителката. Задачите може да прави на хартия, дядо му ще му помага.",
    ],
    gives: [
      "Добър вечер, писмото ви намерих чак днес, беше на дъното на раницата. Дълго ни нямаше, баща ми имаше операция и живяхме при него. Сега сме у дома и всичко пак е спокойно. Прочетохме с мъжа ми внимателно всички страници, а за трудните думи попитахме сестра ми. Тя самата е учила някога в това училище. Съгласни сме със звук и картина. Дъщеря ни вече има свое бюро, а слушалките са от братовчед ѝ, така че няма да пречи на другите.",
    ],
    none: [
      "Добро утро, съседката, чиято дъщеря ходи в друго училище, вчера ми разказа дълга история. Там много родители са оттеглили съгласието си, защото тръгнал слух, че някой е записал урока. Тя самата е много разстроена и не знае на кого да вярва. Синът ми обича тези часове и всеки път дори се сресва. Досега нищо лошо не ни се е случвало. Но сега мисля за това нощем. Записват ли се някъде уроците? И кой би могъл после да ги гледа? Ще съм ви много благодарна.",
    ],
  },
  ar: {
    withdraws: [
      "مرحبا، أعتذر لأنني أكتب متأخرة، كان الأسبوع صعبا جدا. تغير دوامي مرة أخرى، وكانت أمي في المستشفى، والجارة بقيت مع الأطفال. يوم الثلاثاء كان ابني في الدرس ورأى الجميع مطبخنا والصغير يبكي أمام الشاشة. لم يعجبني هذا أبدا. يوم الأحد تحدثنا أنا وزوجي طويلا عن الموضوع. أسحب موافقتي على الفيديو. في ما عدا ذلك نحن راضون جدا عن المدرسة، سلموا على المعلمة من فضلكم. الواجبات يستطيع أن يكتبها على الورق وجده يساعده.",
    ],
    gives: [
      "مساء الخير، وجدت رسالتكم اليوم فقط، كانت في أسفل الحقيبة. كنا غائبين مدة طويلة لأن والدي أجرى عملية وبقينا عنده. الآن نحن في البيت وعاد كل شيء هادئا. قرأنا أنا وزوجي كل الصفحات بانتباه، والكلمات الصعبة سألنا عنها أختي. هي نفسها تعلمت في هذه المدرسة قبل سنوات. نوافق على الصوت والصورة. عند ابنتنا الآن طاولة خاصة بها، وسماعات من ابن خالها، فلن تزعج أحدا في البيت.",
    ],
    none: [
      "صباح الخير، جارتي التي تذهب ابنتها إلى مدرسة أخرى حكت لي أمس قصة طويلة. هناك سحب كثير من الأهالي موافقتهم لأن أحدا قال إن الدرس قد سجل. هي نفسها حزينة جدا ولا تعرف من تصدق. ابني يحب هذه الدروس وفي كل مرة يمشط شعره. حتى الآن لم يحدث لنا شيء سيئ. لكنني صرت أفكر في هذا في الليل. هل تسجل الدروس في مكان ما؟ ومن يستطيع أن يشاهدها بعد ذلك؟ أكون شاكرة جدا لجوابكم.",
    ],
  },
};
