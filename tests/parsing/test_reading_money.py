"""Single rules of reading amounts, beside the tables in `cases/`."""

from __future__ import annotations

from decimal import Decimal

import pytest

from expenseiq_core.parsing.numbers import decimal_mark, read_number


@pytest.mark.parametrize(
    ("text", "mark", "exponent", "value", "other"),
    [
        ("1.250", ".", 3, "1.250", None),
        ("1,250", ".", 3, "1250", None),
        ("1.250", ",", 3, "1250", None),
        ("1,250", ",", 3, "1.250", None),
        ("1.250", ".", 2, "1250", "1.250"),
        ("1.250", ",", 2, "1250", None),
        ("1.250", ",", 0, "1250", None),
        ("1.255", ",", 2, "1255", None),
        ("1,255", ",", 2, "1255", None),
        ("1’234", ".", 2, "1234", None),
        ("1٬234٫5", ".", 2, "1234.5", None),
        ("12٫345", ".", 3, "12.345", None),
        ("1 234,5", ",", 2, "1234.5", None),
        (".5", ".", 2, "0.5", None),
        ("12,34,567.8", ".", 2, "1234567.8", None),
    ],
)
def test_number(text, mark, exponent, value, other):
    number = read_number(text, mark, exponent)
    assert number.value == Decimal(value)
    assert number.other == (None if other is None else Decimal(other))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1’23", "malformed"),
        ("1.2.3", "malformed"),
        ("1٫2٫3", "malformed"),
        ("1,23.456.7", "malformed"),
        ("12,3.45", "malformed"),
        ("1.234’567", "malformed"),
        ("0.123.456", "malformed"),
        ("1.2345", "too_fine"),
        ("1.255", "too_fine"),
        ("9" * 19, "too_large"),
        ("9" * 40, "too_large"),
        ("1." * 20 + "1", "malformed"),
    ],
)
def test_number_that_is_refused(text, problem):
    assert read_number(text, ".", 2).problem == problem


def test_decimal_mark_is_the_locale_s():
    assert [decimal_mark(x) for x in ("en_GB", "de", "de-CH", "es_MX", "es_ES")] == list(".,..,")


