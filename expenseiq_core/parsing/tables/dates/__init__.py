"""Words of dates: a module of hand-made phrases per language, over names compiled by `generate`."""
