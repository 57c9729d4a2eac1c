"""Whatever is typed, reading returns; what it needs is compiled beforehand."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

import pytest
from babel import Locale
from babel.localedata import locale_identifiers
from babel.numbers import format_currency, format_decimal, get_currency_symbol
from hypothesis import given
from hypothesis import strategies as st

from expenseiq_core.domain.currencies import exponent
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.numbers import decimal_mark
from expenseiq_core.parsing.reading import Message
from expenseiq_core.parsing.tables import (
    compile_currencies,
    compile_marks,
    compile_phrases,
    currency_names,
)
from expenseiq_core.parsing.text import MAX_LENGTH
from tests.parsing.conftest import context

LOCALES = (
    """
en_US USD,en_GB GBP,de_DE EUR,de_CH CHF,es_ES EUR,es_MX MXN,fr_FR EUR,pt_BR BRL,it_IT EUR,nl_NL EUR
sv_SE SEK,da_DK DKK,nb_NO NOK,fi_FI EUR,pl_PL PLN,cs_CZ CZK,sk_SK EUR,hu_HU HUF,ro_RO RON,bg_BG BGN
ru_RU RUB,uk_UA UAH,tr_TR TRY,el_GR EUR,he_IL ILS,ar_EG EGP,fa_IR IRR,hi_IN INR,bn_BD BDT,id_ID IDR
ms_MY MYR,vi_VN VND,th_TH THB,zh_CN CNY,ko_KR KRW,en_IN INR,en_AU AUD,en_CA CAD,en_ZA ZAR
""".replace("\n", ",")
    .strip(",")
    .split(",")
)
CURRENCIES = (
    "EUR USD GBP INR RUB CHF SEK MXN BRL TRY PLN CZK HUF RON UAH ILS AED THB IDR KRW".split()
)
BAITS = """
1. 1␠ ( @a @a␠1␠ , a 9 # #a␠ a,b␠ 1, 1- 1+ 1x 1/ 1/2␠ 12␠nov␠ yesterday␠ paid␠ with␠@a␠ $ $1 1$
1␠eur␠ k 1k 1k1 5만 円 1円 a.b@ <@A &amp; " “ // http:// a- a' 1␠and␠1␠ tea␠3,␠ a␠1⏎ ⏎ ё é
every␠1␠ monthly␠ until␠ 1% tip␠1%␠ (1) 12:30␠ Rs. د.إ 1␠000␠ hong␠kong␠ lent␠a␠1␠ 3␠ways␠ rest␠me␠
""".split()


@given(st.text(max_size=MAX_LENGTH), st.sampled_from(LOCALES))
def test_any_text_is_read(text, who):
    assert isinstance(read(text, context(who)), Message)


@given(
    st.lists(
        st.one_of(
            st.sampled_from([bait.replace("␠", " ").replace("⏎", "\n") for bait in BAITS]),
            st.sampled_from("0 1 12.50 1,000 €5 5€ 20% lunch food me all and for +5 -5 x2".split()),
            st.text(max_size=5),
        ),
        max_size=25,
    ),
    st.sampled_from(LOCALES),
)
def test_any_mix_of_what_means_something_is_read(words, who):
    message = read(" ".join(words), context(who, people=frozenset({"ana", "a"})))
    for reading in message.readings:
        assert reading.amount is None or reading.amount > 0


@pytest.mark.parametrize("bait", [b.replace("␠", " ").replace("⏎", "\n") for b in BAITS])
@pytest.mark.parametrize("before", ["", "lunch 12 "])
def test_ten_thousand_characters_of_bait_are_read(bait, before):
    assert read((before + bait * MAX_LENGTH)[:MAX_LENGTH], context()).readings


def test_too_long_message_is_refused():
    assert read("a" * (MAX_LENGTH + 1), context()).first.problem.code == "too_long"
    assert read("tea 3\n" * 1000, context()).first.problem.code == "too_long"
    assert read("tea 3 " * 200, context()).first.problem.code == "too_long"


@pytest.mark.parametrize("locale", ["", "xx", "en-US", "zh_Hant_TW", "sr_Latn_RS", "_", "de_"])
def test_any_locale_and_currency_will_do(locale):
    reading = read("tea 3 €", context(locale=locale, currency="ZZZ")).first
    assert (reading.amount, reading.currency) == (3, "EUR")


def test_importing_the_parser_imports_neither_dateparser_nor_babel():
    code = (
        "import sys, expenseiq_core.parsing.message;"
        "print([m for m in ('dateparser', 'babel') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_currency_table_is_what_the_compiler_makes():
    source = compile_currencies.TARGET.read_text(encoding="utf-8")
    assert source == compile_currencies.compiled()
    assert "=" in currency_names.NAMES


@pytest.mark.parametrize("compiler", [compile_marks, compile_phrases])
def test_compiled_table_is_what_the_compiler_makes(compiler):
    assert compiler.TARGET.read_text(encoding="utf-8") == compiler.compiled()


@pytest.mark.parametrize("compiler", [compile_currencies, compile_marks, compile_phrases])
def test_compiler_writes_its_table(compiler, tmp_path):
    target = tmp_path / "table.py"
    compiler.write(target)
    assert target.read_text(encoding="utf-8") == compiler.compiled()


def test_decimal_mark_is_known_for_every_locale_of_the_cldr():
    wrong = {
        name
        for name in locale_identifiers()
        if (Locale.parse(name).number_symbols["latn"]["decimal"] == ",")
        != (decimal_mark(name) == ",")
    }
    assert wrong == set()


@pytest.mark.parametrize("who", LOCALES)
def test_money_as_locales_write_it_reads_back(who):
    locale, own = who.split()
    for currency in [own, *CURRENCIES]:
        for amount in (Decimal(25), Decimal("1234.5"), Decimal("12.5")):
            value = amount if exponent(currency) else amount.to_integral_value()
            text = f"x {format_currency(value, currency, locale=locale)}"
            reading = read(text, context(who)).first
            assert (reading.amount, reading.currency) == (value, currency), text


@pytest.mark.parametrize("who", LOCALES)
def test_code_stands_before_behind_or_glued(who):
    locale, _ = who.split()
    for currency in CURRENCIES:
        number = format_decimal(Decimal(25), locale=locale)
        symbol = get_currency_symbol(currency, "en")
        for text in (
            f"x {number} {currency}",
            f"x {currency} {number}",
            f"x {number}{currency.lower()}",
            f"x {symbol if symbol != '$' else 'US$'}{number}",
        ):
            reading = read(text, context(who)).first
            assert (reading.amount, reading.currency) == (25, currency), text
