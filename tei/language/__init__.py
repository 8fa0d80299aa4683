"""Knowledge of Persian and Arabic that needs no pipeline: characters, views, numerals, calendars, lexicon."""
