"""The language of a page: which one, its sentences with what is filled in, and how it writes a time of day."""

from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import LanguageAccept

from qtable.lobby.texts import LANGUAGES


@dataclass(frozen=True)
class Language:
    """One of the catalogue's languages."""

    code: str

    def say(self, name: str, n: int = 2, **values: object) -> str:
        """Return a text by its name; `n` chooses its form where it has several, and is filled in too."""
        text = LANGUAGES[self.code][name]
        form = text if isinstance(text, str) else text[min(max(n, 0), 2)]
        return form.format(n=n, **values)

    def time(self, local: datetime) -> str:
        """Return a moment on the restaurant's clock: 8:15 pm in English, in Spanish with its article: las 20:15."""
        if self.code == "es":
            return f"{'la' if local.hour == 1 else 'las'} {local:%H:%M}"
        return f"{local.hour % 12 or 12}:{local:%M} {'am' if local.hour < 12 else 'pm'}"

    @property
    def others(self) -> list["Language"]:
        """Return the languages to switch to."""
        return [Language(code) for code in LANGUAGES if code != self.code]


def chosen(asked: str | None, policy: str | None, accepted: LanguageAccept) -> Language:
    """Return the language that was asked for by name, else the restaurant's, else the browser's first, else English."""
    for code in (asked, policy):
        if code is not None and code in LANGUAGES:
            return Language(code)
    wanted = (value.lower().partition("-")[0] for value, quality in accepted if quality > 0)  # es-MX wants es
    return Language(next((code for code in wanted if code in LANGUAGES), "en"))
