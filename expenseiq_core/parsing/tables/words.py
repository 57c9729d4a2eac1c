"""Words that give a message its structure; all are compared folded.

English, German, Spanish, French, Portuguese, Russian and, where people mix them in, others.
"""

from __future__ import annotations

from typing import Final, TypeVar

from expenseiq_core.domain.period import Cadence
from expenseiq_core.parsing.text import fold

V = TypeVar("V")


def _words(table: str) -> frozenset[str]:
    return frozenset(map(fold, table.split()))


def _folded(table: dict[str, V]) -> dict[str, V]:
    return {fold(word): meaning for word, meaning in table.items()}


MULTIPLIERS: Final = _folded({
    "k": 1_000, "к": 1_000, "тыс": 1_000, "тысяч": 1_000, "тысячи": 1_000, "тысяча": 1_000,
    "тысячу": 1_000, "тыщ": 1_000, "тыщи": 1_000, "тысяч.": 1_000, "тис": 1_000, "тисяч": 1_000,
    "тисячі": 1_000, "хил": 1_000, "хиляди": 1_000, "хилядарки": 1_000, "косарь": 1_000,
    "косаря": 1_000, "косарей": 1_000, "штук": 1_000, "штуки": 1_000, "штука": 1_000,
    "thousand": 1_000, "thousands": 1_000, "grand": 1_000, "ths": 1_000, "thd": 1_000,
    "tsd": 1_000, "tausend": 1_000, "mil": 1_000, "mille": 1_000, "mila": 1_000, "tys": 1_000,
    "tysiecy": 1_000, "tysiace": 1_000, "tysiac": 1_000, "tis": 1_000, "tisic": 1_000,
    "tisice": 1_000, "tisicu": 1_000, "tisicov": 1_000, "ezer": 1_000, "e.": 1_000, "mii": 1_000,
    "mie": 1_000, "bin": 1_000, "tusen": 1_000, "tusind": 1_000, "tuhat": 1_000, "tuhatta": 1_000,
    "duizend": 1_000, "hiljada": 1_000, "hiljade": 1_000, "tisuca": 1_000, "tisuce": 1_000,
    "χιλ": 1_000, "χιλιαδες": 1_000, "χιλιαρικα": 1_000, "lucas": 1_000,
    "rb": 1_000, "ribu": 1_000, "rebu": 1_000,
    "rbu": 1_000, "nghin": 1_000, "ngan": 1_000, "ng": 1_000, "พัน": 1_000, "千": 1_000, "천": 1_000,
    "हजार": 1_000, "हज़ार": 1_000, "हजर": 1_000, "হাজার": 1_000, "hazar": 1_000, "hajar": 1_000,
    "ألف": 1_000, "الف": 1_000, "آلاف": 1_000, "الاف": 1_000, "هزار": 1_000, "אלף": 1_000,
    "אלפים": 1_000, "ming": 1_000, "мың": 1_000, "минг": 1_000,
    "m": 1_000_000, "mn": 1_000_000, "mln": 1_000_000, "млн": 1_000_000, "лям": 1_000_000,
    "миллион": 1_000_000, "миллиона": 1_000_000, "миллионов": 1_000_000, "мильион": 1_000_000,
    "мільион": 1_000_000, "мільиони": 1_000_000, "мільионів": 1_000_000, "мильиона": 1_000_000,
    "million": 1_000_000, "millions": 1_000_000, "mio": 1_000_000, "millionen": 1_000_000,
    "mill": 1_000_000, "millon": 1_000_000, "millones": 1_000_000, "milhao": 1_000_000,
    "milhoes": 1_000_000, "mi": 1_000_000, "milione": 1_000_000, "milioni": 1_000_000,
    "miljoen": 1_000_000, "miljoner": 1_000_000, "millioner": 1_000_000, "miljoonaa": 1_000_000,
    "mil.": 1_000_000, "milion": 1_000_000, "miliony": 1_000_000, "milionow": 1_000_000,
    "milionu": 1_000_000, "millio": 1_000_000, "milioane": 1_000_000, "milyon": 1_000_000,
    "εκατ": 1_000_000, "jt": 1_000_000, "juta": 1_000_000, "jtan": 1_000_000, "tr": 1_000_000,
    "trieu": 1_000_000, "cu": 1_000_000, "ล้าน": 1_000_000, "百万": 1_000_000, "مليون": 1_000_000,
    "ملیون": 1_000_000, "میلیون": 1_000_000, "מיליון": 1_000_000, "million.": 1_000_000,
    "лимон": 1_000_000, "bio": 10**9, "bn": 10**9, "billion": 10**9, "млрд": 10**9, "ty": 10**9,
    "tỷ": 10**9, "miliar": 10**9, "milyar": 10**9, "میلیارد": 10**9,
    "lakh": 100_000, "lakhs": 100_000, "lac": 100_000, "lacs": 100_000, "लाख": 100_000,
    "লাখ": 100_000, "лк": 100_000, "lk": 100_000, "แสน": 100_000,
    "crore": 10_000_000, "crores": 10_000_000, "cr": 10_000_000, "करोड़": 10_000_000,
    "करोड": 10_000_000, "কোটি": 10_000_000, "หมื่น": 10_000, "万": 10_000, "萬": 10_000, "만": 10_000,
    "億": 10**8, "亿": 10**8, "억": 10**8, "十": 10, "百": 100, "백": 100,
})  # fmt: skip
"""Folded word right after a number -> what it multiplies by."""

