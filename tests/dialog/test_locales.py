"""Language tags as platforms send them become locales that everything here accepts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from bots.dialog import locales, wording, zones
from bots.dialog.first import currency_label, guessed_currency
from expenseiq_core.domain.currencies import CODES, exponent
from expenseiq_core.domain.money import Money
from expenseiq_core.parsing.message import read
from expenseiq_core.parsing.reading import Context

TELEGRAM = (
    "af am ar az be bg bn bs ca ckb cs cy da de el en eo es et eu fa fi fil fr ga gl gu ha he hi hr"
    " hu hy id is it ja jv ka kk km kn ko ku ky lb lo lt lv mg mk ml mn mr ms mt my nb ne nl nn no"
    " or pa pl ps pt pt-br pt-pt ro ru rw sa sd si sk sl so sq sr su sv sw ta te tg th ti tk tl tr"
    " tt ug uk ur uz vi xh yi yo zh zh-hans zh-hant zh-hk zu"
).split()
"""Languages of its apps and of the devices that they run on."""
SLACK = "de-DE en-US en-GB es-ES es-LA fr-FR it-IT ja-JP ko-KR pt-BR zh-CN zh-TW".split()
NONSENSE = ["", "x", "xx", "klingon", "en_US.UTF-8", "../../etc", "🏴", "de\n", "-", "a" * 5000]
NOON = dt.datetime(2026, 11, 18, 12)  # noqa: DTZ001 (a wall clock)


@pytest.mark.parametrize("tag", [*TELEGRAM, *SLACK, *NONSENSE, None])
def test_what_is_written_in_the_locale_of_a_tag_is_read_again(tag):
    locale = locales.told(tag).locale
    currency = guessed_currency(tag)
    assert len(locale) <= 20
    assert locales.find(locale) == locale
    assert locales.name(locale)
    assert currency in CODES
    amount = Money.of(Decimal("1234.5") if exponent(currency) else Decimal(1234), currency)
    assert wording.money(amount, locale)
    assert wording.day(NOON.date(), locale, today=NOON.date())
    assert currency_label(currency, locale)
    typed = f"taxi {wording.plain_amount(amount, locale)}"
    found = read(typed, Context(at=NOON, locale=locale, currency=currency)).first
    assert found.amount == amount.amount


@pytest.mark.parametrize("tag", [tag for tag in TELEGRAM if tag not in ("en", "eo")])
def test_a_language_points_to_a_country_with_its_currency_and_zone(tag):
    country = locales.told(tag).country
    assert country is not None
    assert zones.of_country(country) in zones.every()
    assert locales.told(tag).locale.endswith(f"_{country}")


@pytest.mark.parametrize(
    ("tag", "locale", "country"),
    [
        ("de", "de_DE", "DE"),
        ("pt-br", "pt_BR", "BR"),
        ("pt-pt", "pt_PT", "PT"),
        ("zh-hans", "zh_Hans_CN", "CN"),
        ("zh-hant", "zh_Hant_TW", "TW"),
        ("sr", "sr_Cyrl_RS", "RS"),
        ("no", "nb_NO", "NO"),
        ("iw", "he_IL", "IL"),
        ("en-US", "en_US", "US"),
        ("de-formal", "de_DE", "DE"),
        ("es-419", "es_419", None),
        ("en", "en_GB", None),
        ("en-001", "en_001", None),
        ("eo", "eo_001", None),
        ("klingon", "en_GB", None),
        (None, "en_GB", None),
    ],
)
def test_a_tag_means_a_locale_and_perhaps_a_country(tag, locale, country):
    assert locales.told(tag) == (locale, country)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("DE", "Europe/Berlin"),
        ("BR", "America/Sao_Paulo"),
        ("RU", "Europe/Moscow"),
        ("US", "America/New_York"),
        ("ES", "Europe/Madrid"),
        ("JP", "Asia/Tokyo"),
        ("AQ", None),
        (None, None),
    ],
)
def test_a_country_has_the_zone_of_most_of_its_people(country, zone):
    assert zones.of_country(country) == zone
