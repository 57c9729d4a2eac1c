"""Czech words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "(?!)"

WORDS: Final = """
dprep: dne, ke dni
prep: v, ve, z, ze, od, na, o
rel 0: dnes, dneska, dnešní, dnešního
rel -1: včera, včerejší, včerejšího, včírem
rel -2: předevčírem, předvčírem, předevčerem, předvčerejškem
rel 1: zítra
rel 2: pozítří
pod: ráno, dopoledne, odpoledne, večer, v noci, v poledne, noci, noc, k večeru, brzy ráno
pod: v podvečer
lead -1: minulý, minulou, minulé, minulého, minulém, minulá, poslední, posledního, předchozí
lead -1: předchozího
lead -1: uplynulý, uplynulou, uplynulého
lead -2: předminulý, předminulou, předminulé, předminulého, předposlední
lead 0: tento, tuto, toto, tohoto, této, tomto, tenhle, tuhle, tohle, tuto
lead 1: příští, další, nadcházející, příštího, následující
wd 0: pondělí, pondělek, pondělka
wd 1: úterý, úterka, úterek
wd 2: středa, středu, středy, středě, středou
wd 3: čtvrtek, čtvrtku, čtvrtka
wd 4: pátek, pátku, pátkem
wd 5: sobota, sobotu, soboty, sobotou
wd 6: neděle, neděli, nedělí
drop: ne, po, str, pat, pro, led, dub, bre, ute, ned, lis, pon, zar
word: so, st, pa
num 1: jeden, jedním, jednou, jedna, jednu
num 2: dva, dvě, dvěma
num 3: tři, třemi
num 4: čtyři, čtyřmi
num 5: pět, pěti
num 6: šest, šesti
num 7: sedm, sedmi
num 8: osm, osmi
num 9: devět, devíti
num 10: deset, deseti
num 11: jedenáct, jedenácti
num 12: dvanáct, dvanácti
num 14: čtrnáct, čtrnácti
num 20: dvacet, dvaceti
num 30: třicet, třiceti
unit day: den, dny, dní, dni, dnem, dnů, dne
unit week: týden, týdny, týdnů, týdnem, týdne, týdnu
unit month: měsíc, měsíce, měsíců, měsícem, měsíci
unit year: rok, roky, let, lety, rokem, roce, roku
unit hour: hodina, hodinu, hodin, hodinami, hodinou, hodiny, hod
unit minute: minuta, minutu, minut, minutami, minutou, min
unit1 week: týdnem
unit1 month: měsícem
unit1 year: rokem
unit1 hour: hodinou
unit1 day: dnem
period year:-1: loni, vloni
ago_pre: před, před asi, asi před
ago_post: zpátky, zpět, nazpět, dozadu
fut_pre: za
fut_post: později
every: každý, každou, každé, každého
edge 1: první den, prvního dne
edge -1: poslední den, posledního dne
ordw 1: prvního, první
ordw 2: druhého
ordw 3: třetího
ordw 4: čtvrtého
ordw 5: pátého
ordw 6: šestého
ordw 7: sedmého
ordw 8: osmého
ordw 9: devátého
ordw 10: desátého
ordw 11: jedenáctého
ordw 12: dvanáctého
ordw 13: třináctého
ordw 14: čtrnáctého
ordw 15: patnáctého
ordw 20: dvacátého
ordw 30: třicátého
tens 20: dvacátého
tens 30: třicátého
meal: oběd, večeře, snídaně, káva, taxi, nákup, kino
hol 12-24: štědrý den, na štědrý den, štědrý večer
hol 12-31: silvestra, na silvestra
hol 1-1: nový rok, na nový rok
hol e-2: velký pátek
hol e0: velikonoční neděle, velikonoční neděli
hol e1: velikonoční pondělí
idiom: černý pátek, dobrý den, dobrý večer
"""