GLUED_ONLY_MULTIPLIERS: Final = frozenset("m mn tr ng mi ty cu bn tis e. mil. rb".split())
"""These multiply only without a space before them: `12 m` are metres."""

UNITS: Final = _words("""
km kms kilometer kilometers kilometre kilometres mile miles mi m² m2 m³ cm mm meter meters metre
metres
kg kgs kilo kilos kilogram kilograms g gram grams gr mg oz lb lbs ounce ounces tonne tonnes ton tons
l liter liters litre litres ml cl dl gal gallon gallons
h hr hrs hour hours min mins minute minutes sec secs second seconds s day days week weeks month
months
year years yr yrs yo night nights noche noches nuit nuits nacht nachte nacht notte notti natt netter
am pm uhr oclock o'clock
pc pcs piece pieces pack packs pk ppl people persons person pax
gb tb mb kb ghz mhz hz mp fps inch inches in' cm zoll w kw kwh wh mah v volt watt watts
% pack stk stuck stuk stuck st. pz pzas szt ks db kom adet st
км м см мм кг г гр грамм грамма граммов мг л литр литра литров мл ч час часа часов мин минут минуты
минута сек дня дней день неделя недели недель месяц месяца месяцев год года лет ночь ночи ночеи шт
штук чел человек человека гб мб тб квт вт см2 м2
stunde stunden std minuten tage tag wochen woche monat monate monaten jahre jahr personen leute
hora horas minuto minutos dia dias semana semanas mes meses ano anos personas unidades uds
heure heures jour jours semaine semaines mois an ans personnes
pessoas unidade giorni giorno ore ora settimane mesi anni persone
dni dzien godz godzin godziny tygodni osob sztuk dagar dager dage timmar timer uger
gun saat dakika ay kisi hari jam menit minggu bulan tahun orang buah ngay gio phut thang nam
公斤 斤 克 升 毫升 小时 分钟 天 个 個 瓶 杯 张 張 人 位 次 件 本 回 枚
時 時間 分 日 月 年 個月 公里 号 號 キロ グラム リットル
개 명 시간 분 일 월 년 병 잔 시 키로 그램 리터 번 인분 박
कि.ग्रा किलो ग्राम लीटर किमी घंटे दिन
كيلو كغ كم لتر ساعة ساعات يوم ايام دقيقة
""")
"""Folded words after a number that make it a measure or a count, not money."""

