"""What currencies are called, by the CLDR: compiled by `compile_currencies`."""

# ruff: noqa: E501 - some scripts count as wider than they are long

from __future__ import annotations

NAMES = """
=AED
 arabiemiirikuntien dirhami | arabiemiirikuntien dirhamia | arabisk dirhom | arabiskt dirham |
 baa dirhami | bae dirhemi | bəə dirhəmi | dirham degli eau | dirham dos eau | dirham uae |
 dirham zea | dirhama zea | dirhamow zea | dirhams dos eau | dirhamy zea | eae-dirham |
 emiratarabisk dirham | emiratarabiske dirham | emirater | emiratisk dirham | fae-dirham |
 sae dirham | sae dirhamov | sae dirhamu | sae dirhamy | uae dirham | uae dirhama | uae dirhams |
 uae ティルハム | vae-dirham | verenigde arabische emiraten-dirham | баә дирхамы | дирхам оае |
 дирхам оаэ | дирхам уае | дирхама оае | дирхама оаэ | дирхама уае | дирхами оае | дирхамов оаэ |
 дирхамів оае | емирства | уае | درهم اماراتي | متحدہ | दिरहाम | เดอร์แฮมสหรัฐอาหรับเอมิเรตส์ |
 아랍에미리트 디르함 | アラフ首長国連邦ティルハム | 阿联酋迪拉姆
=AED/MAD
 dirham | dirhama | dirhami | dirhamia | dirhamov | dirhamow | dirhams | dirhamu | dirhamy |
 dirhemi | dirhom | dirhəmi | ντιραμ | дирхам | дирхама | дирхами | дирхамов | дирхамы |
 дирхамів | דירהם | درهم | দিরহাম | დირჰამი | 디르함 | ティルハム
=AFN
 afegane | afeganes | afgani | afganis | afghani | afghanis | афгани | افغاني
=ALL
 lek | leke | leks | лек | лека | леков | ليك
=AMD
 dram | drama | drami | dramia | dramm | dramov | dramow | drams | dramu | dramy | dramı | dromm |
 ντραμ | драм | драма | драми | драмов | драмы | драмів | דראם | ارمینیايی | درام | दराम | দরাম |
 แดรมอาร์เมเนีย | დრამი | 드람 | トラム | 亚美尼亚德拉姆
=AOA
 kuanza | kuanzas | kwanza | kwanzas | кванз | кванза | кванзы | كوانزا
=ARS
 pezos | ارجنٹاين | เปโซอาร์เจนตินา | 阿根廷比索
=ARS/UYU
 pezosa
=AUD
 astralskir dalir | astralskur dalur | australian dollar | australian dollari |
 australian dollaria | australian dollars | australische dollar | australischer dollar |
 australisk dollar | australiska dollar | australsk dollar | australska dolara |
 australske dolare | australske dolary | australske dollar | australskeho dolara |
 australskeho dolaru | australski dolar | australskih dolara | australsky dolar |
 australskych dolarov | australskych dolaru | ausztral dollar | avstraliya dollari |
 avstraliya dolları | avustralya doları | dolar australia | dolar australian | dolar australiano |
 dolar australijski | dolara australijskiego | dolares australianos | dolari australieni |
 dolarow australijskich | dolars australians | dolary australijskie | dollar australien |
 dollari australiani | dollaro australiano | dollars australiens | đo la australia |
 δολαρια αυστραλιασ | δολαριο αυστραλιασ | австралииски долар | австралииски долара |
 австралиискии доллар | австралииских доллара | австралииских долларов | австралииского доллара |
 австраліиськии долар | австраліиських доларів | австраліиського долара | австраліиські долари |
 аустралия доллары | аустралијска долара | аустралијски долар | аустралијских долара |
 דולר אוסטרלי | اسٹریلین | اسٹریلین ڈالر | دلار استرالیا | دولار استرالي | ऑसटरेलियाई डॉलर |
 অসটরেলিযান ডলার | ดอลลาร์ออสเตรเลีย | ავსტრალიური დოლარი | 호주 달러 | オーストラリア トル | 澳大利亚元
=AUD/SGD/HKD/TWD/NZD
 dalir | dalur
=AWG
 флорин | флорина | флоринов | فلورن
=AWG/XCG
 florin | florines
=AZN
 aserbaidschan-manat | manata | manati | manatia | manatov | manatow | manatu | manaty | manatı |
 manot | μανατ | манати | манаты | манатів | מאנאט | اذربايجانی | مانت | منات | मैनेट | মানাত |
 มานัตอาเซอร์ไบจาน | მანათი | 마나트 | マナト | 阿塞拜疆马纳特
=AZN/TMT
 manat | manats | манат | маната | манатов | مانات
=BAM
 marco | marcos | mark | marks | конвертируемая | конвертируемои | конвертируемые |
 конвертируемых | مارك
=BDT
 bangladesch-taka | tak | taka | takaa | takas | takasi | takası | take | taky | tokur | τακα |
 так | така | такасы | таке | таки | טאקה | بنگلہ | تاكا | تاکای | टका | ตากาบังกลาเทศ | ტაკა |
 타카 | タカ | 孟加拉塔卡
=BGN
 bolgar uj leva | bolgariya levi | bolqarıstan levi | bugarska leva | bugarski lev |
 bugarskih leva | bulgaarse lev | bulgaarse leva | bulgar levası | bulgarian lev |
 bulgarian leva | bulgarian levia | bulgarische lew | bulgarischer lew | bulgarisk lev |
 bulgariska leva | bulgarsk lev | bulgarske lev | bulgarske leva | bulgarskt lef | bulgorsk lef |
 bulharske leva | bulharskeho leva | bulharsky lev | bulharsky leva | bulharskych leva | lef |
 lev | lev bulgare | lev bulgaria | lev bulgaro | leva | leva bulgara | leva bulgari | levas |
 levas bulgaras | levası | leve | levi | levia | levs | levs bulgares | levs bulgaros | lew |
 lew bułgarski | lewa | lewa bułgarskiego | lewow | lewow bułgarskich | lewy | lewy bułgarskie |
 λεβ | λεβ βουλγαριασ | болгария леві | болгарскии лев | болгарских лева | болгарских левов |
 болгарского лева | болгарськии лев | болгарських левів | болгарського лева | болгарські леви |
 бугарска лева | бугарски лев | бугарских лева | български лев | български лева | лев | лева |
 леви | левов | леві | левів | לב | לב בולגרי | بلغارین | بلغارین لیو | لو | لو بلغارستان | ليف |
 ليف بلغاري | बुलगारियाई लेव | लेव | বুলগেরীয লেভ | বুলগেরীয লেভা | লেভ | লেভা | เลฟบัลแกเรีย |
 ბულგარული ლევი | ლევი | 레프 | 불가리아 레프 | フルカリア 新レフ | 保加利亚列弗 | 新レフ
=BOB
 boliviano | bolivianos | боливиано | بوليفيانو
=BRL
 brasilian real | brasilian realia | brasilianische real | brasilianischer real |
 brasiliansk real | brasilianska real | brasilianske real | brasilianske realer | brasilisk riol |
 brasiliskt rial | brazil real | braziliaanse real | brazilian real | brazilian reals |
 braziliya reali | braziliya realı | brazilska reala | brazilske realy | brazilskeho realu |
 brazilski real | brazilskih reala | brazilsky real | brazilskych realov | brazilskych realu |
 brezilya reali | reais | reais brasileiros | real | real brasil | real brasileiro |
 real brasileno | real brasiler | real brasiliani | real brasiliano | real braxin | real brazil |
 real brazylijski | real bresilien | reala | reala brazylijskiego | reale | reale brazylijskie |
 realer | reales | reales brasilenos | reali | reali brazylijskich | realia | realov | reals |
 reals brasilers | reals bresiliens | realu | realy | realı | ρεαλ | ρεαλ βραζιλιασ |
 бразилия реалы | бразилска реала | бразилски реал | бразилски реала | бразилских реала |
 бразильскии реал | бразильских реала | бразильских реалов | бразильского реала |
 бразильськии реал | бразильських реалів | бразильського реала | бразильські реали | реал |
 реала | реали | реалов | реалы | реалів | ריאל ברזילאי | برازیلی | برازیلی ریيل | ريال برازيلي |
 ريال برزیل | बराजीली रियाल | বরাজিলিযান রিযেল | রিযেল | เรียลบราซิล | ბრაზილიური რეალი | რეალი |
 레알 | 브라질 레알 | フラシル レアル | レアル | 巴西雷亚尔
=BRL/SAR/IRR
 riol | ריאל | रियाल
=BRL/SAR/IRR/OMR/QAR/YER
 rial | ريال
=BTN
 gultrum | gultrums | ngultrum | ngultrums | ngultruns | нгултрум | нгултрума | нгултрумов |
 نولتوم
=BWP
 pula | pulas | пул | пула | пулы | بولا
=BYN
 بیلاروسی | รเบิลเบลารส | 白俄罗斯卢布
=BZD/LRD
 دولاران
=CAD
 canadese dollar | canadian dollar | canadian dollars | canadisk dollar | canadiske dollar |
 dolar canadenc | dolar canadense | dolar canadian | dolar canadiense | dolar kanada |
 dolar kanadyjski | dolara kanadyjskiego | dolares canadenses | dolares canadienses |
 dolari canadieni | dolarow kanadyjskich | dolars canadencs | dolary kanadyjskie |
 dollar canadien | dollari canadesi | dollaro canadese | dollars canadiens | kanada doları |
 kanada dollari | kanada dolları | kanadadalir | kanadadalur | kanadai dollar | kanadan dollari |
 kanadan dollaria | kanadensisk dollar | kanadensiska dollar | kanadische dollar |
 kanadischer dollar | kanadisk dollar | kanadiske dollar | kanadska dolara | kanadske dolare |
 kanadske dolary | kanadskeho dolara | kanadskeho dolaru | kanadski dolar | kanadskih dolara |
 kanadsky dolar | kanadskych dolarov | kanadskych dolaru | đo la canada | δολαρια καναδα |
 δολαριο καναδα | канада доллары | канадска долара | канадски долар | канадски долара |
 канадскии доллар | канадских долара | канадских доллара | канадских долларов |
 канадского доллара | канадськии долар | канадських доларів | канадського долара |
 канадські долари | דולר קנדי | دلار کانادا | دولار كندي | کنیڈین | کنیڈین ڈالر | कनाडाई डॉलर |
 কানাডিযান ডলার | ดอลลาร์แคนาดา | კანადური დოლარი | 캐나다 달러 | カナタ トル | 加拿大元
=CAD/AUD/SGD/NZD
 トル
=CHF
 franak | franaka | franc elvetian | franc suis | franc suisse | franc swiss | franc switzerland |
 franc thuy si | franchi | franchi svizzeri | franci | franci elvetieni | franco suico |
 franco suizo | franco svizzero | francos suicos | francos suizos | francs suisses |
 francs suissos | frangi | frangia | frangı | frank | frank szwajcarski | franka |
 franka szwajcarskiego | frankar | franken | franki | franki szwajcarskie | frankov | frankow |
 frankow szwajcarskich | franku | franky | frankı | isvecrə frankı | isvicre frangı |
 schweizer franken | schweizerfranc | schweizisk franc | schweiziska franc | shveytsariya franki |
 svajci frank | svajciarske franky | svajciarskeho franku | svajciarsky frank |
 svajciarskych frankov | sveitsin frangi | sveitsin frangia | sveitsisk franc | sveitsiske franc |
 svicarska franka | svicarski franak | svicarskih franaka | svissneskir frankar |
 svissneskur franki | svycarske franky | svycarskeho franku | svycarsky frank |
 svycarskych franku | swiss franc | swiss francs | zwitserse frank | φραγκα | φραγκα ελβετιασ |
 φραγκο | φραγκο ελβετιασ | франак | франака | франки | франкі | франків | швајцарска франка |
 швајцарски франак | швајцарских франака | швеицария франкі | швеицарски франк |
 швеицарски франка | швеицарскии франк | швеицарских франка | швеицарских франков |
 швеицарского франка | швеицарськии франк | швеицарських франків | швеицарського франка |
 швеицарські франки | פרנק | פרנק שוויצרי | سويس | سويس فرانکس | فرانک | فرانک سويیس |
 فرنك سويسري | फरैंक | सविस फरैंक | ফরাঁ | সুইস ফরাঁ | ฟรังก์สวิส | ფრანკი | შვეიცარიული ფრანკი |
 스위스 프랑 | 프랑 | スイス フラン | フラン | 瑞士法郎
=CHF/BIF/CDF/DJF/GNF/KMF/RWF/XAF/XOF/XPF
 franc | franco | francos | francs | франк | франка | франков | فرنك
=CLP
 چلین | เปโซชิลี | 智利比索
=CNY
 chinese yuan | chinesischer yuan | cin yuanı | cinske juany | cinskeho juana | cinskeho juanu |
 cinsky juan | cinskych juanov | cinskych juanu | iuan | iuans | juan | juan chinski | juana |
 juana chinskiego | juania | juanov | juanow | juanow chinskich | juanu | juany | juany chinskie |
 juon | kiinan juan | kiinan juania | kinai juan | kinesisk yuan | kinesiska yuan |
 kinesiske yuan | kineska yuana | kineski yuan | kineskih yuana | kinversk juon | kinverskt juan |
 nhan | nhan dan te | renminbi yuan | xitoy yuani | yuan | yuan chines | yuan chinezesc |
 yuan cina | yuan cinese | yuan cinesi | yuan renminbi | yuan renminbi chinois | yuan tiongkok |
 yuana | yuanes | yuanes renminbi | yuani | yuani chinezesti | yuans | yuans chineses |
 yuans renminbi chinois | yuanı | γουαν | γουαν κινασ | кинеска јуана | кинески јуан |
 кинеских јуана | китаиски юан | китаиски юана | китаискии юань | китаиских юанеи |
 китаиских юаня | китаиского юаня | китаиськии юань | китаиських юанів | китаиського юаня |
 китаиські юані | юан | юана | юанеи | юань | юаня | юані | юанів | јуан | јуана | қытаи юані |
 יואן | יואן סיני | يوان | يوان صيني | چینی | چینی یوان | یوان | یوان چین | चीनी युआन | युआन |
 চীনা যুযান | যুযান | หยวนจีน | იუანი | უანი | ჩინური იუანი | ჩინური უანი | 위안화 |
 중국 위안화 | 中国人民元 | 人民币
=COP
 کولمبین | เปโซโคลอมเบีย | 哥伦比亚比索
=CRC
 colon | colones | colons | колон | колона | колонов | كولن
=CVE
 escudo | escudos | эскудо | اسكودو
=CZK
 cek korunası | ceska koruna | ceska kruna | ceske koruny | ceske krune | ceskej koruny |
 ceskih kruna | ceskych korun | cexiya korunası | chexiya kronasi | coroa tcheca | coroana ceha |
 coroane cehe | coroas tchecas | corona ceca | corona checa | corona txeca | coronas checas |
 corone ceche | corones txeques | couronne tcheque | couronnes tcheques | cseh korona |
 czech koruna | czech korunas | koron czeskich | korona czeska | korony czeskie |
 korony czeskiej | koruna ceko | koruna republik czech | korunaa | korunaer | korunas | korunası |
 tekknesk krona | tekkneskar kronur | tjeckisk koruna | tjeckiska koruna | tjekkisk koruna |
 tjekkiske korunaer | tschechische krone | tschechische kronen | tsekin koruna | tsekin korunaa |
 tsjechische kronen | tsjechische kroon | tsjekkisk koruna | tsjekkiske koruna | κορονα τσεχιασ |
 κορονεσ τσεχιασ | крунa | чеська крона | чеських крон | чеськоі крони | чеські крони |
 чехия кронасы | чешка крона | чешка круна | чешке круне | чешки крони | чешких крунa |
 чешская крона | чешские кроны | чешских крон | чешскои кроны | קורונה | קורונה צ׳כית |
 كرونة تشيكية | چیک | چیک کرونا | چیک کروناز | کورونای | کورونای جمهوری چک | कोरुना |
 चेक गणराजय कोरुना | কোরুনা | চেক পরজাতনতর কোরুনা | โครนาสาธารณรัฐเช็ก | ჩეხური კრონა |
 체코 코루나 | 코루나 | コルナ | チェコ コルナ | 捷克克朗
=CZK/ISK
 кронасы
=DKK
 coroa dinamarquesa | coroana daneza | coroane daneze | coroas dinamarquesas | corona danesa |
 corona danese | coronas danesas | corone danesi | corones daneses | couronne danoise |
 couronnes danoises | dan korona | danimarka kronu | danische krone | danische kronen |
 danish krone | danish kroner | daniya kronasi | dansk krona | dansk krone | danska koruna |
 danska kronor | danska kruna | danskar kronur | danske koruny | danske kroner | danske krune |
 danskej koruny | danskih kruna | danskych korun | deense kronen | deense kroon | donsk krona |
 koron dunskich | korona dunska | korony dunskie | korony dunskiej | krone denmark |
 krone đan mach | tanskan kruunu | tanskan kruunua | κορονα δανιασ | κορονεσ δανιασ |
 данска круна | данске круне | данских круна | данська крона | данських крон | данськоі крони |
 данські крони | дат кроны | датска крона | датская крона | датски крони | датские кроны |
 датских крон | датскои кроны | כתר דני | كرونة دنماركية | ڈنمارک | ڈنمارک کرون | کرون دانمارک |
 डैनिश करोन | ডযানিশ করোন | ডযানিশ করৌন | โครนเดนมาร์ก | დანიური კრონა | 덴마크 크로네 |
 テンマーク クローネ | 丹麦克朗
=DKK/ISK
 করৌন
=EGP
 agyptische pfund | agyptisches pfund | bang ai cap | egipatska funta | egipatske funte |
 egipatskih funti | egyiptomi font | egypsk pund | egypskt pund | egyptian pound |
 egyptian pounds | egyptin punta | egyptin puntaa | egyptisch pond | egyptisk pund |
 egyptiska pund | egyptiske pund | egyptiskt pund | egyptska libra | egyptske libry |
 egyptskej libry | egyptskych liber | egyptskych libier | funt egipski | funta egipskiego |
 funtow egipskich | funty egipskie | libra egipcia | libras egipcias | lira egipteana |
 lire egiptene | livre egyptienne | livres egyptiennes | lliura egipcia | lliures egipcies |
 misir funtu | misr funti | mısır lirası | paun mesir | pound mesir | sterlina egiziana |
 sterline egiziane | λιρα αιγυπτου | λιρεσ αιγυπτου | египатска фунта | египатске фунте |
 египатских фунти | египетска лира | египетски лири | египетскии фунт | египетских фунта |
 египетских фунтов | египетского фунта | мысыр фунты | фунты | єгипетськии фунт |
 єгипетських фунтів | єгипетського фунта | єгипетські фунти | לירה מצרית | جنيه مصري |
 جنيها مصريا | جنيهات مصرية | جنيهان مصريان | مصری | مصری پاونڈ | پوند مصر | पाउंड | मिसर पाउंड |
 মিশরীয পাউনড | ปอนด์อียิปต์ | გირვანქა | ეგვიპტური გირვანქა | 이집트 파운드 | エシフト ホント | ホント |
 埃及镑
=EGP/GIP/LBP/SDG/SHP/SSP/SYP
 фунтов
=EGP/SDG/SSP
 جنيها | جنيهات
=EGP/SSP
 جنيهان
=ERN
 nafka | nafkas | nakfa | nakfas | накф | накфа | накфы | ناكفا
=ETB
 bir | bires | birr | birrs | быр | быра | быров | بير
=EUR
 avro | eur | eura | euro | euroa | euros | evra | evrur | yevro | ευρω | евра | евро | еуро |
 євро | אירו | يورو | یورو | यूरो | ইউরো | ยโร | ევრო | 유로 | ユーロ | 欧元
=FKP
 островов
=GBP
 angliya funt sterlingi | angol font | bang anh | britaniya funtu | britanska funta |
 britanske funte | britanskih funti | britische pfund | britisches pfund | british pound |
 british pounds | britisk pund | britiske pund | britse pond | britska libra | britske libry |
 britskej libry | britskych liber | britskych libier | brittiska pund | brittiskt pund |
 englannin punta | englannin puntaa | funt szterling | funta szterlinga | funtow szterlingow |
 funty szterlingi | ingiliz sterlini | libra esterlina | libras esterlinas | lira sterlina |
 lire sterline | livre sterling | livres sterling | lliura esterlina | lliures esterlines |
 paun british | pound inggris | sterlina britannica | sterline britanniche | sterlingi |
 sterlingspund | sterlini | λιρα στερλινα βρετανιασ | λιρεσ στερλινεσ βρετανιασ |
 англіиськии фунт | англіиських фунтів | англіиського фунта | англіиські фунти | британдық фунт |
 британска лира | британска фунта | британске фунте | британски лири |
 британскии фунт стерлингов | британских фунта стерлингов | британских фунти |
 британских фунтов стерлингов | британского фунта стерлингов | стерлингов | לירה שטרלינג |
 برطانوی | برطانوی پاونڈ | جنيه استرليني | پوند بریتانیا | बरिटिश पाउंड सटरलिंग | सटरलिंग |
 বরিটিশ পাউনড | ბრიტანული გირვანქა სტერლინგი | სტერლინგი | 영국 파운드 | 英国ホント | 英镑
=GBP/EGP
 bang | font | funt | funta | funte | funti | funtow | funtu | funty | liber | libier | libry |
 lliura | lliures | paun | pfund | pond | pund | punta | puntaa | sterlina | sterline | фунте |
 фунти | фунтів | پوند | পাউনড | 파운드
=GBP/EGP/FKP/GIP/LBP/SDG/SHP/SSP
 جنيه
=GBP/EGP/FKP/GIP/LBP/SDG/SHP/SSP/SYP
 libra | libras | pound | pounds
=GBP/EGP/GIP/LBP/SDG/SHP/SSP/SYP
 фунт | фунта
=GBP/TRY/EGP
 lira | lire | λιρα | λιρεσ | лира | лири | לירה
=GBP/TRY/EGP/FKP/GIP/LBP/SDG/SHP/SSP/SYP
 livre | livres
=GEL
 lar | lara | larar | lari | laria | laris | larisi | λαρι | лари | лариі | ларија | ларі | לארי |
 جارجیايی | لارى | لاري | لاری | लारी | লারি | ลารีจอร์เจีย | ლარი | 라리 | ラリ | 格鲁吉亚拉里
=GHS
 ceda | cedi | cedia | cedis | sedar | sedi | sedisi | σεντι | седи | седиі | седија | седі |
 סדי | سدی | سيدي | گھانا | सेडी | সেডি | เซดีกานา | სედი | 세디 | セティ | 加纳塞地
=GMD
 dalasi | dalasis | даласи | دلاسي
=GTQ
 quetzais | quetzal | quetzales | quetzals | кетсалеи | кетсаль | кетсаля | كوتزال
=HKD
 dolar hong kong | dolar hongkones | dolar hongkonski | dolara hongkonskiego |
 dolares hongkoneses | dolarow hongkonskich | dolary hongkonskie | gonkong dollari |
 hong kong doları | hong kong dollar | hong kong dollars | hong kong-dalir | hong kong-dalur |
 hongkong-dollar | hongkongdollar | hongkongi dollar | hongkongin dollari | hongkongin dollaria |
 hongkongse dollar | hongkongsk dollar | hongkongske dolary | hongkongske dollar |
 hongkongskeho dolaru | hongkongsky dolar | hongkongskych dolaru | hongkonska dolara |
 hongkonske dolare | hongkonskeho dolara | hongkonski dolar | hongkonskih dolara |
 hongkonsky dolar | hongkonskych dolarov | honq konq dolları | δολαρια χονγκ κονγκ |
 δολαριο χονγκ κονγκ | гонконг доллары | гонконгскии доллар | гонконгских доллара |
 гонконгских долларов | гонконгского доллара | гонконгськии долар | гонконгських доларів |
 гонконгського долара | гонконгські долари | хонгконшка долара | хонгконшки долар |
 хонгконшких долара | хонконгски долар | хонконгски долара | דולר הונג קונגי | دلار هنگ کنگ |
 دولار هونغ كونغ | ھانگ | ھانگ کانگ ڈالر | हाँगकाँग डॉलर | হংকং ডলার | ดอลลาร์ฮองกง |
 ჰონკონგის დოლარი | 홍콩 달러 | 港元 | 香港トル
=HNL
 lempira | lempiras | лемпир | лемпира | лемпиры | ليمبيرا
=HTG
 gourde | gourdes | gurde | gurdes | гурд | гурда | гурдов | جوردى
=HUF
 fiorini | fiorini ungheresi | fiorino | fiorino ungherese | florim hungaro | florins hungaros |
 forint | forint hongrois | forint hungaria | forint hungary | forint wegierski | forinta |
 forinta wegierskiego | forinte | forinter | forinti | forinto | forinto hungaro | forintos |
 forintos hungaros | forintov | forintow | forintow wegierskich | forints | forints hongrois |
 forintti | forinttia | forintu | forintur | forinty | forinty wegierskie | hongaarse forint |
 hungarian forint | hungarian forints | macar forinti | macarıstan forinti | madarske forinty |
 madarskeho forinta | madarskeho forintu | madarsky forint | madarskych forintov |
 madarskych forintu | magyar forint | mađarska forinta | mađarske forinte | mađarskih forinti |
 ungarische forint | ungarischer forint | ungarsk forint | ungarske forinter | ungersk forint |
 ungerska forinter | ungversk forinta | ungverskar forintur | unkarin forintti |
 unkarin forinttia | vengriya forinti | φιορινι | φιορινι ουγγαριασ | φιορινια |
 φιορινια ουγγαριασ | венгерскии форинт | венгерских форинта | венгерских форинтов |
 венгерского форинта | венгрия форинті | мађарска форинта | мађарске форинте | мађарских форинти |
 угорськии форинт | угорських форинтів | угорського форинта | угорські форинти | унгарски форинт |
 унгарски форинта | форинт | форинта | форинте | форинти | форинтов | форинті | форинтів |
 פורינט | פורינט הונגרי | فورينت | فورينت هنغاري | فورینت | فورینت مجارستان | ہنگرین |
 ہنگرین فورنٹ | फोरिंट | हंगेरियन फोरिंट | ফোরিনট | হাঙগেরিযান ফোরিনট | ฟอรินต์ฮังการี |
 უნგრული ფორინტი | ფორინტი | 포린트 | 헝가리 포린트 | ハンカリー フォリント | フォリント | 匈牙利福林
=HUF/AWG
 florim
=HUF/AWG/XCG
 florins
=IDR
 endonezya rupisi | indonesian rupia | indonesian rupiaa | indonesian rupiah |
 indonesian rupiahs | indonesische roepia | indonesische rupiah | indonesisk rupi |
 indonesisk rupia | indonesisk rupiah | indonesisk rupie | indonesiska rupier |
 indonesiskar rupiur | indonesiske rupiah | indonesiske rupier | indoneska rupie |
 indoneske rupie | indoneskych rupii | indonez rupia | indonezijska rupija | indonezijske rupije |
 indonezijskih rupija | indoneziya rupisi | indoneziya rupiyasi | indonezska rupia |
 indonezske rupie | indonezskej rupie | indonezskych rupii | roepia | roupie indonesienne |
 roupies indonesiennes | rupia indonesia | rupia indonesiana | rupia indonezyjska | rupiah |
 rupiah indonesia | rupiahs | rupias indonesias | rupie indonesiane | rupie indoneziana |
 rupie indonezyjskie | rupies indonesies | rupii indoneziene | rupii indonezyjskich |
 rupii indonezyjskiej | ρουπια ινδονησιασ | индонежанска рупија | индонежанске рупије |
 индонежанских рупијa | индонезииска рупия | индонезииская рупия | индонезииски рупии |
 индонезииские рупии | индонезииских рупии | индонезиискои рупии | индонезия рупиясы | рупијa |
 індонезіиська рупія | індонезіиських рупіи | індонезіиські рупіі | רופיה | רופיה אינדונזית |
 רופיות | רופיות אינדונזיות | انڈونیشین | انڈونیشین روپیہ | روبية اندونيسية | روپیه اندونزی |
 इंडोनेशियाई रुपिया | इंडोनेशियाई रुपिये | रुपिया | रुपिये | ইনদোনেশিযান রুপিযাহ | রুপিযাহ |
 รเปียห์อินโดนีเซีย | ინდონეზიური რუპია | 루피아 | 인도네시아 루피아 | イントネシア ルヒア | ルヒア | 印度尼西亚卢比
=ILS
 israeli new shekel | israeli new shekels | israeli sheckles | israeli shekel |
 israelin uusi sekeli | israelin uutta sekelia | israelische neue schekel |
 israelische nieuwe shekel | israelischer neuer schekel | israelisk ny shekel |
 israeliska nya shekel | israil yeni sekeli | isroil yangi shekeli | izraeli uj sekel |
 izraelske nove sekely | izraelske sekely | izraelskeho noveho sekelu | izraelskeho sekela |
 izraelsky novy sekel | izraelsky sekel | izraelskych novych sekelu | izraelskych sekelov |
 nou xequel israelia | nous xequels israelians | nouveau shekel israelien |
 nouveaux shekels israeliens | nova izraelska sekela | novi izraelski sekel |
 novih izraelskih sekela | novo shekel israelense | novos shekels israelenses |
 nowe szekle izraelskie | nowego szekla izraelskiego | nowy szekel izraelski |
 nowych szekli izraelskich | nuevo sequel israeli | nuevos sequeles israelies |
 nuovi sicli israeliani | nuovo siclo israeliano | ny israelsk shekel | nye israelske shekel |
 nye israelske shekler | nyir israelskir siklar | nyr israelskur sikill | schekel | sekel |
 sekela | sekeli | sekelia | sekelov | sekelu | sekely | sheckles | shekel | shekel baru israel |
 shekel israelian nou | shekeli | shekeli israelieni noi | shekels | shekler | sheqel |
 sheqel israel moi | sikill | siklar | syekel | syekel baharu israel | yeni israil sekeli |
 νεα σεκελ ισραηλ | νεο σεκελ ισραηλ | израелска нова шекела | израелски нов шекел |
 израелски нови шекел | израелски нови шекела | израелских нових шекела | израиль жаңа шекелі |
 нового израильского шекеля | новыи израильскии шекель | новых израильских шекелеи |
 новых израильских шекеля | шекел | шекела | шекелеи | шекель | шекеля | шекелі | шекелів |
 ізраільськии новии шекель | ізраільських нових шекелів | ізраільського нового шекеля |
 ізраільські нові шекелі | שקל | שקל חדש | שקלים | שקלים חדשים | اسرايیلی | اسرايیلی نیا شیکل |
 اسرايیلی نیا شیکلز | شيكل | شيكل اسراييلي جديد | شکل | شکل جدید اسرايیل | इजराइली नयू शेकेल |
 शेकेल | ইসরাযেলি নতুন শেকেল | শেকেল | นิวเชเกลอิสราเอล | ისრაელის ახალი შეკელი | შეკელი | 세켈 |
 이스라엘 신권 세켈 | イスラエル新シェケル | 以色列新谢克尔
=ILS/TWD
 nou | nous | nowe | nowego | nowy | nowych | nuevo | nuevos | nuovi | nuovo | νεα | νεο
=ILS/TWD/PEN
 novo | novos
=ILS/TWD/TMT
 nouveau | nouveaux
=INR
 hindistan rupisi | hindiston rupiyasi | indiai rupia | indian rupee | indian rupees |
 indiase roepie | indicka rupia | indicka rupie | indicke rupie | indickej rupie |
 indickych rupii | indijska rupija | indijske rupije | indijskih rupija | indische rupie |
 indische rupien | indisk rupee | indisk rupi | indisk rupie | indiska rupier | indiske rupees |
 indiske rupier | indversk rupia | indverskar rupiur | intian rupia | intian rupiaa |
 roupie indienne | roupies indiennes | rupee an đo | rupee india | rupia india | rupia indiana |
 rupia indyjska | rupias indianas | rupias indias | rupie indiana | rupie indiane |
 rupie indyjskie | rupies indies | rupii indiene | rupii indyjskich | rupii indyjskiej |
 ρουπια ινδιασ | ρουπιεσ ινδιασ | индииска рупия | индииская рупия | индииски рупии |
 индииские рупии | индииских рупии | индиискои рупии | индијска рупија | индијске рупије |
 индијских рупија | індіиська рупія | індіиських рупіи | індіиськоі рупіі | індіиські рупіі |
 үндістан рупиясы | רופי הודי | بھارتی | بھارتی روپیہ | بھارتی روپے | روبية هندي | روپیه هند |
 भारतीय रुपए | भारतीय रुपया | ভারতীয টাকা | ভারতীয রুপি | รปีอินเดีย | ინდური რუპია | 인도 루피 |
 イント ルヒー | 印度卢比
=INR/BDT
 টাকা
=INR/IDR/PKR/LKR
 rupi | rupiaa | rupie | rupier | rupies | rupii | rupija | rupije | rupisi | rupiur | rupiyasi |
 ρουπια | рупиясы | рупија | рупије | рупіи | рупія | рупіі | روپیه | რუპია
=INR/IDR/PKR/LKR/MUR/MVR/NPR/SCR
 rupia | rupias
=INR/IDR/PKR/LKR/MUR/NPR/SCR
 roupie | roupies | рупии | рупия | روبية
=INR/PKR
 rupien
=INR/PKR/LKR
 roepie | ρουπιεσ | רופי | रुपए | रुपया | রুপি | 루피 | ルヒー
=INR/PKR/LKR/MUR/NPR/SCR
 rupee | rupees
=IRR
 rialer | rialı | ایرانی | เรียลอิหราน | リアル | 伊朗里亚尔
=IRR/OMR/QAR/YER
 риалов
=ISK
 ايس | کرونای | โครนาไอซ์แลนด์ | 冰岛克朗
=JPY
 ien | iene | iene japones | ienes | ienes japoneses | iens | iyenasi | japan jen | japanese yen |
 japanin jeni | japanin jenia | japanische yen | japanischer yen | japanse yen | japansk yen |
 japanska jena | japanska yen | japanske yen | japanski jen | japanskih jena | japanskt jen |
 japon yeni | japonsk jen | japonske jeny | japonskeho jenu | japonsky jen | japonskych jenov |
 japonskych jenu | jen | jen japonski | jena | jena japonskiego | jeni | jenia | jenov | jenow |
 jenow japonskich | jenu | jeny | jeny japonskie | yaponiya iyenasi | yaponiya yeni | yen |
 yen giapponese | yen giapponesi | yen japonais | yen japones | yen japonez | yen jepang |
 yen jepun | yen nhat | yenes | yenes japoneses | yeni | yeni japonezi | yens | yens japonais |
 γιεν | γιεν ιαπωνιασ | жапония иенасы | иен | иена | иенасы | иени | иены | японска иена |
 японская иена | японски иени | японские иены | японских иен | японскои иены | японська єна |
 японських єн | японськоі єни | японські єни | єн | єна | єни | јапанска јена | јапански јен |
 јапанских јена | јен | јена | ין | ין יפני | جاپانی | جاپانی ین | ين | ين ياباني | ین | ین ژاپن |
 जापानी येन | येन | ইযেন | জাপানি ইযেন | เยนญีปน | იაპონური იენი | იენი | 엔화 | 일본 엔화 |
 円 | 日元 | 日本円
=KES
 kenia-schilling | scellini | scellino | shillingi | siling | silinga | silingi | silingov |
 silingu | silingy | silini | silink | silinku | silinky | sillinki | sillinkia | sillinqi |
 skildingar | skildingur | syiling | szyling | szylinga | szylingi | szylingow | xiling |
 xilings | σελινι | σελινια | шилинг | шилинга | шиллингі | шилінг | шилінга | шилінги |
 шилінгів | שילינג | شیلینگ | کینیايی | शिलिंग | শিলিং | ชิลลิงเคนยา | შილინგი | 실링 | シリンク |
 肯尼亚先令
=KES/SOS/TZS/UGX
 chelin | chelines | shilling | shillings | xelim | xelins | шиллинг | шиллинга | шиллингов | شلن
=KGS
 сомов
=KHR
 riel | rieles | riels | риелеи | риель | риеля | رييال
=KRW
 cənubi koreya vonu | del-koreai won | etela-korean won | etela-korean wonia | guney kore wonu |
 janubiy koreya voni | jihokorejske wony | jihokorejskeho wonu | jihokorejsky won |
 jihokorejskych wonu | juhokorejske wony | juhokorejskeho wonu | juhokorejsky won |
 juhokorejskych wonov | juznokorejska wona | juznokorejski won | juznokorejskih wona |
 south korean won | sudkoreanische won | sudkoreanischer won | suðurkoresk vonn |
 suðurkoreskt vonn | sydkoreansk won | sydkoreanska won | sydkoreanske won | sørkoreansk won |
 sørkoreanske won | voni | vonn | vonu | won han quoc | won korea selatan |
 won południowokoreanski | won sud-corea | won sud-coreean | won sud-coreen | won sudcoreani |
 won sudcoreano | won sul-coreano | won surcoreano | wona | wona południowokoreanskiego | woni |
 woni sud-coreeni | wonia | wonov | wonow | wonow południowokoreanskich | wons sud-coreans |
 wons sud-coreens | wons sul-coreanos | wons surcoreanos | wonu | wony |
 wony południowokoreanskie | zuid-koreaanse won | γουον | γουον νοτιασ κορεασ | вони | вонів |
 оңтүстік корея воны | південнокореиськии вон | південнокореиських вонів |
 південнокореиського вона | південнокореиські вони | южнокореиская вона | южнокореиски вон |
 южнокореиски вона | южнокореиские воны | южнокореиских вон | южнокореискои воны |
 јужнокорејска вона | јужнокорејски вон | јужнокорејских вона | וון | וון דרום קוריאני |
 جنوبی کوریايی وون | وون كوريا الجنوبية | وون کره جنوبی | दकषिण कोरियाई वॉन | वॉन | ওন |
 দকষিণ কোরিযান ওন | วอนเกาหลีใต | ვონი | სამხრეთ კორეული ვონი | 대한민국 원 | 원 | 韓国ウォン |
 韩元
=KRW/KPW
 won | wons | вон | вона | воны | وون
=KRW/ZAR
 جنوبی
=KWD
 kuwait-dinar | کویتی | ดีนาร์คเวต | 科威特第纳尔
=KZT
 tenge | tengea | tenges | tengesi | tengi | tengue | tengues | τενγκε | тенге | тенгеа |
 теңгесі | טנגה | تنگه | تينغ | قزاخستانی | टेंज | টেঙগে | เทงเจคาซัคสถาน | ტენგე | 텡게 | テンケ |
 哈萨克斯坦坚戈
=LAK
 kip | kips | кип | кипа | кипов | كيب
=LKR
 sri-lanka-rupie | sri-lanka-rupien | سری | รปีศรีลังกา | 斯里兰卡卢比
=LRD
 دولارا | دولارات
=LSL
 loti | lotis | maloti | лоти | لوتي
=MAD
 dirhamer | دراهم | درهما | درهمان | مراکشی | दिरहम | ดีแรห์มโมร็อกโก | 摩洛哥迪拉姆
=MAD/TND/KWD/RSD
 dinaru | dinary
=MAD/TND/KWD/RSD/BHD/DZD/IQD/JOD/LYD/MKD
 dinar
=MGA
 ariari | ariaries | ariaris | ariary | ariarys | ариари | ارياري
=MKD
 denar | denars | денар | денара | денаров
=MMK
 kiat | kiats | kyat | kyats | quiate | quiates | кьят | кьята | кьятов | كيات
=MNT
 tugrik | tugriks | тугрик | тугрика | тугриков | توغروغ
=MOP
 pataca | patacas | патак | патака | патаки | باتاكا
=MRU
 ouguiya | ouguiyas | uguiya | uguiyas | угии | угия | اوقية
=MVR
 rufiya | rufiyaa | rufiyaas | rufiyas | руфии | руфия | روفيه
=MWK/ZMW
 kuacha | kuachas | kwacha | kwachas | квач | квача | квачи | كواشا
=MXN
 meksicka peza | meksicki pezo | meksickih peza | meksika pesosi | meksika pesosu |
 meksikansk peso | meksikanske pesos | meksikon peso | meksikon pesoa | mexicaanse peso |
 mexican peso | mexican pesos | mexicansk peso | mexicanske pesos | mexicka pesa | mexicke peso |
 mexicke pesos | mexickeho pesa | mexickych pes | mexickych pesos | mexikanische pesos |
 mexikanischer peso | mexikansk peso | mexikanska pesos | mexikoi peso | mexikoskir pesar |
 mexikoskur pesi | peso meksiko | peso meksykanskie | peso meksykanskiego | peso messicano |
 peso mexica | peso mexicain | peso mexican | peso mexicano | peso mexico | pesos meksykanskich |
 pesos meksykanskie | pesos messicani | pesos mexicains | pesos mexicani | pesos mexicanos |
 pesos mexicans | πεσο μεξικου | мексика песосы | мексикански песо | мексиканскии песо |
 мексиканских песо | мексиканско песо | мексиканского песо | мексиканськии песо |
 мексиканських песо | мексиканського песо | мексиканські песо | мексичка пезоса | мексички пезос |
 мексичких пезоса | פסו מקסיקני | بيزو مكسيكي | میکسیکی | میکسیکی پیسہ | پزوی مکزیک |
 मैकसिकन पेसो | মযাকসিকান পেসো | เปโซเม็กซิโก | მექსიკური პესო | 멕시코 페소 | メキシコ ヘソ | 墨西哥比索
=MXN/PHP/ARS/CLP/COP/UYU
 pes | pesa | pesar | pesi | pesoa | pesosi | pesosu | pezo | πεσο | пезос | пезоса | песосы |
 פסו | پزوی | पेसो | পেসো | პესო | 페소 | ヘソ
=MXN/PHP/ARS/CLP/COP/UYU/CUP/DOP
 peso | pesos | песо | بيزو
=MXN/PHP/CLP/COP
 peza
=MYR
 malajsijske ringgity | malajsijskeho ringgitu | malajsijsky ringgit | malajsijskych ringgitu |
 malajziai ringgit | malajzijske ringgity | malajzijskeho ringgitu | malajzijsky ringgit |
 malajzijskych ringgitov | malasisk ringit | malasiskt ringit | malaysian ringgit |
 malaysian ringgits | malaysische ringgit | malaysischer ringgit | malaysisk ringgit |
 malaysiska ringgiter | malaysiske ringgit | malayziya ringgiti | malayziya ringiti |
 maleisische ringgit | malesian ringgit | malesian ringgitia | malezijska ringita |
 malezijski ringit | malezijskih ringita | malezya ringgiti | ringgit | ringgit malaiezian |
 ringgit malaiezieni | ringgit malaio | ringgit malais | ringgit malaysia | ringgit malese |
 ringgit malesi | ringgit malezyjski | ringgita | ringgita malezyjskiego | ringgiter | ringgiti |
 ringgitia | ringgitov | ringgitow | ringgitow malezyjskich | ringgits | ringgits malaios |
 ringgits malais | ringgitu | ringgity | ringgity malezyjskie | ringit | ringit malasio |
 ringita | ringiti | ringits | ringits malasios | ρινγκιτ | ρινγκιτ μαλαισιασ |
 малаизииски рингит | малаизииски рингита | малаизиискии ринггит | малаизииских ринггита |
 малаизииских ринггитов | малаизииского ринггита | малаизия ринггиті | малаизіиськии рингіт |
 малаизіиських рингітів | малаизіиського рингіта | малаизіиські рингіти | малезијска рингита |
 малезијски рингит | малезијских рингита | ринггит | ринггита | ринггитов | ринггиті | рингит |
 рингита | рингіт | рингіта | рингіти | рингітів | רינגיט | רינגיט מלזי | رينغيت | رينغيت ماليزي |
 رینگیت | رینگیت مالزی | ملیشیايی | ملیشیايی رنگٹ | मलेशियाई रिंगित | रिंगित | মালযেশিযান রিঙগিৎ |
 রিঙগিৎ | ริงกิตมาเลเซีย | მალაიზიური რინგიტი | რინგიტი | 링깃 | 말레이시아 링깃 |
 マレーシア リンキット | リンキット | 马来西亚林吉特
=MZN
 meticais | metical | meticales | meticals | метикал | метикала | метикалов | متكال
=NGN
 nair | naira | nairaa | nairas | nairası | naire | naires | nairy | nayrasi | næra | nærur |
 ναιρα | наир | наира | наирасы | наире | наири | наиры | נאירה | نايرا | نايیجیریايی | نایرای |
 नाइरा | নাযরা | ไนราไนจีเรีย | ნაირა | 나이라 | ナイラ | 尼日利亚奈拉
=NIO
 cordoba | cordobas | кордоб | кордоба | кордобы | قرطبة
=NOK
 coroa norueguesa | coroana norvegiana | coroane norvegiene | coroas norueguesas |
 corona noruega | corona norvegese | coronas noruegas | corone norvegesi | corones noruegues |
 couronne norvegienne | couronnes norvegiennes | koron norweskich | korona norweska |
 korony norweskie | korony norweskiej | krone na uy | krone norway | krone norwegia |
 noorse kronen | noorse kroon | norjan kruunu | norjan kruunua | norsk krona | norsk krone |
 norska koruna | norska kronor | norskar kronur | norske koruny | norske kroner | norskej koruny |
 norskych korun | norvec kronu | norveg korona | norvegiya kronasi | norveska kruna |
 norveske krune | norveskih kruna | norwegian krone | norwegian kroner | norwegische krone |
 norwegische kronen | κορονα νορβηγιασ | κορονεσ νορβηγιασ | норвегия кроны | норвежка крона |
 норвежки крони | норвежская крона | норвежские кроны | норвежских крон | норвежскои кроны |
 норвезька крона | норвезьких крон | норвезькоі крони | норвезькі крони | норвешка круна |
 норвешке круне | норвешких круна | כתר נורווגי | كرونة نرويجية | ناروے | ناروے کرون | کرون نروژ |
 नॉरवेजियन करोन | করোনার | নরওযেজিযান করোন | নরওযেজিযান করোনার | โครนนอร์เวย์ |
 ნორვეგიული კრონა | 노르웨이 크로네 | ノルウェー クローネ | 挪威克朗
=NOK/DKK
 करोन | করোন | 크로네 | クローネ
=NZD
 dolar neozeelandez | dolar neozelandes | dolar new zealand | dolar nowozelandzki |
 dolar selandia baru | dolara nowozelandzkiego | dolares neozelandeses | dolari neozeelandezi |
 dolarow nowozelandzkich | dolars neozelandesos | dolary nowozelandzkie | dollar neo-zelandais |
 dollari neozelandesi | dollaro neozelandese | dollars neo-zelandais | neuseeland-dollar |
 new zealand dollar | new zealand dollars | newzealandsk dollar | newzealandske dollar |
 nieuw-zeelandse dollar | novozelandska dolara | novozelandske dolare | novozelandske dolary |
 novozelandskeho dolara | novozelandskeho dolaru | novozelandski dolar | novozelandskih dolara |
 novozelandsky dolar | novozelandskych dolarov | novozelandskych dolaru | nysjalenskir dalir |
 nysjalenskur dalur | nyzeelandsk dollar | nyzeelandska dollar | uj-zelandi dollar |
 uuden-seelannin dollari | uuden-seelannin dollaria | yangi zelandiya dollari |
 yeni zelanda doları | yeni zelandiya dolları | δολαρια νεασ ζηλανδιασ | δολαριο νεασ ζηλανδιασ |
 жаңа зеландия доллары | новозеландска долара | новозеландски долар | новозеландски долара |
 новозеландскии доллар | новозеландских долара | новозеландских доллара |
 новозеландских долларов | новозеландского доллара | новозеландськии долар |
 новозеландських доларів | новозеландського долара | новозеландські долари | דולר ניו זילנדי |
 دلار زلاند نو | دولار نيوزيلندي | نیوزی | نیوزی لینڈ ڈالر | नयूजीलैंड डॉलर | নিউজিলযানড ডলার |
 ดอลลาร์นิวซีแลนด์ | ახალი ზელანდიის დოლარი | 뉴질랜드 달러 | ニューシーラント トル | 新西兰元
=PAB
 balboa | balboas | бальбоа | بالبوا
=PEN
 sol | sola | sole | soles | soli | solia | solov | sols | solu | soly | σολ | сол | сола |
 солеи | соли | соль | соля | солі | солів | סול | سول | پیروویين | सोल | সোল | ซอลเปร | სოლი |
 솔 | ソル | 秘鲁索尔
=PGK
 kina | kinas | кин | кина | кины | كينا
=PHP
 filipijnse peso | filipinler pesosu | filipinska pesa | filipinska peza | filipinske peso |
 filipinske pesos | filipinskeho pesa | filipinski pezo | filipinskih peza | filipinskych pes |
 filipinskych pesos | filippiinien peso | filippiinien pesoa | filippin pesosi | filippin pesosu |
 filippinsk peso | filippinska pesos | filippinske pesos | filippseyskir pesar |
 filippseyskur pesi | fulop-szigeteki peso | peso filipi | peso filipina | peso filipinez |
 peso filipino | peso filipinskie | peso filipinskiego | peso filippino | peso philipin |
 peso philippin | pesos filipinezi | pesos filipinos | pesos filipins | pesos filipinskich |
 pesos filipinskie | pesos filippini | pesos philippins | philippine peso | philippine pesos |
 philippinische pesos | philippinischer peso | πεσο φιλιππινων | филипинска пезоса |
 филипински пезос | филипински песо | филипинских пезоса | филипинско песо | филиппин песосы |
 филиппинскии песо | филиппинских песо | филиппинского песо | філіппінськии песо |
 філіппінських песо | філіппінського песо | філіппінські песо | פסו פיליפיני | بيزو فلبيني |
 فلپاينی | فلپاينی پیسو | فلپايینی | فلپايینی پیسہ | پزوی فیلیپین | फिलिपीनी पेसो |
 ফিলিপাইন পেসো | เปโซฟิลิปปินส์ | ფილიპინური პესო | 필리핀 페소 | フィリヒン ヘソ | 菲律宾比索
=PKR
 پاکستانی | รปีปากีสถาน | 巴基斯坦卢比
=PLN
 esloti | esloti polaco | eslotis | eslotis polacos | lengyel zloty | polish zloty |
 polish zlotys | poljska zlota | poljske zlote | poljskih zlota | polnische złoty |
 polnischer złoty | polonya zlotisi | polsa zlotısı | polsha zlotiyi | polsk slot | polsk zloty |
 polska zloty | polske zlote | polske zloty | polskeho zloteho | polskt slot | polsky zloty |
 polskych zlotych | poolse zloty | puolan złoty | puolan złotya | slot | zlot | zlota | zlote |
 zloteho | zloti | zlotisi | zlotiyi | zloty | zloty ba lan | zloty polacchi | zloty polacco |
 zloty poland | zloty polandia | zloty polonais | zloty polones | zlotych | zlotys |
 zlotys polonais | zlotys poloneses | zlotısı | złote | złote polskie | złotego |
 złotego polskiego | złoty | złoty polski | złotya | złotych | złotych polskich | ζλοτι |
 ζλοτι πολωνιασ | злот | злота | злотасы | злоти | злотии | злотих | злотого | злотыи | злотых |
 злоті | полска злота | полски злоти | польскии злотыи | польских злотых | польского злотого |
 польськии злотии | польських злотих | польського злотого | польські злоті | польша злотасы |
 пољска злота | пољски злот | пољских злота | זלוטי | זלוטי פולני | زلوتي | زلوتي بولندي | زلوتی |
 زلوتی لهستان | پولش | پولش زلوٹی | जलॉटी | पोलिश जलॉटी | জলোটি | পোলিশ জলোটি | ซลอตีโปแลนด์ |
 ზლოტი | პოლონური ზლოტი | 즈워티 | 폴란드 즈워티 | スウォティ | ホーラント スウォティ | 波兰兹罗提
=PYG
 guarani | guaranies | guaranis | гуарани | غواراني
=RON
 lei romanesos | lei romanesti | lei roumains | lei rumeni | lej | lej rumunski | leja |
 leja rumunskiego | leje | leje rumunskie | lejow | lejow rumunskich | leu romanes |
 leu romanesc | leu romania | leu romeno | leu roumain | leu rumania | leu rumano | leu rumeno |
 leus romenos | leus rumanos | leuta | leyi | roemeense leu | roman lej | romanian lei |
 romanian leu | romanian leuta | romen leyi | rumanische leu | rumanischer leu | rumansk leu |
 rumanska lei | rumensk lei | rumensk leu | rumenske lei | rumenske leu | rumenskt lei |
 ruminiya leyi | rumunjska leja | rumunjski lej | rumunjskih leja | rumunske lei |
 rumunskeho lei | rumunskeho leu | rumunsky lei | rumunsky leu | rumunskych lei | rumænsk leu |
 rumænske lei | rumıniya leyi | λεου | λεου ρουμανιασ | леиі | леі | леів | леј | леја |
 румунскa леја | румунски леј | румунских леја | румунськии леи | румунських леів |
 румунського лея | румунські леі | румънска лея | румънски леи | румыния леиі | румынскии леи |
 румынских леев | румынских лея | румынского лея | לאו | לאו רומני | رومانیايی | رومانیايی لی |
 رومانیايی لیو | ليو روماني | ليوی | ليوی رومانی | रोमानियाई लयू | लयू | রুমানিযা লেযু | লেযু |
 ลิวโรมาเนีย | ლეუ | რუმინული ლეუ | 레우 | 루마니아 레우 | ルーマニア レイ | レイ | 罗马尼亚列伊
=RON/MDL
 lei | leu | leus | леев | леи | лея | ليو
=RSD
 dinaren | سربین | ดีนาร์เซอร์เบีย | 塞尔维亚第纳尔
=RUB
 orosz rubel | rossiya rubli | rouble russe | roubles russes | rubel rosyjski | rubel rusia |
 rubla rosyjskiego | rubla ruseasca | ruble rosyjskie | ruble rusesti | rubli rosyjskich |
 rubli russi | rublo ruso | rublo russo | rublos rusos | rublos russos | rup nga | rus rublesi |
 rusiya rublu | ruska rublja | ruske ruble | ruske rubly | ruskeho rubla | ruskeho rublu |
 ruski rubalj | ruskih rubalja | rusky rubel | rusky rubl | ruskych rublov | ruskych rublu |
 russian rouble | russian roubles | russian ruble | russian rubles | russische roebel |
 russische rubel | russischer rubel | russisk rubel | russiske rubler | russnesk rubla |
 russneskar rublur | rysk rubel | ryska rubel | venajan rupla | venajan ruplaa | ρουβλι ρωσιασ |
 ρουβλια ρωσιασ | ресеи рублі | россиискии рубль | россииских рублеи | россииских рубля |
 россииского рубля | росіиськии рубль | росіиських рублів | росіиського рубля | росіиські рублі |
 руска рубла | руска рубља | руске рубље | руски рубли | руских рубљи | רובל רוסי | روبل روسي |
 روبل روسیه | روسی | روسی روبل | रूसी रूबल | রাশিযান রুবেল | รเบิลรัสเซีย | რუსული რუბლი |
 러시아 루블 | ロシア ルーフル | 俄罗斯卢布
=RUB/BYN
 roebel | rouble | roubles | rubalj | rubalja | rubel | rubl | rubla | ruble | rubler | rubles |
 rublesi | rubli | rublja | rublo | rublos | rublov | rublu | rublur | rubly | rup | rupla |
 ruplaa | ρουβλι | ρουβλια | рубла | рублеи | рубли | рубль | рубля | рублі | рублів | рубља |
 рубље | рубљи | רובל | روبل | रूबल | রুবেল | რუბლი | 루블 | ルーフル
=SAR
 rial saudi | rial saudit | rial saudita | rial saudyjski | riala saudyjskiego |
 riale saudyjskie | riales saudies | riali sauditi | riali saudyjskich | rials saudites |
 riyal arab saudi | riyal saoudien | riyal saudi | riyal saudita | riyal sauditi | riyaler |
 riyales | riyales sauditas | riyals saoudiens | riyalı | sadiarabisk riol | sadiarabiskt rial |
 saoedi-arabische riyal | saudi riyal | saudi riyals | saudi-arabian rial | saudi-arabian rialia |
 saudi-rial | saudiarabisk riyal | saudiarabiske riyal | saudiarabiske riyaler |
 saudijska rijala | saudijski rijal | saudijskih rijala | saudisk riyal | saudiska riyal |
 saudiya arabistoni riyoli | saudske rijaly | saudskeho rijalu | saudskoarabske rialy |
 saudskoarabskeho rialu | saudskoarabsky rial | saudskoarabskych rialov | saudsky rijal |
 saudskych rijalu | suudi arabistan riyali | szaudi rial | səudiyyə riyalı |
 ριαλ σαουδικησ αραβιασ | риял | рияла | риялов | сауд арабиясының риалы | саудитски риал |
 саудитски риала | саудијска ријала | саудијски ријал | саудијских ријала | саудовскии риял |
 саудовских рияла | саудовских риялов | саудовского рияла | саудівськии ріал |
 саудівських ріалів | саудівського ріала | саудівські ріали | ריאל סעודי | ريال سعودي |
 ریال سعودی | سعودی | سعودی ریال | सउदी रियाल | সৌদি রিযাল | ริยัลซาอดีอาระเบีย |
 საუდის არაბეთის რიალი | 사우디아라비아 리얄 | サウシ リヤル | リヤル | 沙特里亚尔
=SAR/IRR
 riala | riale | riali | rialia | rialov | rialu | rialy | rijal | rijala | rijalu | rijaly |
 riyali | riyoli | ριαλ | риалы | ријал | ријала | ріал | ріала | ріали | ріалів | ریال | রিযাল |
 რიალი | 리얄
=SAR/IRR/OMR/QAR/YER
 riales | riyal | riyals | риал | риала
=SAR/IRR/OMR/YER
 rials
=SEK
 coroa sueca | coroana suedeza | coroane suedeze | coroas suecas | corona sueca | corona svedese |
 coronas suecas | corone svedesi | corones sueques | couronne suedoise | couronnes suedoises |
 isvec kronu | koron szwedzkich | korona szwedzka | korony szwedzkie | korony szwedzkiej |
 krona sweden | krona swedia | krona thuy đien | ruotsin kruunu | ruotsin kruunua |
 schwedische krone | schwedische kronen | shvetsiya kronasi | sved korona | svedska koruna |
 svedska kruna | svedske koruny | svedske krune | svedskej koruny | svedskih kruna |
 svedskych korun | svensk krona | svensk krone | svenska kronor | svenske kroner | swedish krona |
 swedish kronor | sænsk krona | sænskar kronur | zweedse kronen | zweedse kroon |
 κορονα σουηδιασ | κορονεσ σουηδιασ | шведска крона | шведска круна | шведская крона |
 шведске круне | шведски крони | шведские кроны | шведских крон | шведских круна |
 шведскои кроны | шведська крона | шведських крон | шведськоі крони | шведські крони |
 швеция кроны | כתר שוודי | سویڈن | سویڈن کرونا | سویڈن کرونر | كرونة سويدية | کرون سويد |
 सवीडीश करोना | সুইডিশ করোনা | โครนาสวีเดน | შვედური კრონა | 스웨덴 크로나 | スウェーテン クローナ | 瑞典克朗
=SEK/ISK
 करोना | করোনা | 크로나 | クローナ
=SEK/NOK/DKK
 کرون
=SEK/NOK/DKK/CZK/ISK
 coroa | coroana | coroane | coroas | corona | coronas | corone | corones | couronne | couronnes |
 koron | korona | korony | korun | koruna | koruny | krona | kronasi | krone | kronen | kronur |
 kroon | kruna | krune | κορονα | κορονεσ | крон | крона | крони | кроны | круна | круне | كرونة |
 კრონა
=SEK/NOK/DKK/ISK
 kroner | kronor | kronu | kruunu | kruunua | כתר
=SGD
 dolar de singapur | dolar singaporez | dolar singapura | dolar singapurense |
 dolar singapuriano | dolar singapurski | dolara singapurskiego | dolares singapurenses |
 dolares singapurianos | dolari singaporezi | dolarow singapurskich | dolars de singapur |
 dolary singapurskie | dollar de singapour | dollari di singapore | dollaro di singapore |
 dollars de singapour | singapore dollar | singapore dollars | singaporeansk dollar |
 singaporeanske dollar | singaporen dollari | singaporen dollaria | singaporese dollar |
 singaporiansk dollar | singaporianska dollar | singaporsk dollar | singaporske dollar |
 singapur doları | singapur dollari | singapur-dollar | singapurska dolara | singapurske dolare |
 singapurske dolary | singapurskeho dolara | singapurskeho dolaru | singapurski dolar |
 singapurskih dolara | singapurskir dalir | singapurskur dalur | singapursky dolar |
 singapurskych dolarov | singapurskych dolaru | sinqapur dolları | szingapuri dollar |
 đo la singapore | δολαρια σιγκαπουρησ | δολαριο σιγκαπουρησ | сингапур доллары |
 сингапурска долара | сингапурски долар | сингапурски долара | сингапурскии доллар |
 сингапурских долара | сингапурских доллара | сингапурских долларов | сингапурского доллара |
 сінгапурськии долар | сінгапурських доларів | сінгапурського долара | сінгапурські долари |
 דולר סינגפורי | دلار سنگاپور | دولار سنغافوري | سنگا | سنگا پور ڈالر | सिंगापुर डॉलर |
 সিঙগাপুর ডলার | ดอลลาร์สิงคโปร์ | სინგაპურის დოლარი | 싱가포르 달러 | シンカホール トル | 新加坡元
=SLE
 leona | leonas | leone | leones | леоне | ليون
=STN
 dobra | dobras | добр | добра | добры | دوبرا
=SZL
 emalangeni | lilangeni | lilangenis | лилангени | ليلانجيني
=THB
 baht | baht tailandes | baht tajski | baht thai | baht thailand | baht thailandais |
 baht thailandese | baht thailandesi | baht thailandez | bahta | bahta tajskiego | bahti |
 bahti thailandezi | bahtia | bahtov | bahtow | bahtow tajskich | bahts | bahts tailandeses |
 bahts thailandais | bahtu | bahty | bahty tajskie | bahtı | bat | bat tailandes | bat thai lan |
 bati | bats | bats tailandeses | batı | bot | tailand bati | tailensk bot | tailenskt bat |
 tajlandska bahta | tajlandski baht | tajlandskih bahta | tayland bahtı | tayland batı |
 thai baht | thailandische baht | thailandischer baht | thailandsk baht | thailandska baht |
 thailandske baht | thaimaan baht | thaimaan bahtia | thaise baht | thajske bahty |
 thajskeho bahtu | thajsky baht | thajskych bahtov | thajskych bahtu | μπατ | μπατ ταιλανδησ |
 бат | бата | бати | батов | баты | батів | таи баты | таиландски бат | таиландски бата |
 таиландскии бат | таиландских бата | таиландских батов | таиландского бата | таіландськии бат |
 таіландських батів | таіландського бата | таіландські бати | тајландска бата | тајландски бат |
 тајландских бата | בהט | בהט תאילנדי | بات | بات تایلند | باخت | باخت تايلاندي | تھايی |
 تھايی باہت | थाई बहत | बहत | থাই বাত | বাত | บาท | บาทไทย | ბატი | ტაილანდური ბატი | 바트 |
 태국 바트 | タイ ハーツ | ハーツ | 泰铢
=TJS
 somoni | somonis | сомони | سوموني
=TND
 تیونیسیايی | ดีนาร์ตนิเซีย | 突尼斯第纳尔
=TND/KWD/RSD
 denarar | dinaari | dinaaria | dinara | dinare | dinarer | dinari | dinaro | dinarov | dinarow |
 dinarı | dinori | δηναρια | δηναριο | динари | динары | динарів | דינר | دینار | दिनार | দিনার |
 დინარი | 디나르 | ティナール
=TND/KWD/RSD/BHD/DZD/IQD/JOD/LYD
 dinars | динар | динара | динаров
=TND/KWD/RSD/BHD/DZD/IQD/JOD/LYD/MKD
 dinares | دينار
=TND/KWD/RSD/MKD
 denari
=TND/RSD/DZD/LYD/MKD
 دينارا | دينارات | ديناران
=TOP
 paanga | paangas | paʻanga | paʻangas | pa’anga | pa’angas | паанг | паанга | паанги | بانغا
=TRY
 lia | liira | liiraa | lir | lir tureckich | lira turca | lira turceasca | lira turecka |
 lira turki | liras | liras turcas | lirasi | lire turcesti | lire turche | lires |
 lires turques | lirur | liry | liry tureckie | liry tureckiej | lirəsi | livre turque |
 livres turques | torok lira | turecka lira | turecke liry | tureckej liry | tureckych lir |
 turk lirasi | turk lirası | turkin liira | turkin liiraa | turkische lira | turkish lira |
 turkish lire | turkisk lira | turkiska lira | turkiyə lirəsi | turkse lira | turska lira |
 turske lire | turskih lira | tyrkisk lira | tyrkisk lire | tyrkiske lira | tyrkiske lire |
 tyrknesk lira | tyrkneskar lirur | λιρα τουρκιασ | λιρεσ τουρκιασ | лир | лирасы | лире | лиры |
 лір | ліра | ліри | турецкая лира | турецкие лиры | турецких лир | турецкои лиры |
 турецька ліра | турецьких лір | турецькоі ліри | турецькі ліри | турска лира | турске лире |
 турски лири | турских лира | түрік лирасы | לירה טורקית חדשה | לירות | לירות טורקיות | ترکی |
 ترکی لیرا | ليرة تركية | لیره | لیره ترکیه | तुरकी लीरा | लीरा | তুরকি লিরা | লিরা | ลีราตรกี |
 ახალი თურქული ლირა | ლირა | 리라 | 튀르키예 리라 | トルコ リラ | リラ | 土耳其里拉
=TRY/EGP
 lirası
=TRY/SYP
 ليرة
=TWD
 dolar baru taiwan | dolar taiwan baru | dolari noi taiwan | neue taiwan-dollar |
 neuer taiwan-dollar | new taiwan dollar | new taiwan dollars | nieuwe taiwanese dollar |
 nouveau dollar taiwanais | nouveaux dollars taiwanais | nove taiwanske dolare |
 noveho taiwanskeho dolara | novo dolar taiwanes | novos dolares taiwaneses |
 novotajvanska dolara | novotajvanski dolar | novotajvanskih dolara | novy taiwansky dolar |
 novych taiwanskych dolarov | nowe dolary tajwanskie | nowego dolara tajwanskiego |
 nowy dolar tajwanski | nowych dolarow tajwanskich | nuevo dolar taiwanes |
 nuevos dolares taiwaneses | nuovi dollari taiwanesi | nuovo dollaro taiwanese |
 ny taiwansk dollar | nye taiwanske dollar | taivanskir dalir | taivanskur dalur |
 taiwanesisk dollar | taiwanesiska dollar | taiwanin uusi dollari | taiwanin uutta dollaria |
 tajvani uj dollar | tayvan yeni dolları | tchajwanske dolary | tchajwanskeho dolaru |
 tchajwansky dolar | tchajwanskych dolaru | yangi tayvan dollari | yeni tayvan doları |
 νεα δολαρια ταιβαν | νεο δολαριο ταιβαν | жаңа таивань доллары | нова тајванска долара |
 нови тајвански долар | новии таиванськии долар | нових таиванських доларів |
 нових тајванских долара | нового таиванського долара | нового таиваньского доллара |
 новыи таиваньскии доллар | новых таиваньских доллара | новых таиваньских долларов |
 нові таиванські долари | таивански долар | таивански долара | דולר טייוואני חדש |
 دلار جدید تایوان | دولار تايواني | نیو | نیو تايیوان ڈالر | नया ताईवानी डॉलर |
 নতুন তাইওযান ডলার | ดอลลาร์ไตหวันใหม | ტაივანური ახალი დოლარი | 신 타이완 달러 | 新台币 | 新台湾トル
=UAH
 grivna | grivna ucraniana | grivnas | grivnas ucranianas | grivnasi | grivnası | grivne |
 grivnia | grivnia ucraina | grivnie | grivnie ucraine | grynia | hrinja | hrinjur | hriven |
 hrivien | hrivna | hrivnia | hrivnies | hrivnja | hrivnje | hrivnji | hrivny | hrivnya |
 hryvnia | hryvnia ucraniano | hryvnia ukraina | hryvnia ukraine | hryvnia ukrainienne |
 hryvniaa | hryvnias | hryvnias ucranianos | hryvnias ukrainiennes | hrywen | hrywien |
 hrywien ukrainskich | hrywna | hrywna ukrainska | hrywnja | hrywny | hrywny ukrainskie |
 hrywny ukrainskiej | oekraiense hryvnia | qrivnası | ukraina grivnasi | ukrainan hryvnia |
 ukrainan hryvniaa | ukrainian hryvnia | ukrainian hryvnias | ukrainische hrywen |
 ukrainische hrywnja | ukrainsk grynia | ukrainsk hrinja | ukrainsk hryvnia | ukrainska hryvnia |
 ukrainskar hrinjur | ukrainske grynia | ukrainske hryvnia | ukrajinska hrivna |
 ukrajinska hrivnja | ukrajinske hrivnje | ukrajinske hrivny | ukrajinskej hrivny |
 ukrajinskih hrivnji | ukrajinskych hriven | ukrajinskych hrivien | ukran hrivnya |
 ukrayna grivnası | ukrayna qrivnası | γριβνα | γριβνα ουκρανιασ | гривен | гривень | гривнe |
 гривна | гривнасы | гривни | гривны | гривня | гривні | украина гривнасы | украинска гривня |
 украинская гривна | украински гривни | украинские гривны | украинских гривен |
 украинскои гривны | украінська гривня | украінських гривень | украінськоі гривні |
 украінські гривні | украјинскe гривнe | украјинска гривна | украјинских хривњи | хривњи |
 הריבנה | הריבנה אוקראיני | هريفنيا | هريفنيا اوكراني | هریونیای | هریونیای اوکراین | یوکرینیايی |
 یوکرینیايی ہریونیا | यूकरेनियन रिवनिया | रिवनिया | ইউকরেইন হৃভনিযা | হৃভনিযা | ฮรีฟเนียยเครน |
 გრივნა | უკრაინული გრივნა | 그리브나 | 우크라이나 그리브나 | ウクライナ フリウニャ | フリウニャ | 乌克兰格里夫纳
=USD
 abd doları | abs dolları | americka dolara | americke dolare | americke dolary |
 americkeho dolara | americkeho dolaru | americki dolar | americkih dolara | americky dolar |
 americkych dolarov | americkych dolaru | amerikaanse dollar | amerikansk dollar |
 amerikanska dollar | amerikanske dollar | aqsh dollari | bandarikjadalir | bandarikjadalur |
 dolar american | dolar americano | dolar amerika serikat | dolar amerykanski | dolar as |
 dolar estadounidense | dolara amerykanskiego | dolares americanos | dolares estadounidenses |
 dolari americani | dolarow amerykanskich | dolary amerykanskie | dollar des etats-unis |
 dollari statunitensi | dollaro statunitense | dollars des etats-unis | us dollar | us dollars |
 us-dollar | usa-dollar | yhdysvaltain dollari | yhdysvaltain dollaria | đo la my | δολαρια ηπα |
 δολαριο ηπα | америчка долара | амерички долар | америчких долара | ақш доллары | долар сша |
 долара сша | долари сша | доларів сша | доллар сша | доллара сша | долларов сша | щатски долар |
 щатски долара | דולר אמריקאי | امریکی | امریکی ڈالر | دلار امریکا | دولار امريكي | यूएस डॉलर |
 মারকিন ডলার | ดอลลาร์สหรัฐ | აშშ დოლარი | 미국 달러 | 米トル | 美元
=USD/CAD/AUD/SGD/HKD/NZD
 dolarow | dolars | dollaro | δολαρια | δολαριο
=USD/CAD/AUD/SGD/HKD/NZD/BBD/BMD/BND/BSD/BZD/FJD/GYD/JMD/KYD/LRD/NAD/SBD/SRD/TTD/XCD
 dolares
=USD/CAD/AUD/SGD/HKD/TWD/NZD
 dolara | dolare | dolari | dolarov | dolaru | dolary | doları | dollari | dollaria | dolları |
 đo | долар | долара | долари | доларів | доллары | דולר | دلار | डॉलर | ডলার | დოლარი | 달러
=USD/CAD/AUD/SGD/HKD/TWD/NZD/BBD/BMD/BND/BSD/BZD/FJD/GYD/JMD/KYD/LRD/NAD/SBD/SRD/TTD/XCD
 dolar | dollar | dollars | доллар | доллара | долларов | دولار
=UYU
 uruguayo | یوروگویان | เปโซอรกวัย | 乌拉圭比索
=UZS
 soma | somia | somow | somu | somy | so‘mi | sum | sumov | sums | sumu | sumy | szom |
 usbekistan-sum | σομ | сомы | сум | сума | суми | сумов | сумів | סום | ازبکستانی | सोम | সোম |
 ซอมอซเบกิสถาน | სუმი | 숨 | スム | 乌兹别克斯坦苏姆
=UZS/KGS
 som | soms | sons | сом | сома | سوم
=VES
 bolivar | bolivares | bolivars | боливар | боливара | боливаров | بوليفار
=VND
 dong | dong vietnam | dong vietnamez | dong vietnamien | dong vietnamita | dong vietnamiti |
 dong wietnamski | donga | donga wietnamskiego | dongi | dongi vietnamezi | dongi wietnamskie |
 dongia | dongov | dongow | dongow wietnamskich | dongs | dongs vietnamiens | dongs vietnamitas |
 dongs vietnamites | dongu | dongy | donqu | vietnam dongu | vietnamese dong | vietnamese dongs |
 vietnamesische dong | vietnamesischer dong | vietnamesisk dong | vietnamesiska dong |
 vietnamesiske dong | vietnami dong | vietnamin dong | vietnamin dongia | vietnamske dongy |
 vietnamskeho dongu | vietnamskt dong | vietnamsky dong | vietnamskych dongov |
 vietnamskych dongu | vietnomsk dong | vijetnamska donga | vijetnamski dong | vijetnamskih donga |
 vyetnam dongi | vyetnam donqu | đong | đong viet nam | ντονγκ | ντονγκ βιετναμ |
 вʼєтнамськии донг | вʼєтнамських донгів | вʼєтнамського донга | вʼєтнамські донги |
 виетнамски донг | виетнамски донга | вијетнамска донга | вијетнамски донг | вијетнамских донга |
 вьетнам донгі | вьетнамскии донг | вьетнамских донга | вьетнамских донгов | вьетнамского донга |
 донг | донга | донги | донгов | донгі | донгів | דונג | דונג וייטנאמי | دانگ | دانگ ویتنام |
 دونج | دونج فيتنامي | ویتنامی | ویتنامی ڈانگ | डोंग | वियतनामी डोंग | ডঙগ | ভিযেতনামি ডঙগ |
 ดองเวียดนาม | დონგი | ვიეტნამური დონგი | 동 | 베트남 동 | トン | ヘトナム トン | 越南盾
=VUV
 vatu | vatus | вату | فاتو
=WST
 tala | talas | тал | тала | талы | تالا
=XCG
 guilder | guilders
=ZAR
 cənubi afrika randı | del-afrikai rand | etela-afrikan randi | etela-afrikan randia |
 guney afrika randı | janubiy afrika rendi | jihoafricke randy | jihoafrickeho randu |
 jihoafricky rand | jihoafrickych randu | juhoafricke randy | juhoafrickeho randu |
 juhoafricky rand | juhoafrickych randov | juznoafricka randa | juznoafricki rand |
 juznoafrickih randa | rand | rand afrika selatan | rand nam phi | rand południowoafrykanski |
 rand sud-africa | rand sud-africain | rand sud-african | rand sudafricani | rand sudafricano |
 rand sul-africano | randa | randa południowoafrykanskiego | randi | randia | randov | randow |
 randow południowoafrykanskich | rands | rands sud-africains | rands sud-africans |
 rands sudafricanos | rands sul-africanos | randu | randy | randy południowoafrykanskie | randı |
 ranzi | ranzi sud-africani | rendi | rond | south african rand | sudafrikanische rand |
 sudafrikanischer rand | suðurafrisk rond | suðurafriskt rand | sydafrikansk rand |
 sydafrikanska rand | sydafrikanske rand | sørafrikansk rand | sørafrikanske rand |
 zuid-afrikaanse rand | ραντ | ραντ νοτιασ αφρικησ | оңтүстік африка рэнді |
 південноафриканськии ранд | південноафриканських рандів | південноафриканського ранда |
 південноафриканські ранди | ранд | ранда | ранди | рандів | рэнд | рэнда | рэндов | рэнді |
 южноафрикански ранд | южноафрикански ранда | южноафриканскии рэнд | южноафриканских рэнда |
 южноафриканских рэндов | южноафриканского рэнда | јужноафричка ранда | јужноафрички ранд |
 јужноафричких ранда | ראנד | ראנד דרום אפריקאי | جنوبی افریقی رانڈ | راند | راند افریقای جنوبی |
 راند جنوب افريقيا | दकषिण अफरीकी रैंड | रैंड | দকষিণ আফরিকান রেনড | রেনড | แรนด์แอฟริกาใต |
 რანდი | სამხრეთ აფრიკული რანდი | 남아프리카 랜드 | 랜드 | ラント | 南アフリカ ラント | 南非兰特
=ZWG
 gold
"""

