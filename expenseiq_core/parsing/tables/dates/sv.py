"""Swedish words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = ":e|:a|e|a"
COMPOUNDS: Final = (
    "kväll skväll kvällen morgon smorgon seftermiddag eftermiddag snatt natt sförmiddag"
)

WORDS: Final = """
dprep: den, d., dagen den
prep: på, i, från, nu i, redan i
the: det, den
of: i, av, denna, på
rel 0: idag, i dag, dag i dag, i morse, imorse, i kväll, ikväll, i natt, inatt, i eftermiddag
rel 0: i eftermiddags
rel 0: i förmiddags, i förmiddag, i afton, nyss, nu i kväll, dagens
rel -1: igår, i går, gårdagen, gårdagens, i går kväll, igår kväll, i går kväll, igårkväll
rel -2: i förrgår, iförrgår, förrgår, i förrgår kväll
rel 1: imorgon, i morgon, imorrn, imorron, i morron
rel 2: i övermorgon, iövermorgon, övermorgon
pod: morgon, morse, förmiddag, eftermiddag, kväll, natt, på morgonen, på kvällen, på eftermiddagen
pod: på natten
pod: på förmiddagen, vid lunch, vid lunchtid, kvällen, morgonen, eftermiddagen, natten
lead -1: förra, föregående, senaste, sista, i förra, nu senast
lead -2: näst sista, förrförra
lead 0: denna, den här, detta, den
lead 1: nästa, kommande, i nästa
tail -1: sist, senast, i förra
wd 0: måndags, måndagen
wd 1: tisdags, tisdagen
wd 2: onsdags, onsdagen
wd 3: torsdags, torsdagen
wd 4: fredags, fredagen
wd 5: lördags, lördagen
wd 6: söndags, söndagen
word: man, son, ons
drop: mand, tisd, onsd
num 1: en, ett
num 2: två, ett par
num 3: tre
num 4: fyra
num 5: fem
num 6: sex
num 7: sju
num 8: åtta
num 9: nio
num 10: tio
num 11: elva
num 12: tolv
num 14: fjorton
num 20: tjugo
num 30: trettio
unit day: dag, dagar, dygn, dagars
unit week: vecka, veckor, veckan, veckas, veckans, v
unit month: månad, månader, månaden, mån
unit year: år, året
unit hour: timme, timmar, timma, tim
unit minute: minut, minuter, min
period year:-1: i fjol, ifjol
ago_open: för, för ungefär, för ca, för cirka, för typ
ago_post: sedan, sen, tidigare, dessförinnan
fut_pre: om
fut_post: senare, från nu
every: varje, varannan, alla
edge 1: första dagen
edge -1: sista dagen
ordw 1: första
ordw 2: andra
ordw 3: tredje
ordw 4: fjärde
ordw 5: femte
ordw 6: sjätte
ordw 7: sjunde
ordw 8: åttonde
ordw 9: nionde
ordw 10: tionde
ordw 11: elfte
ordw 12: tolfte
ordw 13: trettonde
ordw 14: fjortonde
ordw 15: femtonde
ordw 20: tjugonde
ordw 21: tjugoförsta
ordw 24: tjugofjärde
ordw 30: trettionde
ordw 31: trettioförsta
meal: lunch, middag, frukost, fika, kaffe, taxi, mat, bio
noun: våningen, gången, plats, klass
hol 12-24: julafton, julaftonen
hol 12-25: juldagen
hol 12-26: annandag jul, annandagen
hol 12-31: nyårsafton, nyårsaftonen
hol 1-1: nyårsdagen
hol 6-6: nationaldagen
hol 4-30: valborgsmässoafton, valborg
hol e-2: långfredagen, långfredag
hol e-1: påskafton
hol e0: påskdagen
hol e1: annandag påsk
"""