LABELS: Final = _words("""
room rm no nr number num route rt bus tram line platform gate terminal flight seat row floor apt
apartment
flat unit suite level season episode ep part vol volume chapter page order invoice  ref id code
iphone ipad galaxy pixel windows win android playstation ps xbox nintendo switch model version ver
type
size agent formula studio pier highway hwy exit zone track channel ch area route street st avenue
ave
house building block section class grade year age nr. no. n° № n.
table day week month round lesson phase stand booth aisle bay desk stage tisch tag woche semana
комната комн номер дом квартира кв автобус трамваи маршрутка троллеибус заказ реис место вагон этаж
подъезд
школа садик лицеи гимназия д корпус корп офис каб кабинет палата участок  айфон
zimmer linie bus strassenbahn gleis tor haus wohnung raum hausnummer auftrag bestellung rechnung
klasse
habitacion linea puerta piso autobus casa numero pedido chambre ligne porte quai salle etage
commande
quarto linha porta onibus sala numero andar camera numero linea binario pokoj linia rum
""")
"""Folded words before a number that make it a name: room 204, bus 42."""

NUMBERED_NAMES: Final = frozenset(
    tuple(name.rsplit(" ", 1))
    for name in (
        "forever 21", "studio 54", "catch 22", "motel 6", "super 8", "pizza 4", "rema 1000",
        "formel 1", "radio 1", "canal 5", "kanal 5", "five 9", "three 60", "feb 30", "feb 31",
        "february 30", "february 31", "covid 19", "big 5", "top 10", "fab 5", "nr 1", "club 54",
    )
)  # fmt: skip
"""Folded words and the number that makes a name of them, where another number is the amount."""
METERS: Final = _words("mile miles mileage odometer odo km kms kilometers пробег одометр")
"""Folded words before what a car's meter shows: mile 12345."""
PRICED_BY: Final = _words("l lt liter litre kg km kwh m2 m² lb gal gallon л литр кг")
"""Folded units of a price that is not the amount: 1,789 €/l."""
PHONE_WORDS: Final = _words("""
number tel whatsapp wa call handynummer telefonnummer numero номер
""")
"""Folded words of a message that gives a telephone number."""

COUNT_BEFORE: Final = _words("""
with for at in on of to from x mit fur fuer bei im in von nach fur con para en de por avec pour a
au aux
chez dans com em no na para с со для на в во из от за до по ao om til med till per pro
""")
"""Folded words that make a plain number after them a part of the description."""

PRICE_WORDS: Final = _words("for fur fuer por pour за per um zu pelo pela")
"""Folded words that a price may follow: two shirts for 40."""
CLOCK_WORDS: Final = _words("at in um by alle à às a в om kl klo o около через dans las ore bis")
"""Folded words that an hour may follow: see you at 8."""
EARNING_WORDS: Final = _words("received earned erhalten cobre cobrado recu recebi получил получила")
"""Folded words that begin an income: received 500."""
TIP_WORDS: Final = _words("""
tip tips gratuity service trinkgeld  propina propinas pourboire gorjeta mancia fooi dricks
чаевые чаевых napiwek
""")
DISCOUNT_WORDS: Final = _words("""
discount coupon voucher rabatt gutschein nachlass descuento cupon remise reduction desconto cupom
скидка скидки купон
""")
TAX_WORDS: Final = _words("""
tax taxes vat gst hst sales_tax mwst ust steuer iva impuesto tva taxe imposto ндс налог
""")

