"""E-mail as a destination of notices: written, sent, and stopped by a link."""
