"""Turkish words of dates."""

from __future__ import annotations

from typing import Final

ORDINAL_SUFFIXES: Final = "(?!)"
APOSTROPHES: Final = False

WORDS: Final = """
rel 0: bugün, bugünkü
rel -1: dün, dünkü
rel -2: evvelsi gün, evvelki gün, önceki gün, evvelsi, geçen günden önce
rel 1: yarın
rel 2: öbür gün, yarından sonra, ertesi gün, yarın değil öbür gün
pod: sabah, sabahı, akşam, akşamı, gece, gecesi, öğlen, öğle, öğleden sonra, sabahleyin, akşamüstü
pod: günü
pod: öğleyin, öğleden önce, akşamleyin
lead -1: geçen, geçtiğimiz, son, önceki
lead -2: evvelki
lead 0: bu
lead 1: gelecek, önümüzdeki, bir sonraki
wd 0: pazartesi
wd 1: salı
wd 2: çarşamba
wd 3: perşembe
wd 4: cuma
wd 5: cumartesi
wda 6: pazar
word: pazar
drop: sal, car, per, cum, paz, ara, kas, ocak, tem, mar, may, haz
month 1: ocak, ocağın
post: da, de, ta, te, inde, ında, unda, ünde, si, günü
dpost: inde, ında, unda, ünde, sinde, sında
num 1: bir
num 2: iki, birkaç yok
num 3: üç
num 4: dört
num 5: beş
num 6: altı
num 7: yedi
num 8: sekiz
num 9: dokuz
num 10: on
num 11: on bir
num 12: on iki
num 15: on beş
num 20: yirmi
num 30: otuz
unit day: gün, günü
unit week: hafta, haftanın, haftaki
unit month: ay, ayın
unit year: yıl, yılın, sene
unit hour: saat
unit minute: dakika, dk
ago_post: önce, evvel, öncesi, öncesinde
fut_post: sonra, içinde
every: her
hol 12-31: yılbaşı gecesi
hol 10-29: cumhuriyet bayramı
hol 1-1: yılbaşı günü
meal: öğle yemeği, yemek, kahve, taksi, market, sinema
"""