INCOME_WORDS: Final = _words("""
salary wage wages paycheck payday income gehalt lohn einkommen salario nomina sueldo ingreso
ingresos
salaire paie revenu salaire ordenado renda зарплата зарплату зп аванс доход стипендия пенсия
stipendio
gaji  зарплаты получка
""")
REFUND_WORDS: Final = _words("""
refund refunded refunds moneyback erstattung ruckerstattung ruckzahlung gutschrift reembolso
devolucion
remboursement rembourse reembolsado devolucao estorno возврат возврата кэшбэк cashback rimborso
zwrot
""")
QUESTION_STARTS: Final = _words("""
how what when where why who which can could should would do does did is are was were will
wie was wann wo warum wer welche kann konnte soll wieviel
cuanto cuantos cuanta que cuando donde como por_que quien puedo
combien quoi quand ou pourquoi qui quel quelle est-ce
quanto quantos quando onde como quem posso
сколько что когда где почему кто как какои можно ли
""")
CHATTER_STARTS: Final = _words("""
i we you he she they see meet call hello hi hey thanks thank ok okay
ich wir du er sie es hallo danke ja nein yo nosotros hola gracias je nous tu il elle bonjour merci
eu nos obrigado я мы ты он она привет спасибо да нет
""")
GREETINGS: Final = tuple(
    frozenset(map(fold, greeting.split()))
    for greeting in (
        "happy birthday", "happy anniversary", "merry christmas", "happy new year", "congrats",
        "congratulations", "alles gute", "herzlichen glückwunsch", "feliz cumpleaños",
        "feliz aniversário", "joyeux anniversaire", "buon compleanno", "с днем рождения",
    )
)  # fmt: skip
"""Folded words of a wish: with a bare number and no more it speaks of an age or a year."""
SPENT_VERBS: Final = _words("""
spent paid pay bought buy spend cost costs charged  purchased
ausgegeben bezahlt gekauft gaste pague compre gastado pagado comprado depense paye achete
gastei paguei comprei потратил потратила купил купила заплатил заплатила оплатил оплатила снял
""")
"""Folded verbs: a sentence with one of them may speak of money spent."""
LEADING_FILLERS: Final = _words("""
i we just spent paid bought spend pay ich habe yo he gaste pague j'ai je eu gastei paguei
я потратил потратила купил купила заплатил заплатила
""")
PREPOSITIONS: Final = _words("""
for on at in to from of fur fuer auf bei im para en por pour sur dans chez em no na com за на в для
по
""")

AND_WORDS: Final = _words("and und y et e и i og och ja  & + plus и и ve og dan va")
CLAUSE_WORDS: Final = _folded({
    "with": "with", "w": "with", "w/": "with", "mit": "with", "con": "with", "avec": "with",
    "com": "with", "с": "with", "со": "with",
    "for": "for", "fur": "for", "fuer": "for", "para": "for", "pour": "for", "для": "for",
    "за": "for",
    "only": "for", "just": "for", "nur": "for", "solo": "for", "seulement": "for",
    "somente": "for", "только": "for",
    "except": "except", "without": "except", "but": "except", "ausser": "except", "ohne": "except",
    "excepto": "except", "menos": "except", "sin": "except", "sauf": "except", "sans": "except",
    "exceto": "except", "sem": "except", "кроме": "except", "без": "except",
    "split": "split", "between": "split", "among": "split", "teilen": "split", "geteilt": "split",
    "aufteilen": "split", "zwischen": "split", "dividir": "split", "dividido": "split",
    "entre": "split", "partager": "split", "partage": "split", "rachar": "split",
    "dividida": "split", "поделить": "split", "разделить": "split", "между": "split",
    "rest": "rest", "remainder": "rest", "resto": "rest", "reste": "rest", "остальное": "rest",
    "остаток": "rest",
    "paid": "paid", "bezahlt": "paid", "zahlt": "paid", "zahlte": "paid", "pago": "paid",
    "paga": "paid", "pagou": "paid", "pague": "paid", "paguei": "paid", "paye": "paid",
    "заплатил": "paid", "заплатила": "paid", "оплатил": "paid", "оплатила": "paid",
    "gave": "gave", "sent": "gave", "gab": "gave", "dio": "gave", "donne": "gave", "deu": "gave",
    "дал": "gave", "дала": "gave", "вернул": "gave", "вернула": "gave", "repaid": "gave",
    "lent": "lent", "verliehen": "lent", "preste": "lent",
    "prete": "lent", "emprestei": "lent",
    "borrowed": "borrowed", "borrow": "borrowed", "owe": "owes", "owes": "owes",
    "schulde": "owes", "schuldet": "owes",
})  # fmt: skip
"""Folded clause word -> what it means, if a person follows."""
BY_WORDS: Final = _words("by von por par пользователем")
ME_WORDS: Final = _words("me myself i mich mir ich yo mi moi je eu mim меня мне мной мною я меня")
EVERYONE_WORDS: Final = _words(
    "all everyone everybody alle allen todos todas tous toutes все всех всеми"
)
FROM_WORDS: Final = _words("from von de du da от у van fran")
WAYS_WORDS: Final = _words(
    "ways way people teile personen leute partes personas parts pessoas человек части"
)
GUEST_WORDS: Final = _words(
    "guest guests gast gaste invitado invitados invites convidados гостя гостеи гость"
)

