"""Romanian words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "(?!)"

WORDS: Final = """
dprep: pe, pe data de, data de, în data de, din data de
prep: de, din, la, în, din ziua de, în ziua de
of: din, de, a, al
rel 0: azi, astăzi, diseară, astă-seară, astăseară, în seara asta
rel -1: ieri, aseară, azi-noapte, azi noapte, noaptea trecută
rel -2: alaltăieri, alaltaieri, alaltăseară
rel -3: răsalaltăieri
rel 1: mâine
rel 2: poimâine
pod: dimineață, dimineața, seara, seară, noaptea, noapte, după-amiază, după-amiaza, după amiază
pod: după masă
pod: la prânz, de dimineață, prânz, după-masă, dupa amiaza
lead -1: ultima, ultimul, trecuta
lead 0: această, acest, aceasta
lead 1: următoarea, următorul, viitoarea
tail -1: trecut, trecută, trecuta, trecute, anterioară
tail 0: aceasta, asta, acesta, această, ăsta
tail 1: viitor, viitoare, următoare, următor, care vine
wd 0: lunea, luni
wd 1: marțea, marți
wd 2: miercurea
wd 3: joi, joia
wd 4: vinerea
wd 5: sâmbăta, simbata
wd 6: duminica
drop: mi, sam, vin
word: lun, mar
num 1: un, o, una, unu
num 2: doi, două, o pereche de
num 3: trei
num 4: patru
num 5: cinci
num 6: șase
num 7: șapte
num 8: opt
num 9: nouă
num 10: zece
num 12: doisprezece, douăsprezece
num 14: paisprezece
num 20: douăzeci, douăzeci de
unit day: zi, zile, ziua, zilei
unit week: săptămână, săptămâni, săptămâna, săptămânii
unit month: lună, luni, luna, lunii
unit year: an, ani, anul, anului
unit hour: oră, ore, ora
unit minute: minut, minute, min
ago_pre: acum, cu, acum vreo
ago_post: în urmă, înainte, mai devreme
fut_pre: peste, în
fut_post: mai târziu
every: fiecare, în fiecare
edge 1: prima zi
edge -1: ultima zi
ordw 1: întâi, întâi de, prima
meal: prânz, cină, mic dejun, cafea, taxi, cumpărături
hol 12-24: ajunul crăciunului, ajun de crăciun
hol 12-31: ajunul anului nou
hol 12-25: ziua de crăciun
onhol 12-31: revelion
onhol 12-25: crăciun
idiom: bună ziua, bună seara, black friday
"""
