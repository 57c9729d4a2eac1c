"""French words of dates."""

from __future__ import annotations

from typing import Final

ELIDED: Final = "l|d|qu|jusqu|lorsqu"
ORDINAL_SUFFIXES: Final = "er|ère|ere|ème|eme|re|e"

WORDS: Final = """
holprep: à, pour, de
dprep: le, du, au, le jour du, la journée du
prep: de, depuis, dès, en date du, pour le
the: la, les, l'
of: de, du, d', de la, au
rel 0: aujourd'hui, aujourdhui, aujourd hui, auj, ajd, ce jour
rel -1: hier, hier même
rel -2: avant-hier, avant hier, avanthier
rel -3: avant-avant-hier
rel 1: demain
rel 2: après-demain, après demain, apres-demain
pod: matin, soir, soirée, après-midi, aprem, aprèm, nuit, midi, matinée, au soir, au matin
pod: dans la nuit
pod: dans la matinée, dans l'après-midi, dans la soirée, après midi, en soirée, au midi
lead -1: dernier, dernière, précédent
lead 0: ce, cet, cette
lead 1: prochain, prochaine
tail -1: dernier, dernière, passé, passée, derniere, précédent, précédente, d'avant
tail 1: prochain, prochaine, qui vient, suivant, suivante, à venir, d'après
tail -2: d'avant-dernier, avant-dernier
lead -2: avant-dernier, avant-dernière
tail 0: en cours, présent
drop: lu, ma, me, je, ve, sa, di
word: mer, mar, sam
month 4: d'avril
month 8: d'août
month 10: d'octobre
num 1: un, une
num 2: deux, une paire de, un couple de
num 3: trois
num 4: quatre
num 5: cinq
num 6: six
num 7: sept
num 8: huit
num 9: neuf
num 10: dix
num 11: onze
num 12: douze
num 15: quinze
num 20: vingt
num 30: trente
unit day: jour, jours, j
unit week: semaine, semaines, sem
unit month: mois
unit year: an, ans, année, années
unit hour: heure, heures, h
unit minute: minute, minutes, min
ago_pre: il y a, il ya, ya, y a, il y'a, il y a environ, ça fait, cela fait, il y a de cela
ago_post: plus tôt, auparavant, avant, en arrière
fut_pre: dans, d'ici
fut_post: plus tard
every: chaque, tous les, toutes les
edge 1: premier jour, 1er jour
edge -1: dernier jour
ordw 1: premier
ordw 2: deux
meal: déjeuner, dîner, resto, café, courses, taxi, ciné
noun: étage, arrondissement, fois, classe, place, rang, avenue
hol 12-24: veille de noël, réveillon de noël
hol 12-25: jour de noël
hol 12-31: saint-sylvestre, saint sylvestre, la saint-sylvestre, réveillon du nouvel an
hol 1-1: jour de l'an, nouvel an
hol e-2: vendredi saint
hol e0: dimanche de pâques
hol e1: lundi de pâques
hol e50: lundi de pentecôte
hol e39: jeudi de l'ascension
hol e-47: mardi gras
onhol 12-25: noël
"""
