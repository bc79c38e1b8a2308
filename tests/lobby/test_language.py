"""Both languages say everything, and no text stands anywhere but in the catalogue."""

import re
import string
from datetime import datetime
from pathlib import Path

import pytest
from werkzeug.datastructures import LanguageAccept

from qtable.lobby import boards, pages
from qtable.lobby.language import Language, chosen
from qtable.lobby.texts import ENGLISH, LANGUAGES, SPANISH, Text
from tests.lobby.conftest import Guest
from tests.support.desk import Desk

TEMPLATES = Path(pages.__file__).parent / "templates" / "lobby"
DESCRIBED = (TEMPLATES / "join.html").read_text().partition("{% macro described")[2].partition("{%- endmacro")[0]
ALIKE = {"wait_range", "error"}


def forms(text: Text) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def blanks(text: Text) -> list[set[str]]:
    """Return what is filled in, form by form."""
    return [{name for _, name, _, _ in string.Formatter().parse(form) if name} for form in forms(text)]


def test_each_language_has_every_text_with_the_same_to_fill_in() -> None:
    for code, texts in LANGUAGES.items():
        assert texts.keys() == ENGLISH.keys(), code
        assert {name: blanks(text) for name, text in texts.items()} == {n: blanks(t) for n, t in ENGLISH.items()}, code


def test_no_spanish_text_is_the_english_one() -> None:
    assert {name for name, text in SPANISH.items() if text == ENGLISH[name]} <= ALIKE


def test_every_text_that_a_page_names_is_there_and_every_text_is_named() -> None:
    source = "".join(path.read_text() for path in TEMPLATES.glob("*.html"))
    named = set(re.findall(r'\bt\("(\w+)"[,)]', source)) | set(re.findall(r'say\("(\w+)"', source))
    named |= set(re.findall(r'"(\w+_title)"', source))
    built = {f"{state}_{part}" for state in boards.State for part in ("title", "advice")}
    built |= {f"{words}_{part}" for words in ("unknown", "over", "often", "busy") for part in ("title", "advice")}
    built |= {f"{prefix}_{kind}" for prefix in ("class", "among") for kind in ("one", "range", "open")}
    built |= {f"wrong_{name}" for name in ("party_size", "name", "phone_number", "consent")}
    built |= {f"name_{how}" for how in ("code", "initials", "first_name")}
    assert named <= ENGLISH.keys()
    assert ENGLISH.keys() - named - built == set()


def test_the_templates_hold_no_words_of_their_own() -> None:
    for path in TEMPLATES.glob("*.html"):
        bare = re.sub(r"(?s){%.*?%}|{{.*?}}", "", path.read_text().replace(DESCRIBED, ""))
        bare = re.sub(r"<[^>]*>", " ", bare)
        assert re.findall(r"[^\W\d_]{2,}", bare) == [], path.name


@pytest.mark.parametrize(
    ("asked", "policy", "header", "code"),
    [
        (None, None, [], "en"),
        (None, None, [("es-MX", 1.0), ("en", 0.5)], "es"),
        (None, None, [("de", 1.0), ("es", 0.2)], "es"),
        (None, None, [("de", 1.0)], "en"),
        ("es", None, [("en", 1.0)], "es"),
        ("tlh", None, [("es", 1.0)], "es"),
        (None, "es", [("en", 1.0)], "es"),
        ("en", "es", [("es", 1.0)], "en"),
    ],
)
def test_the_chosen_language_counts_then_the_restaurants_then_the_browsers(
    asked: str | None, policy: str | None, header: list, code: str
) -> None:
    assert chosen(asked, policy, LanguageAccept(header)).code == code


def test_all_pages_of_a_restaurant_open_in_its_language(open_desk: Desk, guest: Guest) -> None:
    place = guest.join()
    display = open_desk.act("POST", "/display-link").json["url"]
    open_desk.set_policies(language="es")
    for page in (f"/w/{guest.slug}", place, f"{place}/leave", display):
        assert guest.read(page).headers["Content-Language"] == "es", page
        assert guest.read(f"{page}?lang=en").headers["Content-Language"] == "en", page


def test_a_time_of_day_is_written_as_the_language_does() -> None:
    moments = [datetime(2026, 11, 20, hour, 5) for hour in (0, 9, 12, 20)]  # noqa: DTZ001 - a clock on the wall
    assert [Language("en").time(moment) for moment in moments] == ["12:05 am", "9:05 am", "12:05 pm", "8:05 pm"]
    assert [Language("es").time(moment) for moment in moments] == ["las 00:05", "las 09:05", "las 12:05", "las 20:05"]


def test_in_spanish_one_oclock_is_one_and_all_others_are_several() -> None:
    moments = [datetime(2026, 11, 21, hour, 5) for hour in (1, 2, 13)]  # noqa: DTZ001 - a clock on the wall
    said = [Language("es").say("held_past", time=Language("es").time(moment)) for moment in moments]
    assert [text.partition(".")[0].removeprefix("Guardamos tu mesa ") for text in said] == [
        "hasta la 01:05", "hasta las 02:05", "hasta las 13:05",
    ]  # fmt: skip
