"""What people call money: slang, abbreviations, inflected forms, minor units, other signs.

Each row: the currencies it may mean (the likeliest first), a colon, words. `own` is the speaker's
own currency. A word of a row in `MINOR` or `SCALED` counts that part of a unit. Words that are
also everyday words somewhere stand in `ONLY_AT_HOME`: they count only for those who have that
currency or speak where it is used.
"""

from __future__ import annotations

WORDS = """
USD/CAD/AUD/MXN/SGD/HKD/TWD/NZD/SRD/XCD/NAD/LRD/SBD/TTD/ARS/CLP/COP/UYU/BRL/BBD/BMD/BND/BSD/BZD/CUP/DOP/FJD/GYD/JMD/KYD: $
USD/CAD/AUD/SGD/HKD/TWD/NZD: dollar dollars dollaro dollari dolar dolares dolars dolla dollers
USD/CAD/AUD/SGD/HKD/TWD/NZD: dolarow dolary dolara dolare dolaru dolari dollaria dollarit dollár
USD/CAD/AUD/SGD/HKD/TWD/NZD: dollárt buck bucks баксов бакс бакса баксы доллар доллара доллары
USD/CAD/AUD/SGD/HKD/TWD/NZD: долларов долл дол долар долара долари доларів доларов долары dollaren
USD/CAD/AUD/SGD/HKD/TWD/NZD: δολαριο δολαρια דולר דולרים دولار دولارات دلار डॉलर ডলার ドル 달러 불
USD/CAD/AUD/SGD/HKD/TWD/NZD: ดอลลาร์ ดอล "đô la" "đô" "do la" dola
USD: usd $us us$ usdollar "us dollars" "us dollar" greenbacks "$ us"
USD: 美元 美金 刀 米ドル 미국달러 미달러
EUR: eur eurs euro euros euri eura eure euroa euron eurot euroja eurór eurót euróért euró evro evra
EUR: evrov ευρω ευρώ евро євро еуро евра אירו يورو یورو यूरो ইউরো ยูโร 欧元 歐元 ユーロ 유로 eurocka
EUR: eurot eurosta yuro avro balles eurodollars tacken evró evrur ojro ojra ojro eurow eurów еврик
EUR: евриков eu teuro eurito euritos pavos
EUR: e
GBP: gbp quid quids squid sterling nicker stg "pounds sterling" "pound sterling" 英镑 英鎊 ポンド
GBP: 파운드 פאונד "ปอนด์" стерлингов
GBP/EGP/LBP/SDG/SSP/SYP/FKP/GIP: pound pounds funt funtow funty funta libra libras pfund pond pund
GBP/EGP/LBP/SDG/SSP/SYP/FKP/GIP: livre livres sterlina sterline punta puntaa font фунт фунта фунтов
GBP/EGP/LBP/SDG/SSP/SYP/FKP/GIP: фунтів фунти پوند पाउंड পাউন্ড lstg
EGP/GBP/SDG/SSP/SYP/LBP: جنيه جنيهات جنيها
EGP: egp le l.e. e£ £e geneh "egyptian pounds" "جنيه مصري" "ج.م"
LBP: ll l.l. "ل.ل" "lebanese pounds" "lebanese lira"
CHF: chf sfr fr franken fränkli stutz stutzer "swiss francs" "swiss franc" franchi frs швейцарских
CHF/XOF/XAF/XPF/RWF/BIF/DJF/GNF/KMF/CDF: franc francs franco francos franków frank franki франк
CHF/XOF/XAF/XPF/RWF/BIF/DJF/GNF/KMF/CDF: франка франков франків φραγκα φραγκο פרנק פרנקים فرنك
XOF/XAF: cfa fcfa "f cfa" "francs cfa" "franc cfa" xof
SEK/NOK/DKK/ISK: kr kr. krs :-
SEK: skr
SEK: sek kronor krona spänn spann riksdaler bagis pix lax svenska "svenska kronor" kronorna kronan
SEK/ISK/NOK/DKK: kronur króna kruunu kruunua
NOK/DKK: krone kroner kronene spenn
NOK: nok nkr "norske kroner"
DKK: dkk dkr "danske kroner"
ISK: isk ikr krónur krónum kall
CZK/SEK/NOK/DKK/ISK: koruna koruny korun korunu korunách korona korony koron koronë
CZK: "czech crowns" "czech crown" czk kč kčs kc káč kaček kacek kačky kcs
SEK/NOK/DKK/CZK/ISK: crown crowns kronen couronne couronnes corona coronas corone крона кроны крон
JPY: jpy yen yens ien iena ienes jen jena jenów йен йена йены иен иена иены 円 えん エン 엔
JPY: 日元 日圓 日币 日幣 日圆 येन ين γιεν ין เยน yenes
CNY/TWD/HKD: 元
TWD/HKD/JPY: 圓
CNY: cny rmb cn¥ yuan yuans kuai renminbi юань юаня юаней юані юанів 块 块钱 人民币 人民幣
CNY: 위안 يوان หยวน yuán yuanes
TWD: twd ntd nt nt$ 台币 台幣 新台幣 新台币 塊 塊錢
HKD: hkd hk$ 港币 港幣 港元 蚊
KRW: krw won wons вон вона воны 원 韩元 韓元 韓幣 韩币 ウォン
INR: inr ₹ rupaye rupay rupaiya rupya rupiya रुपये रुपए रुपया रुपैया रु रू ₹. இந்திய
INR/PKR/LKR/NPR/MUR/SCR: rs ₨ re
INR/PKR/LKR/NPR/MUR/SCR/IDR: rupee rupees rupie rupien rupia rupias rupii roupie roupies rupii rps
INR/PKR/LKR/NPR/MUR/SCR/IDR: рупия рупии рупий рупій рупії روبية روپے روپیہ روپيه روپیه
INR: ರೂ ரூ ரூபாய் రూ రూపాయలు రూపాయి രൂപ રૂપિયા
BDT: bdt taka takas tk tk. টাকা টাকার ৳ টাকায় takaa
PKR: pkr
LKR: lkr රු රුපියල්
NPR: npr नेरू
RUB/BYN: руб руб. рубль рубля рублей рубли рублик рублика рубликов рубля. рублях rub rubl rubel
RUB/BYN: rubles ruble rouble roubles rubley rublei rubli rubla rublów rublos rublo rubliu
RUB: деревянных целковых р ₽ rur
BYN: byn byr бел.руб белруб зайчиков
UAH: uah грн грн. гривна гривны гривен гривень гривня гривні гривню гривну гривнях hrn grn hryvnia
UAH: hryvnias hryven hriven griven ₴ гр.
KZT: kzt тг тг. тенге теңге tenge tg ₸ теньге
UZS: uzs сўм so'm soʻm
UZS/KGS: сум сумов сума сом сома сомов som sum
KGS: kgs
GEL: gel лари ლარი ₾ lari laris
AMD: amd драм драмов драма dram drams ֏ դրամ
AZN: azn манат маната манатов manat manats ₼
PLN: pln zlot zł zl zlo zloty złoty zlote złote zlotych złotych złotówki złotówek złociszy zlotówek
PLN: zeta
PLN: złotówka zloti zlotys злотый злотых злотых злоти zlotów злот
HUF: huf ft forint forintot forinttal forintért forints forintov forintów форинт форинтов
RON/MDL: lei leu leul leii лей лея леев ron lej lejów
RON: ron роn
MDL: mdl
BGN: levs bgn лв лв. лева лев левов lv leva lev левчета
RSD/MKD: дин дин. din din. динара динар dinara dinar dinari rsd
MKD: mkd денари денар ден denari denar
BAM: bam
ALL: lek leke lekë
TRY: tl try türk ₺ liracik papel kayme "türk lirası" "turkish lira" "turkish liras"
TRY/LBP/SYP/EGP: lira liras lirası lirasi liralık lire лир лира лиры ליירות لیره ليرة
ILS: ils nis שקל שקלים שקלי ש"ח שח ש״ח shekel shekels sheqel шекель шекелей шекеля ₪
AED/MAD: dirham dirhams dirhem dh dhs dhs. درهم دراهم дирхам дирхама дирхамов
AED: aed "د.إ"
MAD: "درهم مغربي" "د.م." "د.م" "د.م.د"
SAR/QAR/OMR/YER/IRR: riyal riyals rial rials ريال ريالات риал риалов риала ריאל
SAR: sar sr "ر.س" "ر.س."
QAR: qar qr "ر.ق"
OMR: omr "ر.ع" "ر.ع."
KWD: kwd kd "د.ك" "د.ك." "kuwaiti dinar"
BHD: bhd bd "د.ب" "د.ب."
JOD: jod jd "د.أ" "د.ا"
TND: tnd dt "د.ت" "د.ت."
DZD: dzd da "د.ج" "د.ج."
IQD: iqd "د.ع" "د.ع."
LYD: lyd "د.ل"
TND/KWD/BHD/JOD/IQD/DZD/LYD/RSD: dinars دينار دنانير دينارا dinares динаров דינר
IRR: irr ریال ﷼
THB: thb บาท บ. bht baht bahts บ ฿ бат бата батов バーツ 泰铢 바트 บาท.
IDR: idr rp rp. rupiah rupiahs ルピア
MYR: myr rm ringgit ringgits ринггит ringit ريڠڬيت
SGD: "sing dollars" "sing dollar" sgd s$ sing$
PHP: php piso pesoses ₱ phps
VND: vnd vnđ đồng đ ₫ dong đong vnđ đồng. донг донгов
MXN/PHP/ARS/CLP/COP/UYU/CUP/DOP: peso pesos песо pesitos ペソ 페소 比索
ARS: ars mangos guita
CLP: clp
BRL: brl r$ real reais reaizinhos conto contos pila pilas реал реалов
PEN: s/ s/. soles sol
BOB: bs bs. bolivianos boliviano
VES: ves bsf bolivares bolívares
CRC: crc colones colón ₡
GTQ: gtq quetzales quetzal
PYG: pyg guaranies guaraníes guarani ₲ gs gs.
HNL: hnl lempiras lempira
NIO: nio cordobas córdobas
PAB: pab balboas b/.
CAD: cad ca$ loonies cdn "canadian dollars" "canadian dollar"
AUD: aud a$ au$ "australian dollars" "aussie dollars"
NZD: nzd nz$
ZAR: zar rand rands ранд r
NGN: ngn naira nairas ₦
KES/UGX/TZS/SOS: shilling shillings shilingi
KES: kes ksh kshs ksh. /=
UGX: ugx ush
TZS: tzs tsh
GHS: ghs cedi cedis gh₵ ghc ₵
ETB: etb birr
MNT: mnt төгрөг ₮ tugrik tugriks
KHR: khr riel riels ៛
LAK: kip kips ₭
MMK: mmk kyat kyats ks
MVR: mvr rufiyaa
"""  # noqa: E501  (one row names all whose sign is $)

