"""Polish words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "-?go|-?ego|-?szego|-?tego"
BARE_ORDINAL: Final = True

WORDS: Final = """
dprep: dnia, w dniu, dn., z dnia
prep: w, we, z, ze, od, na, za
rel 0: dzisiaj, dziś, dzisiejszy, dzisiejsza, dzisiejsze, dzisiejszego, dzisiejszej, dzis
rel -1: wczoraj, wczorajszy, wczorajsza, wczorajsze, wczorajszego, wczorajszej
rel -2: przedwczoraj, onegdaj, przedwczorajszy, przedwczorajszego
rel 1: jutro
rel 2: pojutrze
pod: rano, wieczorem, wieczór, po południu, popołudniu, w południe, w nocy, nocy, noc
pod: przed południem
pod: nad ranem, ranek, ranka, wieczora, o poranku, z rana, rankiem, nocą, popołudnie
lead -1: zeszły, zeszłą, zeszłego, zeszłej, zeszłym, zeszła, zeszłe, ubiegły, ubiegłą, ubiegłego
lead -1: ubiegłej
lead -1: ubiegłym, ubiegła, ubiegłe, ostatni, ostatnią, ostatniego, ostatniej, ostatnim, ostatnia
lead -1: poprzedni, poprzednią, poprzedniego, poprzedniej, poprzednim, miniony, minioną, minionego
lead -1: minionej, minionym
lead -1: tamten, tamtą, tamtego, tamtej
lead -2: przedostatni, przedostatnią, przedostatniego, przedostatniej
lead 0: ten, tę, tą, tego, tej, tym, ta, bieżący, bieżącego, bieżącej, bieżącym
lead 1: następny, następną, następnego, następnej, następnym, przyszły, przyszłą, przyszłego
lead 1: przyszłej
lead 1: przyszłym, najbliższy, najbliższą, najbliższego, najbliższej, nadchodzący, nadchodzącą
lead 1: kolejny
wd 0: poniedziałek, poniedziałku, poniedzialek, poniedziałkowy
wd 1: wtorek, wtorku, wtorkowy
wd 2: środa, środę, środy, środą, środzie
wd 3: czwartek, czwartku, czwartkowy
wd 4: piątek, piątku, piątkowy
wd 5: sobota, sobotę, soboty, sobotą, sobocie
wd 6: niedziela, niedzielę, niedzieli, niedzielą
wda 6: ndz
drop: nie, so, pi, wto, sro, mar, sie, lip, maja, maju
month 5: maja, maju
word: pon
num 1: jeden, jedną, jedna, jednego
num 2: dwa, dwie, parę, para
num 3: trzy
num 4: cztery
num 5: pięć
num 6: sześć
num 7: siedem
num 8: osiem
num 9: dziewięć
num 10: dziesięć
num 11: jedenaście
num 12: dwanaście
num 14: czternaście
num 15: piętnaście
num 20: dwadzieścia
num 30: trzydzieści
unit day: dzień, dni, dnia, dniu
unit week: tydzień, tygodnie, tygodni, tygodnia, tygodniu, tyg
unit month: miesiąc, miesiące, miesięcy, miesiąca, miesiącu, mies
unit year: rok, lata, lat, roku
unit hour: godzina, godzinę, godziny, godzin, godz
unit minute: minuta, minutę, minuty, minut, min
unit1 day: dzień
unit1 week: tydzień
unit1 month: miesiąc
unit1 year: rok
unit1 hour: godzinę
ago_post: temu, wcześniej, wstecz
fut_pre: za, w ciągu
fut_post: później, od teraz
every: co, każdy, każdą, każdego, każdej, każde
ypost: r, r., roku, rok
edge 1: pierwszy dzień, pierwszego dnia
edge -1: ostatni dzień, ostatniego dnia
ordw 1: pierwszego, pierwszy
ordw 2: drugiego
ordw 3: trzeciego
ordw 4: czwartego
ordw 5: piątego
ordw 6: szóstego
ordw 7: siódmego
ordw 8: ósmego
ordw 9: dziewiątego
ordw 10: dziesiątego
ordw 11: jedenastego
ordw 12: dwunastego
ordw 13: trzynastego
ordw 14: czternastego
ordw 15: piętnastego
ordw 16: szesnastego
ordw 17: siedemnastego
ordw 18: osiemnastego
ordw 19: dziewiętnastego
ordw 20: dwudziestego
ordw 30: trzydziestego
tens 20: dwudziestego
tens 30: trzydziestego
meal: obiad, kolacja, lunch, śniadanie, kawa, taxi, taksówka, zakupy, kino
hol 12-24: wigilia, wigilię, w wigilię
hol 12-31: sylwestra, w sylwestra
hol 1-1: nowy rok, w nowy rok
hol e-2: wielki piątek
hol e0: niedziela wielkanocna, niedzielę wielkanocną
hol e1: poniedziałek wielkanocny, lany poniedziałek
idiom: czarny piątek, czarnego piątku, dzień dobry
"""