SYMBOLS = """
=AED
 د.إ
=AFN
 ؋
=ALL
 Lekë
=AMD
 ֏
=AOA
 Kz
=ARS
 $AR
=AUD
 $AU | A$ | AU$
=AWG
 Afl
=AZN
 ₼
=BAM
 KM | КМ
=BBD
 Bds$
=BDT
 ৳
=BGN
 лв
=BHD
 د.ب
=BIF
 FBu
=BMD
 $BM | BM$
=BND
 $BN
=BOB
 Bs
=BRL
 BR$ | R$
=BSD
 BS$
=BWP
 P
=BYN/ETB
 Br
=BZD
 $BZ | BZ$
=CAD
 $CA | CA$
=CAD/NIO
 C$
=CDF
 FC
=CLP
 $CL
=CNY
 CN¥ | ¥CN | 元
=COP
 $CO
=CRC
 ₡
=CZK
 Kč
=DJF
 Fdj
=DKK
 Dkr
=DOP
 RD$
=DZD
 DA | د.ج
=EGP
 EG£ | ج.م
=ERN
 Nfk
=ETB
 ብር
=EUR
 €
=FJD
 $FJ | FJ$
=FKP
 £FK
=GBP
 UK£ | £GB
=GBP/FKP/GIP/SHP/SSP
 £
=GEL
 ₾
=GHS
 GH₵
=GIP
 £GI
=GMD
 D
=GNF
 FG
=GTQ
 Q
=HKD
 $HK | HK$
=HNL/MDL
 L
=HTG
 G
=HUF
 Ft
=IDR
 Rp
=ILS
 NIS | ₪
=INR
 ₹
=INR/PKR/LKR/MUR/SCR
 Rs
=IQD
 د.ع
=IRR
 ر.إ | ریال
=ISK
 Ikr
=JMD
 JM$
=JOD
 د.أ
=JPY
 JP¥
=JPY/CNY
 ¥ | ￥
=KES
 Ksh
=KGS
 сом
=KHR
 ៛
=KMF
 CF
=KRW
 ₩
=KWD
 د.ك
=KZT
 ₸
=LAK
 ₭
=LBP
 £LB | ل.ل
=LKR
 රු
=LSL
 ЛСЛ
=LYD
 د.ل
=MAD
 د.م
=MGA
 Ar
=MKD
 den | ден
=MMK/PGK/ZMW
 K
=MNT
 ₮
=MOP
 MOP$
=MRU
 UM | أ.م
=MVR
 Rf | ރ
=MWK
 MK
=MXN
 $MX | MX$
=MYR
 RM
=MZN
 MTn
=NAD
 $NA
=NGN
 ₦
=NOK
 Nkr
=NPR
 नेरू
=NZD
 $NZ | NZ$
=OMR
 ر.ع
=PAB
 B/
=PEN
 S/
=PHP
 ₱
=PKR
 ر
=PLN
 zł
=PYG
 Gs | ₲
=QAR
 ر.ق
=RUB
 ₽
=RWF
 RF
=SAR
 ر.س
=SBD
 $SB | SI$
=SCR
 SR
=SDG
 ج.س
=SEK/NOK/DKK/ISK
 kr
=SGD
 $SG
=SLE
 Le
=SOS
 S
=SRD
 $SR
=STN
 Db
=SYP
 LS | ل.س
=SZL
 E
=THB
 ฿
=TMT
 ТМТ
=TND
 DT | د.ت
=TOP
 T$
=TRY
 ₺
=TTD
 $TT
=TWD
 NT$
=TZS
 TSh
=UAH
 ₴
=UGX
 USh
=USD
 $US | US$ | щ.д
=USD/CAD/AUD/MXN/SGD/TWD/NZD/ARS/CLP/COP/UYU/BBD/BMD/BND/BSD/BZD/CUP/FJD/GYD/JMD/KYD/LRD/SBD/SRD/TTD/XCD
 $
=UYU
 $UY
=UZS
 soʻm | сўм
=VES
 Bs.S
=VND
 ₫
=VUV
 VT
=WST
 $WS | WS$
=XAF
 FCFA
=XCD
 $EC | EC$
=XCG
 Cg
=XOF
 F CFA | فرانک CFA
=XPF
 CFP | CFPF | FCFP
=YER
 ر.ي
=ZAR
 R
"""

