"""Portuguese words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "º|°|ª|o"

WORDS: Final = """
dprep: dia, no dia, do dia, ao dia
holprep: ao, pelo
prep: em, no, na, de, do, da, desde, nesse, neste dia
the: o, a, os, as
of: de, do, da
rel 0: hoje, hj, hoje mesmo
rel -1: ontem, ontem mesmo
rel -2: anteontem, antes de ontem, antes d'ontem, antontem, ante-ontem, ante ontem
rel -3: trasanteontem, trás-anteontem, tresantontem
rel 1: amanhã
rel 2: depois de amanhã, depois d'amanhã
pod: manhã, tarde, noite, madrugada, de manhã, à tarde, da tarde, à noite, de noite, da noite
pod: da manhã
pod: de madrugada, pela manhã, pela tarde, de tarde, ao meio-dia, pela noite, a noite, a tarde
pod: na hora do almoço
lead -1: passada, passado, última, último, anterior
lead -2: penúltima, penúltimo
lead 0: esta, este, essa, esse, nesta, neste, nessa, nesse, desta, deste
lead 1: próxima, próximo, na próxima, no próximo
tail -1: passada, passado, última, último, anterior, que passou
tail -2: retrasada, retrasado, antepassada
tail 1: próxima, próximo, que vem, seguinte, que entra
wd 0: segunda-feira, segunda feira, 2ª feira, 2ª-feira
wd 1: terça-feira, terça feira, 3ª feira, 3ª-feira
wd 2: quarta-feira, quarta feira, 4ª feira, 4ª-feira
wd 3: quinta-feira, quinta feira, 5ª feira, 5ª-feira
wd 4: sexta-feira, sexta feira, 6ª feira, 6ª-feira
wda 0: segunda
wd 1: terça
wda 2: quarta
wda 3: quinta
wd 4: sexta
wd 5: sábado
wd 6: domingo
drop: ter, sex, qui, dom
word: seg, qua
idiom: segunda mão, segunda via, segunda vez, quarta vez, quinta vez, segunda opção, segunda parte
num 1: um, uma
num 2: dois, duas, um par de
num 3: três
num 4: quatro
num 5: cinco
num 6: seis
num 7: sete
num 8: oito
num 9: nove
num 10: dez
num 11: onze
num 12: doze
num 15: quinze
num 20: vinte
num 30: trinta
unit day: dia, dias
unit week: semana, semanas, sem
unit month: mês, meses
unit year: ano, anos
unit hour: hora, horas
unit minute: minuto, minutos, min
unit1 week: semana
ago_pre: há, faz, há cerca de, há uns, faz uns, a cerca de
ago_post: atrás, antes, passados
fut_pre: daqui a, dentro de, em, daqui
fut_post: depois, mais tarde
every: cada, todo, toda, todos os, todas as, todo o, toda a
edge 1: primeiro dia
edge -1: último dia
ordw 1: primeiro
meal: almoço, jantar, café, lanche, uber, taxi, táxi, mercado
hol 12-24: véspera de natal
hol 12-25: dia de natal
hol 12-31: véspera de ano novo, véspera do ano novo, passagem de ano
hol 1-1: dia de ano novo, ano novo
hol e-2: sexta-feira santa, sexta santa
hol e0: domingo de páscoa
hol e-47: terça-feira de carnaval, terça de carnaval
onhol 12-25: natal
onhol 12-31: réveillon
"""
