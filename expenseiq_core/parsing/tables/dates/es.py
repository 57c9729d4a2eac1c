"""Spanish words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "º|°|ª|ro|ero"

WORDS: Final = """
holprep: por, para, de
dprep: el, el día, día, del, al, el pasado día, del día
prep: de, desde, en, para el, este mismo
the: la, los, las
of: de, del, de el
rel 0: hoy, hoy mismo, hoy día
rel -1: ayer, anoche, ayer mismo, ayer noche, ayer tarde
rel -2: anteayer, antier, antes de ayer, antes ayer, antayer, antiayer, anteanoche, antenoche
rel -3: trasanteayer, tras anteayer
rel 1: mañana
rel 2: pasado mañana
pod: mañana, tarde, noche, madrugada, mediodía, por la mañana, por la tarde, por la noche
pod: en la mañana
pod: en la tarde, en la noche, a la noche, a la tarde, a mediodía, al mediodía, de la mañana
pod: de la tarde, de la noche, de madrugada, de noche, la mañana, a la mañana, mañanita
idiom: media mañana, cada mañana, una mañana, de la mañana, por la mañana, buena mañana
lead -1: pasado, pasada, último, última, anterior
lead -2: penúltimo, antepasado
lead 0: este, esta, estas, éste, ésta
lead 1: próximo, próxima, siguiente, prox
tail -1: pasado, pasada, último, última, anterior, que pasó, pasao
tail -2: antepasado, antepasada, trasanterior
tail 1: próximo, próxima, que viene, siguiente, entrante, que entra
wd 0: lunez
wd 2: miércoles
wd 5: sábados, sabados, sábado
drop: lu, mi, ju, vi, sa, do
word: mar, dom
num 1: un, una, uno
num 2: dos, un par de, par de
num 3: tres
num 4: cuatro
num 5: cinco
num 6: seis
num 7: siete
num 8: ocho
num 9: nueve
num 10: diez
num 11: once
num 12: doce
num 15: quince
num 20: veinte
num 30: treinta
unit day: día, días
unit week: semana, semanas, sem
unit month: mes, meses
unit year: año, años
unit hour: hora, horas, hs
unit minute: minuto, minutos, min
unit1 week: semana
ago_pre: hace, hace unos, hace como, hace ya, hará, hace unas, hace más o menos, ace
ago_post: atrás, antes, ha
fut_pre: dentro de, en, de aquí a
fut_post: después, más tarde, desde ahora
every: cada, todos los, todas las
edge 1: primer día
edge -1: último día
ordw 1: primero, primer, primero de
ordw 1: uno
meal: comida, cena, almuerzo, desayuno, café, taxi, cine
hol 12-24: nochebuena
hol 12-31: nochevieja, noche vieja, fin de año
hol 12-25: día de navidad
hol 1-1: día de año nuevo, año nuevo
hol 1-6: día de reyes
hol e-2: viernes santo
hol e-3: jueves santo
hol e0: domingo de pascua, domingo de resurrección
hol e1: lunes de pascua
onhol 12-25: navidad
idiom: black friday, viernes negro
"""