TERRITORIES = """
AC=SHP AD=EUR AE=AED AF=AFN AG=XCD AI=XCD AL=ALL AM=AMD AO=AOA AR=ARS AS=USD AT=EUR AU=AUD AW=AWG
AX=EUR AZ=AZN BA=BAM BB=BBD BD=BDT BE=EUR BF=XOF BG=BGN BH=BHD BI=BIF BJ=XOF BL=EUR BM=BMD BN=BND
BO=BOB BQ=USD BR=BRL BS=BSD BT=INR BV=NOK BW=BWP BY=BYN BZ=BZD CA=CAD CC=AUD CD=CDF CF=XAF CG=XAF
CH=CHF CI=XOF CK=NZD CL=CLP CM=XAF CN=CNY CO=COP CR=CRC CU=CUP CV=CVE CW=XCG CX=AUD CY=EUR CZ=CZK
DE=EUR DG=USD DJ=DJF DK=DKK DM=XCD DO=DOP DZ=DZD EA=EUR EC=USD EE=EUR EG=EGP EH=MAD ER=ERN ES=EUR
ET=ETB EU=EUR FI=EUR FJ=FJD FK=FKP FM=USD FO=DKK FR=EUR GA=XAF GB=GBP GD=XCD GE=GEL GF=EUR GG=GBP
GH=GHS GI=GIP GL=DKK GM=GMD GN=GNF GP=EUR GQ=XAF GR=EUR GS=GBP GT=GTQ GU=USD GW=XOF GY=GYD HK=HKD
HM=AUD HN=HNL HR=EUR HT=HTG HU=HUF IC=EUR ID=IDR IE=EUR IL=ILS IM=GBP IN=INR IO=USD IQ=IQD IR=IRR
IS=ISK IT=EUR JE=GBP JM=JMD JO=JOD JP=JPY KE=KES KG=KGS KH=KHR KI=AUD KM=KMF KN=XCD KP=KPW KR=KRW
KW=KWD KY=KYD KZ=KZT LA=LAK LB=LBP LC=XCD LI=CHF LK=LKR LR=LRD LS=ZAR LT=EUR LU=EUR LV=EUR LY=LYD
MA=MAD MC=EUR MD=MDL ME=EUR MF=EUR MG=MGA MH=USD MK=MKD ML=XOF MM=MMK MN=MNT MO=MOP MP=USD MQ=EUR
MR=MRU MS=XCD MT=EUR MU=MUR MV=MVR MW=MWK MX=MXN MY=MYR MZ=MZN NA=ZAR NC=XPF NE=XOF NF=AUD NG=NGN
NI=NIO NL=EUR NO=NOK NP=NPR NR=AUD NU=NZD NZ=NZD OM=OMR PA=PAB PE=PEN PF=XPF PG=PGK PH=PHP PK=PKR
PL=PLN PM=EUR PN=NZD PR=USD PS=ILS PT=EUR PW=USD PY=PYG QA=QAR RE=EUR RO=RON RS=RSD RU=RUB RW=RWF
SA=SAR SB=SBD SC=SCR SD=SDG SE=SEK SG=SGD SH=SHP SI=EUR SJ=NOK SK=EUR SL=SLE SM=EUR SN=XOF SO=SOS
SR=SRD SS=SSP ST=STN SV=USD SX=XCG SY=SYP SZ=SZL TA=GBP TC=USD TD=XAF TF=EUR TG=XOF TH=THB TJ=TJS
TK=NZD TL=USD TM=TMT TN=TND TO=TOP TR=TRY TT=TTD TV=AUD TW=TWD TZ=TZS UA=UAH UG=UGX UM=USD US=USD
UY=UYU UZ=UZS VA=EUR VC=XCD VE=VES VG=USD VI=USD VN=VND VU=VUV WF=XPF WS=WST XK=EUR YE=YER YT=EUR
ZA=ZAR ZM=ZMW ZW=USD
"""