PAYMENT_METHODS: Final = _folded({
    "cash": "cash", "bar": "cash", "bargeld": "cash", "efectivo": "cash", "en efectivo": "cash",
    "especes": "cash", "en especes": "cash", "en liquide": "cash", "dinheiro": "cash",
    "em dinheiro": "cash", "наличные": "cash", "наличными": "cash", "наличкои": "cash",
    "нал": "cash", "налом": "cash", "in cash": "cash", "with cash": "cash", "by cash": "cash",
    "card": "card", "by card": "card", "with card": "card", "on card": "card", "karte": "card",
    "mit karte": "card", "per karte": "card", "kartenzahlung": "card", "tarjeta": "card",
    "con tarjeta": "card", "carte": "card", "par carte": "card", "en carte": "card",
    "cb": "card", "par cb": "card", "cartao": "card", "no cartao": "card", "картои": "card",
    "по карте": "card", "с карты": "card", "карта": "card",
    "credit": "credit card", "credit card": "credit card", "by credit card": "credit card",
    "with credit card": "credit card", "kreditkarte": "credit card",
    "mit kreditkarte": "credit card", "per kreditkarte": "credit card",
    "tarjeta de credito": "credit card", "con tarjeta de credito": "credit card",
    "carte de credit": "credit card", "par carte de credit": "credit card",
    "cartao de credito": "credit card", "no cartao de credito": "credit card",
    "кредиткои": "credit card", "кредитнои картои": "credit card",
    "debit": "debit card", "debit card": "debit card", "by debit card": "debit card",
    "with debit card": "debit card", "ec karte": "debit card", "mit ec karte": "debit card",
    "girocard": "debit card", "debito": "debit card", "tarjeta de debito": "debit card",
    "no debito": "debit card", "cartao de debito": "debit card",
    "paypal": "PayPal", "by paypal": "PayPal", "with paypal": "PayPal", "via paypal": "PayPal",
    "mit paypal": "PayPal", "per paypal": "PayPal", "con paypal": "PayPal", "par paypal": "PayPal",
    "apple pay": "Apple Pay", "with apple pay": "Apple Pay", "by apple pay": "Apple Pay",
    "google pay": "Google Pay", "with google pay": "Google Pay", "gpay": "Google Pay",
    "visa": "Visa", "by visa": "Visa", "with visa": "Visa", "mastercard": "Mastercard",
    "by mastercard": "Mastercard", "with mastercard": "Mastercard", "amex": "Amex",
    "by amex": "Amex", "with amex": "Amex", "revolut": "Revolut", "by revolut": "Revolut",
    "with revolut": "Revolut", "venmo": "Venmo", "by venmo": "Venmo", "pix": "Pix",
    "no pix": "Pix", "via pix": "Pix", "bizum": "Bizum", "por bizum": "Bizum", "con bizum": "Bizum",
    "upi": "UPI", "by upi": "UPI", "via upi": "UPI", "lastschrift": "direct debit",
    "direct debit": "direct debit", "by direct debit": "direct debit",
    "bank transfer": "bank transfer", "by bank transfer": "bank transfer",
    "by transfer": "bank transfer", "uberweisung": "bank transfer",
    "per uberweisung": "bank transfer", "transferencia": "bank transfer",
    "por transferencia": "bank transfer", "virement": "bank transfer",
    "par virement": "bank transfer", "переводом": "bank transfer", "сбп": "bank transfer",
    "по сбп": "bank transfer", "by check": "cheque", "by cheque": "cheque", "klarna": "Klarna",
})  # fmt: skip
"""Folded words at the end of a message -> the payment method they name."""

