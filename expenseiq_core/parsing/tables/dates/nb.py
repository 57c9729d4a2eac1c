"""Norwegian words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "(?!)"
COMPOUNDS: Final = (
    "kveld skveld smorgen morgen settermiddag ettermiddag snatt natt formiddag sformiddag"
)

WORDS: Final = """
dprep: den, d.
prep: på, i, fra, nå i
the: det, den
of: i, av, på
rel 0: i dag, idag, i kveld, ikveld, i natt, i morges, imorges, i ettermiddag, i formiddag
rel 0: i dag tidlig, dagens
rel -1: i går, igår, gårsdagens, i går kveld, gårsdagen
rel -2: i forgårs, i forigårs, iforgårs, forgårs, i forgars
rel 1: i morgen, imorgen, i morra, i morgo
rel 2: i overmorgen, iovermorgen, overimorgen, overmorgen
pod: morgen, formiddag, ettermiddag, kveld, natt, morges, om morgenen, om kvelden, om natten, tidlig
pod: om ettermiddagen, om formiddagen, på kvelden, på morgenen, på ettermiddagen, kvelden
lead -1: forrige, sist, siste, sistnevnte, i forrige, foregående, nå sist
lead -2: nest siste
lead 0: denne, dette
lead 1: neste, kommende, førstkommende, i neste
tail -1: sist
wd 0: mandags, mandagen
wd 1: tirsdags, tirsdagen
wd 2: onsdags, onsdagen
wd 3: torsdags, torsdagen
wd 4: fredags, fredagen
wd 5: lørdags, lørdagen
wd 6: søndags, søndagen
word: man, son, tor, ons
num 1: en, én, et, ett, ei
num 2: to, et par
num 3: tre
num 4: fire
num 5: fem
num 6: seks
num 7: sju, syv
num 8: åtte
num 9: ni
num 10: ti
num 11: elleve
num 12: tolv
num 14: fjorten
num 20: tjue
num 30: tretti
unit day: dag, dager, døgn
unit week: uke, uker, uken, uka, ukes
unit month: måned, måneder, måneden, mnd
unit year: år, året
unit hour: time, timer
unit minute: minutt, minutter, min
period year:-1: i fjor, ifjor
ago_open: for, for cirka, for ca, for ca.
ago_post: siden, tidligere
fut_pre: om
fut_post: senere, fra nå
every: hver, hvert, alle
edge 1: første dag, første dagen
edge -1: siste dag, siste dagen
ordw 1: første
ordw 2: andre, annen
ordw 3: tredje
ordw 4: fjerde
ordw 5: femte
ordw 6: sjette
ordw 7: sjuende, syvende
ordw 8: åttende
ordw 9: niende
ordw 10: tiende
ordw 11: ellevte
ordw 12: tolvte
ordw 17: syttende
ordw 20: tjuende
ordw 30: trettiende
meal: lunsj, middag, frokost, kaffe, taxi, mat, kino
noun: etasje, gang, klasse, plass
hol 12-24: julaften, juleaften
hol 12-25: første juledag, 1. juledag
hol 12-26: andre juledag, 2. juledag
hol 12-31: nyttårsaften
hol 1-1: nyttårsdag, første nyttårsdag, 1. nyttårsdag
hol 5-17: grunnlovsdagen
hol e-3: skjærtorsdag
hol e-2: langfredag
hol e0: første påskedag, 1. påskedag
hol e1: andre påskedag, 2. påskedag
"""
