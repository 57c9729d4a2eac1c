"""Dutch words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "e|ste|de"
COMPOUNDS: Final = "avond middag ochtend morgen nacht namiddag voormiddag"

WORDS: Final = """
datep: op
holprep: met, in
dprep: den, dd, d.d.
prep: op, van, sinds, vanaf, per
the: de, het
of: van, der, in
rel 0: vandaag, vndg, vanochtend, vanmorgen, vanmiddag, vanavond, vannacht, hedenochtend, hedenavond
rel 0: van de week vandaag, zonet
rel -1: gisteren, gister, gisteravond, gisterenavond, gisterochtend, gistermorgen, gistermiddag
rel -1: gisternacht, gisterenochtend, gisterenmiddag, gisterenmorgen, gistren
rel -2: eergisteren, eergister, eergisteravond, eergisterenavond
rel -3: eereergisteren
rel 1: morgen, morgenavond, morgenochtend, morgenmiddag
rel 2: overmorgen
pod: ochtend, morgen, middag, namiddag, avond, nacht, voormiddag, 's avonds, 's ochtends, 's middags
pod: 's morgens, 's nachts, in de ochtend, in de avond, in de middag, vroeg, laat
idiom: goede morgen, goeie morgen, goede avond
lead -1: vorige, afgelopen, laatste, verleden, voorbije, vorig, de vorige, de afgelopen
lead -2: voorlaatste, eervorige
lead 0: deze, dit
lead 1: volgende, komende, aanstaande, eerstvolgende, volgend, komend
tail -1: jl, jl., jongstleden, j.l.
tail 1: aanstaande, a.s., eerstkomende
word: zo, do, di
num 1: een, één, 'n
num 2: twee
num 3: drie
num 4: vier
num 5: vijf
num 6: zes
num 7: zeven
num 8: acht
num 9: negen
num 10: tien
num 11: elf
num 12: twaalf
num 14: veertien
num 20: twintig
num 30: dertig
unit day: dag, dagen
unit week: week, weken, wkn
unit month: maand, maanden
unit year: jaar, jaren
unit hour: uur, uren, uurtje
unit minute: minuut, minuten, min
unit1 week: week
unit1 month: maand
unit1 year: jaar
ago_post: geleden, terug, eerder, gelden
fut_pre: over, binnen
fut_post: later, vanaf nu
every: elke, iedere, ieder, elk, alle
edge 1: eerste dag
edge -1: laatste dag
ordw 1: eerste
ordw 2: tweede
ordw 3: derde
ordw 4: vierde
ordw 5: vijfde
ordw 6: zesde
ordw 7: zevende
ordw 8: achtste
ordw 9: negende
ordw 10: tiende
ordw 11: elfde
ordw 12: twaalfde
ordw 20: twintigste
ordw 30: dertigste
meal: lunch, avondeten, ontbijt, diner, koffie, taxi, boodschappen, bioscoop
noun: verdieping, klas, keer, straat, etage, ronde, plaats, verjaardag
hol 12-24: kerstavond
hol 12-25: eerste kerstdag, 1e kerstdag
hol 12-26: tweede kerstdag, 2e kerstdag
hol 12-31: oudejaarsavond, oudjaarsavond, oudejaarsdag
hol 1-1: nieuwjaarsdag
hol 4-27: koningsdag
hol 12-5: pakjesavond, sinterklaasavond
hol e-2: goede vrijdag
hol e0: eerste paasdag, 1e paasdag, paaszondag
hol e1: tweede paasdag, 2e paasdag, paasmaandag
hol e39: hemelvaartsdag
hol e50: tweede pinksterdag, pinkstermaandag
"""