MINOR = """
GBP: p pence penny pennies пенсов пенни
own: c ct ct. ¢ cent cents cts cents. centów centow centov сентов центов цент цента центів
own: centesimi centesimo centimo céntimo céntimos centimos sentit sentti senttiä senttia centi
own: centavo centavos centimes centime λεπτα λεπτό סנט سنت サン セント 센트 สตางค์ סנטים centů
EUR: eurocent eurocents eurocentů centek
RUB: коп коп. копейка копейки копеек kop копейк kopeks kopecks kopek kopeyek копійки копійок
PLN: gr gr. grosz grosze groszy
CZK: haléř haléře haléřů halere haleru hal
SEK/NOK/DKK: öre øre ore
BGN: ст ст. стотинки стотинка stotinki
RON/MDL: ban bani бани
INR/PKR: paise paisa paisas पैसे पैसा پیسے poisha পয়সা
TRY: kuruş krş kurus krs
ILS: אגורות אגורה agorot
CHF: rappen
MYR: sen
AED/QAR/BHD: fils
SAR: halala halalas هللة
EGP: قرش piastres
THB: satang
CNY: 分
"""

TENTHS = """
CNY: 角 毛 毛钱
"""

TENFOLD = """
IRR: تومان تومن تومنی toman tomans tuman томан
"""

