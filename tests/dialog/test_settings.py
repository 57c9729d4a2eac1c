"""Months, time zone, language: set, asked, and what follows from them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import available_timezones

import pytest

from bots.dialog import locales, zones
from tests.dialog.conftest import labels


async def test_everything_set_at_a_glance(says):
    answer = await says("settings")
    assert answer.text == (
        "Reports and budgets: EUR (currency usd)\n"
        "Amounts typed without a currency: EUR (use usd)\n"
        "Months start on the 1st: this one is 1 Nov to 30 Nov.\n"
        "Time zone UTC: it is 12:00 there.\n"
        "Numbers and dates as in English (United Kingdom): €1,234.00, Wed 18 Nov\n"
        "Answers to entries: full (answers short)\n"
        "Change: month starts 25 · timezone berlin · language de"
    )
    assert answer.data == {
        "currency": "EUR",
        "entry_currency": "EUR",
        "month_start": 1,
        "timezone": "UTC",
        "locale": "en_GB",
        "brief": False,
    }


@pytest.mark.parametrize(
    "typed",
    ["month starts 25", "month start on the 25th", "/month starts 25", "Month starts on 25"],
)
async def test_months_start_on_another_day(says, typed):
    answer = await says(typed)
    assert answer.text == "Months start on the 25th: this one is 25 Oct to 24 Nov."
    assert labels(answer) == ["Back to the 1st"]
    back = await says.press("Back to the 1st")
    assert back.text == "Months start on the 1st: this one is 1 Nov to 30 Nov."


async def test_budgets_follow_the_months(says):
    await says("lunch 10 food 24 oct")
    await says("lunch 20 food 25 oct")
    await says("lunch 40 food")
    await says("budget food 100")
    await says("budget transport 100 weekly")
    await says("budget 1000 yearly")
    assert "€40 of €100" in (await says("budget food")).text
    answer = await says("month starts 25")
    assert answer.text.split("\n")[1] == "Your budgets count in these months now."
    assert "€60 of €100" in (await says("budget food")).text
    assert "€70 of €1,000" in (await says("budget all")).text
    await says("lunch 1 food")
    assert "€61 of €100" in (await says("budget food")).text
    await says("month starts 1")
    assert "€41 of €100" in (await says("budget food")).text


async def test_moving_months_there_and_back_leaves_rollover_as_it_was(says):
    await says("budget food 100 from 1 sep rollover on")
    before = (await says("budget food")).data
    await says("month starts 25")
    await says("month starts 1")
    assert (await says("budget food")).data == before


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (
            "month starts",
            (
                "Months start on the 1st: this one is 1 Nov to 30 Nov.\n"
                "Try: month starts 25 (1 to 28, the day your salary comes)"
            ),
        ),
        (
            "month starts 29",
            "Every month has days 1 to 28, not always a 29. Try: month starts 28",
        ),
        (
            "month starts 0",
            "Every month has days 1 to 28, not always a 0. Try: month starts 28",
        ),
        (
            "month starts 1",
            "They do already. Months start on the 1st: this one is 1 Nov to 30 Nov.",
        ),
        ("/month starts soon", "Try: month starts 25 (1 to 28, the day your salary comes)"),
        (
            "timezone xyzzy",
            "I know no time zone “xyzzy”. Try: timezone Europe/Berlin, or a city: timezone berlin",
        ),
        (
            "/timezone utc+99",
            "Try: timezone Europe/Berlin, or a city: timezone berlin",
        ),
        ("timezone UTC", "It is so already. Time zone UTC: it is 12:00 there."),
        (
            "language klingon",
            "I know no language “klingon”. Try: language de, language en_US, or: language french",
        ),
        (
            "language xx",
            "I know no language “xx”. Try: language de, language en_US, or: language french",
        ),
        (
            "language en-gb",
            (
                "It is so already."
                " Numbers and dates as in English (United Kingdom): €1,234.00, Wed 18 Nov"
            ),
        ),
    ],
)
async def test_what_is_asked_or_cannot_be_changes_nothing(says, typed, answer):
    before = (await says("settings")).data
    assert (await says(typed)).text == answer
    assert (await says("settings")).data == before


@pytest.mark.parametrize(
    ("typed", "zone", "time"),
    [
        ("timezone Europe/Berlin", "Europe/Berlin", "13:00"),
        ("timezone berlin", "Europe/Berlin", "13:00"),
        ("timezone berln", "Europe/Berlin", "13:00"),
        ("time zone new york", "America/New_York", "07:00"),
        ("timezone München", "Europe/Berlin", "13:00"),
        ("timezone america/sao_paulo", "America/Sao_Paulo", "09:00"),
        ("timezone mumbai", "Asia/Kolkata", "17:30"),
        ("timezone utc+2", "Etc/GMT-2", "14:00"),
        ("timezone GMT-3", "Etc/GMT+3", "09:00"),
    ],
)
async def test_a_time_zone_by_name_city_or_offset(says, typed, zone, time):
    answer = await says(typed)
    assert f"it is {time} there." in answer.text
    assert answer.data["timezone"] == zone
    assert (await says("timezone")).data["timezone"] == zone
    says.last = answer
    assert (await says.press("Back to UTC")).data["timezone"] == "UTC"


async def test_a_doubtful_city_is_asked_about(says):
    answer = await says("timezone santia")
    assert answer.text == "Which one is “santia”?"
    assert "America/Santiago" in labels(answer)
    assert (await says.press("America/Santiago")).data == {"timezone": "America/Santiago"}


async def test_today_is_that_of_the_time_zone(says):
    await says("timezone auckland")
    says.at = dt.datetime(2026, 11, 18, 23, 30, tzinfo=dt.UTC)
    assert (await says("lunch 5")).data["entry"]["date"] == "2026-11-19"


@pytest.mark.parametrize(
    ("typed", "locale", "sample"),
    [
        ("language de", "de", "as in German: 1.234,00 €"),
        ("language deutsch", "de", "as in German: 1.234,00 €"),
        ("language german", "de", "as in German: 1.234,00 €"),
        ("language en-US", "en_US", "as in English (United States): €1,234.00"),
        ("locale fr_CH", "fr_CH", "as in French (Switzerland): 1 234,00 €"),
        ("language русский", "ru", "as in Russian: 1 234,00 €"),
        ("language zh_Hant_TW", "zh_Hant_TW", "as in Chinese (Traditional, Taiwan): €1,234.00"),
    ],
)
async def test_numbers_and_dates_in_another_language(says, typed, locale, sample):
    answer = await says(typed)
    plain = answer.text.replace("\u202f", " ").replace("\xa0", " ")
    assert sample in plain
    assert plain.endswith("\nI answer in English for now.")
    assert (await says("language")).data["locale"] == locale


async def test_amounts_are_read_and_written_in_the_language(says):
    await says("language de")
    answer = await says("sofa 1.200,50")
    assert "1.200,50" in answer.text
    assert answer.data["entry"]["amount"] == "1200.50"


@pytest.mark.parametrize("typed", ["month rent 800", "timezone fee 3", "language course 90"])
async def test_what_has_an_amount_is_an_expense(says, typed):
    assert "#1 " in (await says(typed)).text


async def test_a_redelivered_setting_is_answered_as_before(says):
    first = await says("timezone berlin", message_id="z")
    await says("timezone tokyo")
    assert await says("timezone berlin", message_id="z") == first
    assert (await says("timezone")).data["timezone"] == "Asia/Tokyo"


def test_every_time_zone_is_found_by_its_own_name():
    assert [zone for zone in available_timezones() if zones.find(zone) != (zone,)] == []


@pytest.mark.parametrize(
    "locale", ["en_GB", "de_CH", "pt_BR", "hi_IN", "ja", "ar_EG", "sr_Latn_RS"]
)
def test_a_locale_is_found_by_its_tag(locale):
    assert locales.find(locale) == locale
    assert locales.find(locale.replace("_", "-").lower()) == locale
    assert locales.name(locale)
