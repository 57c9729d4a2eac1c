"""Danish words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "(?!)"
COMPOUNDS: Final = "aften morgen eftermiddag formiddag nat"

WORDS: Final = """
dprep: den, d., d, dato
prep: på, i, fra, om, nu i
the: det, den
of: i, af, på
rel 0: i dag, idag, i aften, iaften, i morges, imorges, i nat, inat, i eftermiddag, i eftermiddags
rel 0: i formiddags, i formiddag, dags dato, dagens
rel -1: i går, igår, i aftes, iaftes, gårsdagens, gårsdagen
rel -2: i forgårs, iforgårs, forgårs, i forgaars
rel 1: i morgen, imorgen
rel 2: i overmorgen, iovermorgen, overmorgen
pod: eftermiddags, formiddags, morgen, morges, formiddag, eftermiddag, aften, aftes, nat, om aftenen
pod: om morgenen, om natten
pod: om eftermiddagen, om formiddagen, middag, ved middagstid
lead -1: sidste, forrige, seneste, i sidste, foregående
lead -2: næstsidste, forrigste
lead 0: denne, dette, her
lead 1: næste, kommende, førstkommende, i næste
tail -1: sidst
wd 0: mandags, mandagen
wd 1: tirsdags, tirsdagen
wd 2: onsdags, onsdagen
wd 3: torsdags, torsdagen
wd 4: fredags, fredagen
wd 5: lørdags, lørdagen
wd 6: søndags, søndagen
word: man, son, tor, ons
num 1: en, et, én, ét
num 2: to, et par
num 3: tre
num 4: fire
num 5: fem
num 6: seks
num 7: syv
num 8: otte
num 9: ni
num 10: ti
num 11: elleve
num 12: tolv
num 14: fjorten
num 20: tyve
num 30: tredive
unit day: dag, dage, døgn
unit week: uge, uger, ugen, uges
unit month: måned, måneder, måneden, md
unit year: år, året
unit hour: time, timer
unit minute: minut, minutter, min
ago_open: for, for cirka, for ca, for ca.
ago_post: siden, tidligere, forinden
fut_pre: om
fut_post: senere, fra nu
every: hver, hvert, alle
edge 1: første dag
edge -1: sidste dag
ordw 1: første
ordw 2: anden, andet
ordw 3: tredje
ordw 4: fjerde
ordw 5: femte
ordw 6: sjette
ordw 7: syvende
ordw 8: ottende
ordw 9: niende
ordw 10: tiende
ordw 11: ellevte
ordw 12: tolvte
ordw 20: tyvende
ordw 24: fireogtyvende
ordw 30: tredivte
meal: frokost, aftensmad, morgenmad, kaffe, taxa, taxi, indkøb, bio
noun: sal, gang, klasse, plads
hol 12-24: juleaften, juleaftensdag
hol 12-25: første juledag, 1. juledag, juledag
hol 12-26: anden juledag, 2. juledag
hol 12-31: nytårsaften, nytårsaftensdag
hol 1-1: nytårsdag
hol 6-5: grundlovsdag
hol e-3: skærtorsdag
hol e-2: langfredag
hol e0: påskedag
hol e1: anden påskedag, 2. påskedag
"""