LANGUAGES = """
aa=ETB ab=GEL af=ZAR agq=XAF ak=GHS am=ETB an=EUR ann=NGN apc=SYP ar=EGP arn=CLP as=INR asa=TZS
ast=EUR az=AZN ba=RUB bal=PKR bas=XAF be=BYN bem=ZMW bew=IDR bez=TZS bg=BGN bgc=INR bgn=PKR
bho=INR blo=XOF blt=VND bm=XOF bn=BDT bo=CNY br=EUR brx=INR bs=BAM bss=XAF byn=ERN ca=EUR cad=USD
cch=NGN ccp=BDT ce=RUB ceb=PHP cgg=UGX cho=USD chr=USD cic=USD ckb=IQD co=EUR cop=EGP cs=CZK
csw=CAD cu=RUB cv=RUB cy=GBP da=DKK dav=KES de=EUR dje=XOF doi=INR dsb=EUR dua=XAF dv=MVR dyo=XOF
dz=INR ebu=KES ee=GHS el=EUR en=USD es=EUR et=EUR eu=EUR ewo=XAF fa=IRR ff=XOF fi=EUR fil=PHP
fo=DKK fr=EUR frr=EUR fur=EUR fy=EUR ga=EUR gaa=GHS gd=GBP gez=ETB gl=EUR gn=PYG gsw=CHF gu=INR
guz=KES gv=GBP ha=NGN haw=USD he=ILS hi=INR hnj=USD hr=EUR hsb=EUR ht=HTG hu=HUF hy=AMD id=IDR
ie=EUR ig=NGN ii=CNY is=ISK it=EUR iu=CAD ja=JPY jgo=XAF jmc=TZS jv=IDR ka=GEL kaa=UZS kab=DZD
kaj=NGN kam=KES kcg=NGN kde=TZS kea=CVE ken=XAF kgp=BRL khq=XOF ki=KES kk=KZT kkj=XAF kl=DKK
kln=KES km=KHR kn=INR ko=KRW kok=INR kpe=LRD ks=INR ksb=TZS ksf=XAF ksh=EUR ku=TRY kw=GBP kxv=INR
ky=KGS la=EUR lag=TZS lb=EUR lg=UGX lij=EUR lkt=USD lld=EUR lmo=EUR ln=CDF lo=LAK lrc=IRR lt=EUR
ltg=EUR lu=CDF luo=KES luy=KES lv=EUR mai=INR mas=KES mdf=RUB mer=KES mfe=MUR mg=MGA mgh=MZN
mgo=XAF mhn=EUR mi=NZD mic=CAD mk=MKD ml=INR mn=MNT mni=INR moh=CAD mr=INR ms=MYR mt=EUR mua=XAF
mus=USD my=MMK myv=RUB mzn=IRR naq=ZAR nb=NOK nd=USD nds=EUR ne=NPR nl=EUR nmg=XAF nn=NOK nnh=XAF
no=NOK nqo=GNF nr=ZAR nso=ZAR nus=SSP nv=USD ny=MWK nyn=UGX oc=EUR om=ETB or=INR os=GEL osa=USD
pa=INR pap=XCG pcm=NGN pis=SBD pl=PLN prg=PLN ps=AFN pt=BRL qu=PEN quc=GTQ raj=INR rhg=MMK rif=MAD
rm=CHF rn=BIF ro=RON rof=TZS ru=RUB rw=RWF rwk=TZS sa=INR sah=RUB saq=KES sat=INR sbp=TZS sc=EUR
scn=EUR sd=PKR sdh=IRR se=NOK seh=MZN ses=XOF sg=XAF shi=MAD shn=MMK si=LKR sid=ETB sk=EUR skr=PKR
sl=EUR sma=SEK smj=SEK smn=EUR sms=EUR sn=USD so=SOS sq=ALL sr=RSD ss=ZAR ssy=ERN st=ZAR su=IDR
sv=SEK sw=TZS syr=IQD szl=PLN ta=INR te=INR teo=UGX tg=TJS th=THB ti=ETB tig=ERN tk=TMT tn=ZAR
to=TOP tpi=PGK tr=TRY trv=TWD trw=PKR ts=ZAR tt=RUB twq=XOF tyv=RUB tzm=MAD ug=CNY uk=UAH ur=PKR
uz=UZS vai=LRD ve=ZAR vec=EUR vi=VND vmw=MZN vun=TZS wa=EUR wae=CHF wal=ETB wbp=AUD wo=XOF xh=ZAR
xnr=INR xog=UGX yav=XAF yi=UAH yo=NGN yrl=BRL yue=HKD za=CNY zgh=MAD zh=CNY zu=ZAR
"""