@pytest.mark.parametrize(
    ("text", "who", "amount", "currency", "words"),
    [
        ("₯5 tea", "", 5, None, "₯ tea"),
        ("tea 5₯", "", 5, None, "tea ₯"),
        ("20 all you can eat", "", 20, None, "all you can eat"),
        ("5 pounds of apples 12", "", 12, None, "5 pounds of apples"),
        ("tea 3 euro 5.50", "", 3, "EUR", "tea 5.50"),
        ("car 5k€", "", 5000, "EUR", "car"),
        ("tea 12⹁345.60 eur", "", "12345.60", "EUR", "tea"),
        ("table 12.10 rug 20", "en_ZA ZAR", "12.10", None, "table rug 20"),
        ("car 5k. usd", "", 5000, "USD", "car"),
        ("1k2.5 tea 3", "", 3, None, "1k2.5 tea"),
        ("3个苹果 15", "zh_CN CNY", 15, None, "3个苹果"),
        ("3万步 20", "zh_CN CNY", 20, None, "3万步"),
        ("1천2만원 tea", "ko_KR KRW", 1200, None, "만원 tea"),
        ("1000x tea 3", "", 3, None, "1000x tea"),
        ("call 555-1234 taxi 9", "", 9, None, "call 555-1234 taxi"),
        ("taxi 10-12", "", 12, None, "taxi 10"),
        ("taxi 5- 12", "", 12, None, "taxi 5"),
        ("lunch 12 +3", "", 15, None, "lunch"),
        ("lunch 20, tip 3", "", 23, None, "lunch"),
        ("lunch 20 and tip 10%", "", 22, None, "lunch"),
        ("shoes 100 -10%", "", 90, None, "shoes"),
        ("tip 5", "", 5, None, "tip"),
        ("lunch 84 / 200", "", 200, None, "lunch 84"),
        ("lunch 84 / €3", "", 3, "EUR", "lunch 84"),
        ("lunch-12", "", 12, None, "lunch"),
        ("lunch+12", "", 12, None, "lunch"),
        ("lunch 12eur", "", 12, "EUR", "lunch"),
        ("5 rs20", "", 20, "INR", "5"),
        ("-€5 tea", "", 5, "EUR", "tea"),
        ("€-5 tea", "", 5, "EUR", "tea"),
        ("tea € 5", "", 5, "EUR", "tea"),
        ("№ 5 tea 3", "", 3, None, "№ 5 tea"),
        ("AC/5 tea 3", "", 3, None, "AC/5 tea"),
        ("昼食12", "ja_JP JPY", 12, None, "昼食"),
        ("日元12 茶", "zh_CN CNY", 12, "JPY", "茶"),
        ("费12", "zh_CN CNY", 12, None, "费"),
        ("php 500", "en_PH PHP", 500, "PHP", None),
        ("mop 9", "zh_MO MOP", 9, "MOP", None),
        ("5 TRY", "", 5, "TRY", None),
        ("TRY 5", "", 5, "TRY", None),
        ("Улица Ленина 5 255", "ru_RU RUB", 255, None, "Улица Ленина 5"),
        ("1 250", "ru_RU RUB", 1250, None, None),
        ("tea 1 250 €", "", 1250, "EUR", "tea"),
        ("tea 1 250 €5", "", 5, "EUR", "tea 1 250"),
        ("tea 1 250 eur", "", 1250, "EUR", "tea"),
        ("flat 1 234 567", "", 1_234_567, None, "flat"),
        ("tea 1 000 12345", "", 12345, None, "tea 1 000"),
        ("2 shirts for 40", "", 40, None, "2 shirts"),
        ("20 lunch for 2", "", 20, None, "lunch for 2"),
        ("cable 2m 9", "", 9, None, "cable 2m"),
        ("house 2m", "", 2_000_000, None, "house"),
        ("gum 5p", "en_IE EUR", "0.05", "GBP", "gum"),
        ("tea 5 kr", "no", 5, "NOK", "tea"),
        ("tea $5", "en_CA EUR", 5, "CAD", "tea"),
        ("wow! 5", "", 5, None, "wow!"),
        ("[tea] (5)", "", 5, None, "[tea]"),
        ("餐费人民币30", "zh_CN CNY", 30, "CNY", "餐费"),
        ("20分茶 5", "", 5, None, "20分茶"),
        ("20块午餐", "zh_CN CNY", 20, "CNY", "午餐"),
        (".5l milk 2", "", 2, None, ".5l milk"),
        ("# 5 tea 3", "", 3, None, "# 5 tea"),
        ("a +5b", "", None, None, None),
    ],
)
def test_amount(said, text, who, amount, currency, words):
    reading = said(text, who)
    assert reading.amount == (None if amount is None else Decimal(amount))
    assert (reading.currency, reading.description) == (currency, words)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tea 0", "zero"),
        ("tea 12.345", "too_fine"),
        ("tea 12.3456 kwd", "too_fine"),
        ("tea ¥12.50", "too_fine"),
        ("tea 0.001k jpy", None),
        ("tea 0.0001k jpy", "too_fine"),
        ("tea 999999999999", "too_large"),
        ("tea 99999999999999999999", "too_large"),
        ("tea 1.2.3", "malformed_amount"),
        ("tea 1e9", "malformed_amount"),
        ("2 teas 3 cakes", "ambiguous_amounts"),
    ],
)
def test_amount_that_is_refused(said, text, code):
    problem = said(text).problem
    assert (problem and problem.code) == code


@pytest.mark.parametrize(
    "text",
    [
        "how much did I spend?",
        "what did 5 cost",
        "see you at 8",
        "I'll be there in 5",
        "we need 3 eggs tonight",
        "room 12 with sea view",
        "tea",
        "",
        "?",
        "#tea",
        "12%",
        "5km run",
        "my 1st run",
    ],
)
def test_no_money(said, text):
    reading = said(text)
    assert (reading.kind, reading.amount, reading.date) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+500 salary", "income"),
        ("salary 500", "income"),
        ("got paid 500", "income"),
        ("received 500", "income"),
        ("salary sacrifice scheme 500", "expense"),
        ("refund 20 shoes", "refund"),
        ("-20 shoes", "refund"),
        ("(20) shoes", "refund"),
        ("-20", "expense"),
        ("shoes -20", "expense"),
    ],
)
def test_kind(said, text, kind):
    assert said(text).kind == kind


def test_keycap_may_be_an_amount(said):
    assert [a.amount for a in said("tea 3\ufe0f\u20e3").alternatives] == [3]


def test_doubtful_currency_offers_the_word(said):
    assert [a.description for a in said("tea 5 try").alternatives] == ["tea try"]


def test_order_of_dates_is_the_locale_s_unless_said(said):
    assert said("tea 3 5/11", "en_US", date_order=None).date.month == 5
    assert said("tea 3 5/11", "en_GB", date_order=None).date.month == 11
    assert said("茶 3 2026/5/11", "zh_CN", date_order=None).date.month == 5


def test_slack_and_telegram_markup(said):
    assert said("<!here> tea 3 &lt;hot&gt;").description == "tea <hot>"
    assert said("<b>tea</b> 3").description == "<b>tea</b>"
    assert said("<http://example.com> 3").description == "http://example.com"
    assert said("/e@the_bot tea 3").description == "tea"
    assert said("/expense").kind is None
