"""Words for numbers, by language: below twenty, the tens, the hundreds and thousands.

`ones` counts from zero, `tens` from twenty. `also` are other words for a number. `order` says how
words of two digits are written in one: "unit ten", "ten unit"; `glue` what stands between them.
"""

from __future__ import annotations

from typing import Final

ROWS: Final = {
    "en": {
        "ones": "zero one two three four five six seven eight nine ten eleven twelve thirteen"
        " fourteen fifteen sixteen seventeen eighteen nineteen",
        "tens": "twenty thirty forty fifty sixty seventy eighty ninety",
        "also": "fourty=40", "hundred": "hundred", "thousand": "thousand", "and": "and",
    },
    "de": {
        "ones": "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn"
        " vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        "tens": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
        "also": "einen=1 eine=1 zwo=2 fuenf=5 zwoelf=12 fuenfzehn=15 fuenfzig=50 dreissig=30",
        "hundred": "hundert", "thousand": "tausend", "and": "und", "order": "unit ten",
        "glue": "und",
    },
    "es": {
        "ones": "cero un dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce"
        " quince dieciséis diecisiete dieciocho diecinueve",
        "tens": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        "also": "una=1 uno=1 veintiún=21 veintiuna=21 veintiuno=21 veintidós=22 veintitrés=23"
        " veinticuatro=24 veinticinco=25 veintiséis=26 veintisiete=27 veintiocho=28 veintinueve=29"
        " cien=100 ciento=100 doscientos=200 trescientos=300 cuatrocientos=400 quinientos=500"
        " seiscientos=600 setecientos=700 ochocientos=800 novecientos=900 doscientas=200"
        " trescientas=300 cuatrocientas=400 quinientas=500",
        "thousand": "mil", "and": "y",
    },
    "fr": {
        "ones": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze"
        " quinze seize dix-sept dix-huit dix-neuf",
        "tens": "vingt trente quarante cinquante soixante septante huitante nonante",
        "also": "une=1 vingts=20", "hundred": "cent cents", "thousand": "mille", "and": "et",
    },
    "it": {
        "ones": "zero un due tre quattro cinque sei sette otto nove dieci undici dodici tredici"
        " quattordici quindici sedici diciassette diciotto diciannove",
        "tens": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        "also": "uno=1 una=1 ventuno=21 ventotto=28 trentuno=31 trentotto=38 quarantuno=41"
        " quarantotto=48 cinquantuno=51 cinquantotto=58 sessantuno=61 sessantotto=68",
        "hundred": "cento", "thousand": "mille mila", "and": "e", "order": "ten unit", "glue": "",
    },
    "pt": {
        "ones": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze"
        " quinze dezesseis dezessete dezoito dezenove",
        "tens": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "also": "uma=1 duas=2 catorze=14 dezasseis=16 dezassete=17 dezanove=19 cem=100 cento=100"
        " duzentos=200 trezentos=300 quatrocentos=400 quinhentos=500 seiscentos=600 setecentos=700"
        " oitocentos=800 novecentos=900 duzentas=200 trezentas=300 quinhentas=500",
        "thousand": "mil", "and": "e",
    },
    "nl": {
        "ones": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien"
        " vijftien zestien zeventien achttien negentien",
        "tens": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        "hundred": "honderd", "thousand": "duizend", "and": "en", "order": "unit ten",
        "glue": "en",
    },
    "sv": {
        "ones": "noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton"
        " sexton sjutton arton nitton",
        "tens": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
        "also": "ett=1", "hundred": "hundra", "thousand": "tusen", "and": "och",
        "order": "ten unit", "glue": "",
    },
    "da": {
        "ones": "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten"
        " seksten sytten atten nitten",
        "tens": "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems",
        "also": "et=1", "hundred": "hundrede hundred", "thousand": "tusind tusinde", "and": "og",
        "order": "unit ten", "glue": "og",
    },
    "nb": {
        "ones": "null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten"
        " seksten sytten atten nitten",
        "tens": "tjue tretti førti femti seksti sytti åtti nitti",
        "also": "ett=1 et=1 syv=7 tyve=20 tredve=30", "hundred": "hundre", "thousand": "tusen",
        "and": "og", "order": "ten unit", "glue": "",
    },
    "pl": {
        "ones": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście"
        " dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście"
        " dziewiętnaście",
        "tens": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt"
        " osiemdziesiąt dziewięćdziesiąt",
        "also": "jedna=1 dwie=2 sto=100 dwieście=200 trzysta=300 czterysta=400 pięćset=500"
        " sześćset=600 siedemset=700 osiemset=800 dziewięćset=900",
        "thousand": "tysiąc tysiące tysięcy",
    },
    "ru": {
        "ones": "ноль один два три четыре пять шесть семь восемь девять десять одиннадцать"
        " двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать"
        " девятнадцать",
        "tens": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "also": "одна=1 одну=1 две=2 сто=100 двести=200 триста=300 четыреста=400 пятьсот=500"
        " шестьсот=600 семьсот=700 восемьсот=800 девятьсот=900",
        "thousand": "тысяча тысячи тысяч тысячу",
    },
}  # fmt: skip

NEEDS_HOME: Final = """
pound pounds pfund pond ponden pund livre livres libra libras libbra libbre funt funta funty funtów
фунт фунта фунтов won wons real reais reales sol soles rand rands mark marks crown crowns peso
"""
"""Money words that are weights or everyday words, too, to those who do not pay with them."""
