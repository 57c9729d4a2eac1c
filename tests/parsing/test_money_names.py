"""What currencies are called in full, and what only looks like it."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "who", "currency", "words"),
    [
        ("lunch 12 Kuwaiti dinars", "", "KWD", "lunch"),
        ("lunch 12 South Korean won", "", "KRW", "lunch"),
        ("lunch 12 Bangladeshi taka", "de_DE EUR", "BDT", "lunch"),
        ("Indian rupees 250 lunch", "", "INR", "lunch"),
        ("tax US dollars 250", "", "USD", "tax"),
        ("repas 12 dinars koweïtiens", "fr_FR EUR", "KWD", "repas"),
        ("repas 12,50 $ US", "fr_CA CAD", "USD", "repas"),
        ("repas 12,50 $ AU", "fr_CA CAD", "AUD", "repas"),
        ("repas 12,50 $", "fr_CA CAD", "CAD", "repas"),
        ("repas 12 $ Us", "fr_CA CAD", "CAD", "repas Us"),
        ("coroas checas 50 almoço", "pt_PT EUR", "CZK", "almoço"),
        ("benzină 300 de lei", "ro_RO RON", "RON", "benzină"),
        ("masă 300 de", "ro_RO RON", None, "masă de"),
        ("pizza 30 de la dominos", "ro_RO RON", None, "pizza de la dominos"),
        ("pietūs 20 eurų", "lt_LT GBP", "EUR", "pietūs"),
        ("sinar 2 iens", "ca_ES EUR", "JPY", "sinar"),
        ("昼食 元12", "ja_JP JPY", "CNY", "昼食"),
        ("昼食 元 12", "ja_JP JPY", None, "昼食 元"),
        ("20 dolyar lunch", "fil_PH PHP", "USD", "lunch"),
        ("mat 20 Nkr", "sv_SE SEK", "NOK", "mat"),
        # Words of everyday speech are no money, nor is money far from its amount.
        ("pound cake 6", "", None, "pound cake"),
        ("real madrid tickets 50", "", None, "real madrid tickets"),
        ("won lottery 20", "", None, "won lottery"),
        ("lottery won 20", "", None, "lottery won"),
        ("indian rupees restaurant 20", "", None, "indian rupees restaurant"),
        ("20 crown street", "", None, "crown street"),
        ("20 take away", "", None, "take away"),
        ("mark 20", "", None, "mark"),
        ("taxi 20 um 9", "de_DE EUR", None, "taxi um 9"),
        ("us dollars book for 20", "", None, "us dollars book"),
    ],
)
def test_full_name_beside_the_amount_is_its_currency(said, text, who, currency, words):
    reading = said(text, who)
    assert (reading.currency, reading.description) == (currency, words)


def test_ambiguous_name_is_the_speakers_own_or_their_lands(said):
    assert said("maistas 20 dolerių", "lt_LT CAD").currency == "CAD"
    assert said("maistas 20 dolerių", "lt_LT EUR").currency == "USD"
    assert said("mat 20 kruna", "hr_SE EUR").currency == "SEK"
    assert said("pranzo 20 kronos", "lt EUR").currency == "SEK"
