"""Finnish words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "(?!)"
COMPOUNDS: Final = "-iltana aamuna -aamuna iltana iltapäivänä -iltapäivänä yönä -yönä"

WORDS: Final = """
rel 0: tänään, tänäpänä, tänä päivänä, tanaan, tänäiltana, äsken
rel -1: eilen, eilinen, eilisen, eilistä, eilisiltana, eilisiltä
rel -2: toissapäivänä, toissa päivänä, toissapäiväinen, toissapäiväisen, toissailtana
rel 1: huomenna, huomen, huom
rel 2: ylihuomenna
pod: aamulla, aamuna, illalla, iltana, yöllä, yönä, päivällä, iltapäivällä, aamupäivällä, aamuyöllä
pod: keskipäivällä, keskiyöllä, iltapäivänä, aamupäivänä, lounaalla, alkuillasta
lead -1: viime, edellisenä, edellisen, menneenä, kuluneen, edellinen
lead -2: toissa
lead 0: tänä, tällä, tämän, kuluvan, tässä
lead 1: ensi, tulevana, seuraavana, tulevan, seuraavan
wd 0: maanantaita, maanantain, maanantainen
wd 1: tiistaita, tiistain
wd 2: keskiviikkoa, keskiviikon
wd 3: torstaita, torstain
wd 4: perjantaita, perjantain
wd 5: lauantaita, lauantain
wd 6: sunnuntaita, sunnuntain
drop: joulu, kesa, heina, elo, loka, syys, touko
word: to, su
monthg 1: tammikuun
month 1: tammikuuta, tammikuu, tammikuussa
monthg 2: helmikuun
month 2: helmikuuta, helmikuu, helmikuussa
monthg 3: maaliskuun
month 3: maaliskuuta, maaliskuu, maaliskuussa
monthg 4: huhtikuun
month 4: huhtikuuta, huhtikuu, huhtikuussa
monthg 5: toukokuun
month 5: toukokuuta, toukokuu, toukokuussa
monthg 6: kesäkuun
month 6: kesäkuuta, kesäkuu, kesäkuussa
monthg 7: heinäkuun
month 7: heinäkuuta, heinäkuu, heinäkuussa
monthg 8: elokuun
month 8: elokuuta, elokuu, elokuussa
monthg 9: syyskuun
month 9: syyskuuta, syyskuu, syyskuussa
monthg 10: lokakuun
month 10: lokakuuta, lokakuu, lokakuussa
monthg 11: marraskuun
month 11: marraskuuta, marraskuu, marraskuussa
monthg 12: joulukuun
month 12: joulukuuta, joulukuu, joulukuussa
num 1: yksi, yhden
num 2: kaksi, kahden, pari, parin
num 3: kolme, kolmen
num 4: neljä, neljän
num 5: viisi, viiden
num 6: kuusi, kuuden
num 7: seitsemän
num 8: kahdeksan
num 9: yhdeksän
num 10: kymmenen
num 11: yksitoista
num 12: kaksitoista
num 14: neljätoista
num 20: kaksikymmentä
num 30: kolmekymmentä
unit day: päivä, päivää, päivän, pv, pvä, pvää, vuorokausi, vuorokautta
unit week: viikko, viikkoa, viikon, viikolla, vk, vko
unit month: kuukausi, kuukautta, kuukauden, kk, kuun, kuussa
unit year: vuosi, vuotta, vuoden, vuonna
unit hour: tunti, tuntia, tunnin, h
unit minute: minuutti, minuuttia, minuutin, min
unit1 day: päivä
unit1 week: viikko
unit1 month: kuukausi
unit1 year: vuosi
unit1 hour: tunti
ago_post: sitten, aiemmin, aikaisemmin, takaperin
fut_post: päästä, kuluttua
every: joka, jokainen, joka toinen
dday: päivä, päivänä, päivän, pnä
dpost: päivänä, pnä
edge 1: ensimmäinen päivä, ensimmäisenä päivänä
edge -1: viimeinen päivä, viimeisenä päivänä
ordw 1: ensimmäinen, ensimmäisenä
ordw 2: toinen, toisena
ordw 3: kolmas, kolmantena
ordw 4: neljäs, neljäntenä
ordw 5: viides, viidentenä
ordw 6: kuudes, kuudentena
ordw 7: seitsemäs
ordw 8: kahdeksas
ordw 9: yhdeksäs
ordw 10: kymmenes
meal: lounas, illallinen, aamiainen, kahvi, taksi, ruoka, päivällinen
hol 12-24: jouluaatto, jouluaattona
hol 12-25: joulupäivä, joulupäivänä
hol 12-26: tapaninpäivä, tapaninpäivänä
hol 12-31: uudenvuodenaatto, uudenvuodenaattona, uudenvuoden aattona
hol 1-1: uudenvuodenpäivä, uudenvuodenpäivänä
hol 1-6: loppiainen, loppiaisena
hol 4-30: vappuaatto, vappuaattona
hol 5-1: vappuna
hol 12-6: itsenäisyyspäivä, itsenäisyyspäivänä
hol e-2: pitkäperjantai, pitkäperjantaina
hol e0: pääsiäissunnuntai, pääsiäissunnuntaina
hol e1: pääsiäismaanantai, pääsiäismaanantaina
"""