CADENCES: Final[dict[str, Cadence]] = _folded({
    "daily": "daily", "taglich": "daily", "diario": "daily", "diariamente": "daily",
    "quotidien": "daily", "ежедневно": "daily",
    "weekly": "weekly", "wochentlich": "weekly", "semanal": "weekly", "semanalmente": "weekly",
    "hebdomadaire": "weekly", "еженедельно": "weekly",
    "monthly": "monthly", "monatlich": "monthly", "mensual": "monthly", "mensualmente": "monthly",
    "mensuel": "monthly", "mensal": "monthly", "mensalmente": "monthly", "ежемесячно": "monthly",
    "yearly": "yearly", "annually": "yearly", "jahrlich": "yearly", "anual": "yearly",
    "anualmente": "yearly", "annuel": "yearly", "ежегодно": "yearly",
})  # fmt: skip
EVERY_WORDS: Final = _words(
    "every each jeden jede jedes alle cada todos todas chaque каждыи каждую каждое каждые"
)
PERIODS: Final[dict[str, Cadence]] = _folded({
    "day": "daily", "days": "daily", "tag": "daily", "tage": "daily", "dia": "daily",
    "dias": "daily", "jour": "daily", "jours": "daily", "день": "daily", "дня": "daily",
    "дней": "daily", "днеи": "daily",
    "week": "weekly", "weeks": "weekly", "woche": "weekly", "wochen": "weekly", "semana": "weekly",
    "semanas": "weekly", "semaine": "weekly", "semaines": "weekly", "неделю": "weekly",
    "недели": "weekly",
    "month": "monthly", "months": "monthly", "monat": "monthly", "monate": "monthly",
    "mes": "monthly", "meses": "monthly", "mois": "monthly", "месяц": "monthly",
    "месяца": "monthly", "месяцев": "monthly",
    "year": "yearly", "years": "yearly", "jahr": "yearly", "jahre": "yearly", "ano": "yearly",
    "anos": "yearly", "an": "yearly", "ans": "yearly", "annee": "yearly", "год": "yearly",
    "года": "yearly",
})  # fmt: skip
UNTIL_WORDS: Final = _words("until till til bis hasta jusqu'au jusque ate до")
WEEKDAYS: Final = _folded({
    word: number
    for number, row in enumerate((
        "monday mondays mon montag montags lunes lundi segunda segunda-feira понедельник",
        "tuesday tuesdays tue tues dienstag dienstags martes mardi terca terca-feira вторник",
        "wednesday wednesdays wed mittwoch mittwochs miercoles mercredi quarta-feira среду среда",
        "thursday thursdays thu thurs donnerstag donnerstags jueves jeudi quinta-feira четверг",
        "friday fridays fri freitag freitags viernes vendredi sexta sexta-feira пятницу пятница",
        "saturday saturdays sat samstag samstags sonnabend sabado samedi субботу суббота",
        "sunday sundays sun sonntag sonntags domingo dimanche воскресенье",
    ))
    for word in row.split()
})  # fmt: skip
"""Folded weekday after `every` -> its number, Monday is 0."""

NOON: Final = _words("noon midday mittag mittags mediodia midi meio-dia полдень")
MIDNIGHT: Final = _words("midnight mitternacht medianoche minuit meia-noite полночь")
LAST_DAYS: Final = tuple(
    fold(phrase)
    for phrase in (
        "last day of the month", "last day of each month", "last day of every month",
        "last day of month", "last day", "last of the month", "end of the month", "end of month",
        "month end", "letzter tag des monats", "letzten tag des monats", "letzten des monats",
        "letzten tag", "letzter tag", "letzten", "ende des monats", "monatsende",
        "ultimo dia del mes", "ultimo dia do mes", "ultimo dia", "fin de mes", "fim do mes",
        "dernier jour du mois", "dernier jour", "fin du mois", "последний день месяца",
        "последний день", "конце месяца", "конец месяца", "last",
    )
)  # fmt: skip
"""Folded phrases for the last day of a month, longer ones first."""

AFTER_QUESTION: Final = _words("""
much many do did does i we you is are was were will can have has long often
viel viele habe ich ist war es hab haben
cuanto he gaste es fue son ai j'ai est gastei foi e eu
я мы это было стоит потратил потратила денег
""")
"""Folded words that, after a question word, make a line a question: how much."""
