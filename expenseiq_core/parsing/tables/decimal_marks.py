"""Which locales write decimals with a comma, by the CLDR; see `compile_marks`.

A locale that stands in neither list writes as what it belongs to does: `de_AT` as `de`.
"""

from __future__ import annotations

COMMA = """
af agq ar_DZ ar_LB ar_LY ar_MA ar_MR ar_TN ast az bas be bg blo br bs ca cs cv da de dsb dua dyo
el en_AT en_BE en_CZ en_DE en_DK en_ES en_FI en_FR en_HU en_ID en_IT en_NL en_NO en_PL en_PT en_RO
en_SE en_SI en_SK en_ZA eo es et eu ewo ff fi fo fr fy gl hr hsb ht hu hy ia id ie is it jgo jv ka
kab kea kgp kk kkj kl ksf ku ky lb lij lld ln lo lt lu lv mgh mk ms_Arab_BN ms_BN ms_ID mua nb nl
nmg nn nnh no nr pl ps pt qu_BO rn ro ru rw sah sc se seh sg shi sk sl smn sq sr ss su sv sw_CD tg
tk tok tr ts tt tzm uk uz ve vec vi wo yav yrl zgh
"""

POINT = """
az_Arab az_Cyrl de_CH de_LI es_419 es_BR es_BZ es_CU es_DO es_GT es_HN es_MX es_NI es_PA es_PE
es_PR es_SV es_US ff_Adlm it_CH kk_Arab
"""
