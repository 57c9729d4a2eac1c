"""Amounts in words, beside a currency only."""

from __future__ import annotations

from decimal import Decimal

import pytest


@pytest.mark.parametrize(
    ("text", "who", "amount", "currency", "words"),
    [
        ("ten dollars parking", "", 10, "USD", "parking"),
        ("twenty-five euros lunch", "", 25, "EUR", "lunch"),
        ("lunch twenty five euros", "", 25, "EUR", "lunch"),
        ("two hundred bucks for shoes", "", 200, "USD", "shoes"),
        ("rent one thousand two hundred and fifty dollars", "", 1250, "USD", "rent"),
        ("thousand euros rent", "", 1000, "EUR", "rent"),
        ("fifty cents gum", "en_US USD", "0.5", None, "gum"),
        ("five pounds tea", "en_GB GBP", 5, "GBP", "tea"),
        ("coffee three €", "", 3, "EUR", "coffee"),
        ("zehn Euro Kaffee", "de_DE EUR", 10, "EUR", "Kaffee"),
        ("fünfundzwanzig Euro Kino", "de_DE EUR", 25, "EUR", "Kino"),
        ("Miete achthundertfünfzig Euro", "de_DE EUR", 850, "EUR", "Miete"),
        ("Auto zweitausendhundert Euro", "de_DE EUR", 2100, "EUR", "Auto"),
        ("einen Euro Trinkgeld", "de_DE EUR", 1, "EUR", "Trinkgeld"),
        ("diez pesos chicles", "es_MX MXN", 10, "MXN", "chicles"),
        ("cena treinta y cinco euros", "es_ES EUR", 35, "EUR", "cena"),
        ("alquiler dos mil quinientos pesos", "es_MX MXN", 2500, "MXN", "alquiler"),
        ("dix euros boulangerie", "fr_FR EUR", 10, "EUR", "boulangerie"),
        ("vingt-et-un euros resto", "fr_FR EUR", 21, "EUR", "resto"),
        ("resto quatre-vingt-dix-sept euros", "fr_FR EUR", 97, "EUR", "resto"),
        ("resto soixante-quinze euros", "fr_FR EUR", 75, "EUR", "resto"),
        ("deux cents euros train", "fr_FR EUR", 200, "EUR", "train"),
        ("spesa venticinque euro", "it_IT EUR", 25, "EUR", "spesa"),
        ("affitto duemilacinquecento euro", "it_IT EUR", 2500, "EUR", "affitto"),
        ("dez reais pão", "pt_BR BRL", 10, "BRL", "pão"),
        ("almoço trinta e dois reais", "pt_BR BRL", 32, "BRL", "almoço"),
        ("lunch vijfentwintig euro", "nl_NL EUR", 25, "EUR", "lunch"),
        ("lunch honderdtwintig euro", "nl_NL EUR", 120, "EUR", "lunch"),
        ("сто рублей кофе", "ru_RU RUB", 100, "RUB", "кофе"),
        ("такси триста пятьдесят рублей", "ru_RU RUB", 350, "RUB", "такси"),
        ("fika tjugofem kronor", "sv_SE SEK", 25, "SEK", "fika"),
        ("frokost femoghalvtreds kroner", "da_DK DKK", 55, "DKK", "frokost"),
        ("lunsj tjuefem kroner", "no_NO NOK", 25, "NOK", "lunsj"),
        ("kawa dwadzieścia pięć złotych", "pl_PL PLN", 25, "PLN", "kawa"),
        ("kawa dwadziescia zlotych", "pl_PL PLN", 20, "PLN", "kawa"),
        ("lunch ten euros", "fi_FI EUR", 10, "EUR", "lunch"),
        ("Kaffee zwei Euro fünfzig", "de_DE EUR", "2.5", "EUR", "Kaffee"),
        ("Kaffee zwei Euro fünfzig Cent", "de_DE EUR", "2.5", "EUR", "Kaffee"),
        ("ten euros #lunch", "", 10, "EUR", None),
    ],
)
def test_number_word_before_a_currency_is_the_amount(said, text, who, amount, currency, words):
    reading = said(text, who)
    assert reading.amount == Decimal(amount)
    assert reading.currency in {currency, None}
    assert (reading.currency == currency) or currency is None
    assert reading.description == words


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("ten minutes", ""),
        ("lunch for two", ""),
        ("one real friend", ""),
        ("two pounds of apples", "en_GB GBP"),
        ("lost two pounds", "en_US USD"),
        ("zwei Pfund Äpfel", "de_DE EUR"),
        ("twenty thirty euros", ""),
        ("two euros ten coffees", ""),
        ("two euros three hundred", ""),
        ("zero euros", ""),
        ("five and dollars", ""),
        ("twenty-many dollars", ""),
        ("the one won", ""),
        ("ten e", ""),
        ("ten 'euros'", ""),
        ("achthundertviele Euro", "de_DE EUR"),
        ("vielhundert Euro", "de_DE EUR"),
        ("hundert" * 9 + " Euro", "de_DE EUR"),
        ("ten", ""),
        ("five all you can eat", ""),
        ("#work ten", ""),
    ],
)
def test_number_word_elsewhere_is_no_amount(said, text, who):
    assert said(text, who).amount is None


def test_number_word_beside_a_figure_stays_a_word(said):
    reading = said("five dollar shake 7")
    assert (reading.amount, reading.description) == (7, "five dollar shake")
