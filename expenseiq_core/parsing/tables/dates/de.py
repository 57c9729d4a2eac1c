"""German words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "ten|te|ter"
COMPOUNDS: Final = "abend abends morgen morgens nachmittag vormittag mittag nacht früh"

WORDS: Final = """
holprep: zu, über
dprep: am, vom, den, zum
prep: an, von, ab, seit
the: der, dem, die, das
of: des, im, in
rel 0: heute, heut, heutigen, jetzt gerade
rel -1: gestern, gestrigen, gestern noch
rel -2: vorgestern, vorgestrigen
rel -3: vorvorgestern
rel 1: morgen
rel 2: übermorgen, uebermorgen
pod: früh, frueh, morgen, vormittag, mittag, nachmittag, abend, nacht, morgens, vormittags, mittags
pod: nachmittags, abends, nachts, in der früh, in der nacht, am abend, am nachmittag, am vormittag
pod: zu mittag, am morgen, am mittag, am frühen morgen, am späten abend, abens
idiom: guten morgen, guten abend, schönen abend, jeden morgen, jeden abend, am morgen
lead -1: letzten, letzter, letzte, letztes, letztem, letzen, vergangenen, vergangene, vergangener
lead -1: vergangenes, vergangenem, vorigen, vorige, voriger, voriges, vorigem, verg, verwichenen
lead -2: vorletzten, vorletzte, vorletzter, vorletztes, vorletztem
lead 0: diesen, diese, dieser, dieses, diesem
lead 1: nächsten, nächste, nächster, nächstes, nächstem, naechsten, naechste, naechster, kommenden
lead 1: kommende, kommender, kommendes, folgenden
lead 2: übernächsten, übernächste, übernächster, übernächstes
wd 5: sonnabend
wd 2: mittwochs
drop: mon, die, mit, don, fre, sam, son
word: so
month 3: maerz
month 1: jaenner, januars
month 10: oktobers
month 11: novembers
month 12: dezembers
month 9: septembers
month 2: februars
month 4: aprils
month 7: julis
month 6: junis
num 1: ein, eine, einem, einer, einen, eins, 'ner
num 2: zwei, zwo
num 3: drei
num 4: vier
num 5: fünf, fuenf
num 6: sechs
num 7: sieben
num 8: acht
num 9: neun
num 10: zehn
num 11: elf
num 12: zwölf, zwoelf
num 14: vierzehn
num 20: zwanzig
num 30: dreißig, dreissig
unit day: tag, tage, tagen, tages
unit week: woche, wochen, wo
unit month: monat, monate, monaten, monats
unit year: jahr, jahre, jahren, jahres
unit hour: stunde, stunden, std
unit minute: minute, minuten, min
ago_pre: vor, vor etwa, vor ca, vor ca., vor ungefähr, vor rund, vor circa
ago_post: her, zuvor, vorher, früher, zurück
fut_pre: in, binnen
fut_post: später, ab heute
every: jeden, jede, jedes, jedem, jeder, alle
edge 1: ersten tag, erster tag, 1. tag
edge -1: letzten tag, letzter tag, letzte tag
ordw 1: ersten, erster, erste
ordw 2: zweiten, zweiter
ordw 3: dritten, dritter
ordw 4: vierten, vierter
ordw 5: fünften, fünfter
ordw 6: sechsten, sechster
ordw 7: siebten, siebenten, siebter
ordw 8: achten, achter
ordw 9: neunten, neunter
ordw 10: zehnten, zehnter
ordw 11: elften
ordw 12: zwölften
ordw 13: dreizehnten
ordw 14: vierzehnten
ordw 15: fünfzehnten
ordw 20: zwanzigsten
ordw 24: vierundzwanzigsten
ordw 30: dreißigsten
ordw 31: einunddreißigsten
clock: uhr
meal: mittagessen, abendessen, frühstück, kaffee, taxi, einkauf, pizza, kino
noun: mal, stock, klasse, etage, rang, platz, hand, geburtstag
hol 12-24: heiligabend, heiliger abend, heiligen abend
hol 12-25: erster weihnachtstag, ersten weihnachtstag, 1. weihnachtstag, weihnachtstag
hol 12-26: zweiter weihnachtstag, zweiten weihnachtstag, 2. weihnachtstag
hol 12-31: silvesterabend
hol 1-1: neujahrstag
hol e-2: karfreitag
hol e0: ostersonntag
hol e1: ostermontag
hol e49: pfingstsonntag
hol e50: pfingstmontag
hol e39: christi himmelfahrt
hol e-48: rosenmontag
hol 10-3: tag der deutschen einheit
onhol 12-31: silvester
onhol 1-1: neujahr
"""
