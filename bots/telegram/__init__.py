"""Telegram: a thin door to the dialog, on python-telegram-bot."""
