"""How the desk writes dates, by language; where there is none, as the language does."""
