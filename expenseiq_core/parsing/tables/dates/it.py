"""Italian words of dates."""

from __future__ import annotations

from typing import Final

ELIDED: Final = "l|d|un|dell|all|dall|nell|sull|quest|quell"
ORDINAL_SUFFIXES: Final = "º|°|ª|mo"

WORDS: Final = """
holprep: a, per
dprep: il, il giorno, giorno, del, dal, del giorno, in data, lo
prep: di, da, nel, nella, l', dell', all', il l'
the: la, lo, gli, le
of: di, del, della, dello, dell', dal
rel 0: oggi, stamattina, stamane, stamani, stasera, stanotte, oggi stesso, questoggi
rel -1: ieri, iersera, ierisera, ieri stesso
rel -2: l'altro ieri, altro ieri, altroieri, l'altroieri, avantieri, avant'ieri, ieri l'altro
rel -2: laltro ieri
rel -2: l' altro ieri
rel 1: domani, domattina
rel 2: dopodomani, dopo domani
pod: mattina, mattino, sera, pomeriggio, notte, serata, di mattina, di sera, di notte
pod: nel pomeriggio
pod: in mattinata, in serata, mattinata, a mezzogiorno, la sera, la mattina, il pomeriggio
pod: al mattino
lead -1: scorso, scorsa, lo scorso, la scorsa, ultimo, ultima, l'ultimo, l'ultima, passato, passata
lead -2: penultimo
lead 0: questo, questa, quest'
lead 1: prossimo, prossima, il prossimo
tail -1: scorso, scorsa, passato, passata, ultimo, ultima, precedente
tail 1: prossimo, prossima, che viene, seguente, successivo
wd 0: lunedi
wd 4: venerdi
word: mar, dom
num 1: un, uno, una, un'
num 2: due, un paio di, paio di
num 3: tre
num 4: quattro
num 5: cinque
num 6: sei
num 7: sette
num 8: otto
num 9: nove
num 10: dieci
num 11: undici
num 12: dodici
num 15: quindici
num 20: venti
num 30: trenta
unit day: giorno, giorni, gg, dì
unit week: settimana, settimane, sett
unit month: mese, mesi
unit year: anno, anni
unit hour: ora, ore, un'ora
unit minute: minuto, minuti, min
unit1 week: settimana
unit1 hour: un'ora
ago_pre: circa
ago_post: fa, addietro, or sono, prima, indietro
fut_pre: tra, fra, in
fut_post: dopo, più tardi, da oggi
every: ogni, tutti i, tutte le
edge 1: primo giorno
edge -1: ultimo giorno, l'ultimo giorno
ordw 1: primo, l'uno
meal: pranzo, cena, colazione, caffè, taxi, spesa, cinema
hol 12-24: vigilia di natale, la vigilia di natale
hol 12-25: giorno di natale
hol 12-26: santo stefano
hol 12-31: san silvestro, vigilia di capodanno
hol 8-15: ferragosto
hol e-2: venerdì santo
hol e0: domenica di pasqua
hol e1: pasquetta, lunedì di pasqua, lunedì dell'angelo
onhol 1-1: capodanno
onhol 12-25: natale
"""
