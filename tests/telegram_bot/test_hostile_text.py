"""Whatever field it is in, what somebody typed is shown as typed: entities beside it, no markup."""

from __future__ import annotations

import pytest

HOSTILE = "</b><a href=https://evil.example>bank</a> [a](tg://user?id=1) *x* `y`"


@pytest.mark.usefixtures("bot")
async def test_names_notes_and_categories_are_shown_as_typed(api):
    eve = api.person("<b>Eve</b> [x](tg://user?id=1)", language_code="en-GB")

    async def said(text):
        return (await api.answer_to(await eve.sends(text))).text

    await said(f"lunch 12.50 food // {HOSTILE}")
    assert "<b>Eve</b> [x](tg://user?id=1)" in await said("history #1")
    assert "<b>co</b> & _x_" in await said("category add <b>co</b> & _x_")
    gum = await api.answer_to(await eve.sends("gum 3"))
    assert "<b>co</b> & _x_" in gum.labels
    assert "<b>co</b> & _x_" in await said("budget <b>co</b> & _x_ 200 monthly")
    assert "evil.example" in await said("search evil.example [a](b) </b>")
    sent = [call for call in api.calls if call.method.startswith(("send", "edit"))]
    assert sent
    assert not any("parse_mode" in call.params for call in sent)
    for message in api.messages(eve):
        kinds = {entity["type"] for entity in message.raw.get("entities", ())}
        assert kinds <= {"bold", "code"}


@pytest.mark.usefixtures("bot")
async def test_a_file_is_named_as_it_is_called(api):
    eve = api.person("Eve", language_code="en-GB")
    name = "<b>x</b> [a](b).pdf"
    await api.answer_to(await eve.sends_document("lunch 12.50", name=name))
    await eve.sends("receipt #1")
    await api.until(lambda: api.called("sendDocument"))
    assert "parse_mode" not in api.called("sendDocument")[-1].params