ONLY_AT_HOME = """
e p c r fr le ll nt re real sol bob bs km din som sum lev mark kip sen ore hal ban kop gr da dt jd
kd bd sr qr  lv tg zeta pix lax try all top mad cup pen gel mop cop lak mur bam sos ron papel
pila pilas conto contos balles pavos mangos guita kall din. сома драма лав ден kuai svenska д м ст
ст. 分 毛 font frank pond pund funta piso eu tacken kayme stutz gr. гр. ks gs sheqel libra libras d
centi cento gold don vatu tala kina birr leone lar lia nou sons teuro bagis öre øre t crown crowns
corona coronas corone bat bot take tak tal talas squid s/ l ks. punta drama dram balle spann spänn
spenn 불 솔 蚊 刀 ع ر बाट बात 빵 dola 동 ft
"""

OWNERS = """
NGN: n
RUB: p
BYN: p
PHP: p
BWP: p
KES: bob
UGX: bob
TZS: bob
"""
"""Words that mean their currency only to those who have it, whatever they mean to others."""

NOT_BEFORE = """
e p c d quid buck bucks real won sol crown crowns mark rand frank lev lek try all top mad cup pen
gel mop cop lak mur bam sos ron cents cent pence penny sen papel pavos contos colon perak kuai
gold libra libras corona coronas sterling 元 块 块钱 円 원 塊 圓 บาท
р c. ct gr shilling sons take tak
lar lia font bot bat pond slot voni soma tala nou novo сом сум лев лари драм тг
"""
