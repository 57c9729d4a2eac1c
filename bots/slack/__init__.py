"""Slack: a thin door to the dialog, on slack-bolt."""
