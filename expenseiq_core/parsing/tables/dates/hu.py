"""Hungarian words of dates."""

from __future__ import annotations

from typing import Final

DAY_FIRST: Final = False
MONTH_FIRST: Final = True
ORDINAL_SUFFIXES: Final = "-?[áaéeöőüű]n|-?j?[eéaá]n|-?i|-?án|-?én|-?jén"
BARE_ORDINAL: Final = True

WORDS: Final = """
the: a, az
rel 0: ma, mai, az éjjel, ma este, mai nap
rel -1: tegnap, tegnapi, tegnap este, tegnap éjjel
rel -2: tegnapelőtt, tegnapelőtti
rel 1: holnap
rel 2: holnapután
pod: reggel, este, délután, délelőtt, délben, éjjel, éjszaka, hajnalban, esti, délutáni, reggeli
lead -1: múlt, elmúlt, utolsó, legutóbbi, előző, a múlt, az elmúlt
lead 0: ez, ezen, ezen a, ezt, e, ezen az
lead 1: jövő, következő, a jövő, a következő
wd 0: hétfő, hétfőn, hétfői
wd 1: kedd, kedden, keddi
wd 2: szerda, szerdán, szerdai
wd 3: csütörtök, csütörtökön, csütörtöki
wd 4: péntek, pénteken, pénteki
wd 5: szombat, szombaton, szombati
wd 6: vasárnap, vasárnapi
drop: cs, ii, iii, iv, vi, vii, viii, ix, xi, xii, szo, sze
word: vas
num 1: egy
num 2: két, kettő, pár
num 3: három
num 4: négy
num 5: öt
num 6: hat
num 7: hét
num 8: nyolc
num 9: kilenc
num 10: tíz
num 11: tizenegy
num 12: tizenkét, tizenkettő
num 14: tizennégy
num 20: húsz
unit day: nap, nappal, napot
unit week: hét, héttel, héten, heti
unit month: hónap, hónappal, hónapban
unit year: év, évvel, évben
unit hour: óra, órával
unit minute: perc, perccel
unit_ago day: napja
unit_ago week: hete
unit_ago month: hónapja
unit_ago year: éve
unit_ago hour: órája
unit_ago minute: perce
ago_post: ezelőtt, korábban, előtt
fut_post: múlva, később
every: minden
edge 1: első napja
edge -1: utolsó napja
meal: ebéd, vacsora, reggeli, kávé, taxi, mozi
hol 12-24: szenteste, karácsony este
hol 12-31: szilveszter, szilveszterkor
hol 1-1: újév, újév napján
hol e-2: nagypéntek, nagypénteken
hol e0: húsvétvasárnap
hol e1: húsvéthétfő, húsvéthétfőn
idiom: fekete péntek, jó reggelt, jó napot
"""
