"""Joining by a plain form: what is shown before, what is refused and why, and that one form joins once."""

import re

import pytest

from qtable.lobby.language import Language
from tests.lobby.conftest import Guest
from tests.support.desk import Desk

WRONG = {
    "party_size": ("", "0", "7", "-1", "many", "2.5", "99999999999999999999"),
    "name": ("", "   ", "\u200b\u2060", "x" * 61, "Dana\x00Lee", "Da\x1bna"),
    "phone_number": ("call me", "12", "600 123 456; DROP", "6" * 41),
    "consent": ("", "no"),
}


def parties(desk: Desk) -> list[dict]:
    return desk.full()["guests"]


def test_who_joins_is_on_every_hosts_list_with_the_wait_that_the_page_told(open_desk: Desk, guest: Guest) -> None:
    open_desk.guest("Before", 2)
    place = guest.join(name="Dana Lee", party_size="2", phone_number="+34 600 123 456")
    _, mine = parties(open_desk)
    told = {
        name: mine[name] for name in ("name", "firstName", "lastName", "partySize", "phoneNumber", "status", "source")
    }
    assert told == {
        "name": "Dana Lee", "firstName": "Dana", "lastName": "Lee", "partySize": 2,
        "phoneNumber": "+34 600 123 456", "status": "waiting", "source": "online",
    }  # fmt: skip
    low, high = map(int, re.search(r"<dt>Parties of 1 to 2</dt><dd>(\d+)–(\d+) min</dd>", guest.page).groups())
    assert low <= mine["quotedWait"] <= high
    assert re.fullmatch(r"/p/[\w-]{22}", place)
    assert open_desk.read("/api/activity")[0]["kind"] == "join_waitlist"
    assert open_desk.read("/api/activity")[0]["actor"] == {"id": "guest", "name": None}


def test_before_joining_the_page_tells_the_rules_of_this_restaurant(open_desk: Desk, guest: Guest) -> None:
    open_desk.set_policies(online_party_max=3, hold_minutes=7, display_names="initials")
    page = guest.read("/w/test-bistro").text
    assert "up to 3 people" in page
    assert "We hold your table for 7 minutes" in page
    assert "the screen in the lobby shows your initials" in page
    assert re.findall(r'name="party_size" value="(\d+)"', page) == ["1", "2", "3"]
    assert "Parties of 3 to 4" in page
    assert "Parties of 5 to 6" not in page


def test_who_may_join_only_alone_is_told_so_of_one_person(open_desk: Desk, guest: Guest) -> None:
    open_desk.set_policies(online_party_max=1)
    assert "up to 1 person." in guest.read("/w/test-bistro").text
    assert "hasta 1 persona." in guest.read("/w/test-bistro?lang=es").text
    open_desk.set_policies(online_party_max=2)
    assert "up to 2 people." in guest.read("/w/test-bistro").text
    assert "hasta 2 personas." in guest.read("/w/test-bistro?lang=es").text


@pytest.mark.parametrize(("field", "value"), [(field, value) for field, values in WRONG.items() for value in values])
def test_nonsense_brings_the_form_back_with_what_was_typed_and_the_reason_beside_the_field(
    open_desk: Desk, guest: Guest, field: str, value: str
) -> None:
    answer = guest.send(guest.form(name="<b>Zoë</b>", phone_number="+34 600 123 456") | {field: value})
    assert answer.status_code == 422
    reason = Language("en").say(f"wrong_{field}", most=6, longest=60)
    assert re.findall(r'<p class="wrong" id="([\w-]+)">(.*?)</p>', answer.text) == [(f"{field}-wrong", reason)]
    assert f'<a href="#{field}">{reason}</a>' in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert "<title>Error: " in answer.text
    if field != "name":
        assert 'value="&lt;b&gt;Zoë&lt;/b&gt;"' in answer.text
    if field != "party_size":
        assert 'value="2" required checked' in answer.text
    assert parties(open_desk) == []


def test_all_that_is_wrong_is_told_at_once(guest: Guest) -> None:
    answer = guest.send({})
    assert (answer.status_code, answer.text.count('class="wrong"')) == (422, 3)


def test_where_the_list_is_closed_the_page_says_what_to_do_and_takes_nobody(open_desk: Desk, guest: Guest) -> None:
    form = guest.form()
    open_desk.set_policies(online_waitlist=False)
    for answer, status in ((guest.read("/w/test-bistro"), 200), (guest.send(form), 409)):
        assert answer.status_code == status
        assert "The online waitlist is closed" in answer.text
        assert "the host puts you on the list there" in answer.text
        assert "<form" not in answer.text
    assert parties(open_desk) == []


def test_a_form_sent_twice_joins_once_and_leads_to_the_same_place(open_desk: Desk, guest: Guest) -> None:
    form = guest.form()
    first, second = guest.send(form), guest.send(form)
    assert (first.status_code, second.status_code, first.location) == (303, 303, second.location)
    assert len(parties(open_desk)) == 1


def test_what_devices_read_of_a_joining_leads_nobody_to_the_partys_page(open_desk: Desk, guest: Guest) -> None:
    form = guest.form()
    place = guest.send(form).location
    told = open_desk.read("/api/activity")[0]["transaction_id"]
    assert form["key"] not in told
    assert guest.send(guest.form(key=told[5:27])).location != place


def test_no_request_of_the_api_has_the_key_of_a_form(open_desk: Desk, guest: Guest) -> None:
    form = guest.form()
    for key in (f"join-{form['key']}", form["key"]):
        open_desk.act("POST", "/guests", {"name": "Lee", "partySize": 2}, Idempotency_Key=key)
    assert guest.send(form).status_code == 303


def test_another_form_joins_another_party_also_without_a_key_of_ours(open_desk: Desk, guest: Guest) -> None:
    places = {
        guest.join(),
        guest.join(),
        guest.send(guest.form(key="")).location,
        guest.send(guest.form(key="x")).location,
    }
    assert len(places) == len(parties(open_desk)) == 4


def test_what_was_sent_again_after_the_host_took_the_party_out_leads_back_to_the_door(
    open_desk: Desk, guest: Guest
) -> None:
    form = guest.form()
    guest.send(form)
    open_desk.act("DELETE", f"/guests/{parties(open_desk)[0]['id']}")
    assert guest.send(form).location == "/w/test-bistro"


def test_a_body_that_is_no_form_is_refused_in_a_page(guest: Guest) -> None:
    answer = guest.http.post("/w/test-bistro", json={"party_size": 2, "name": "Dana", "consent": "yes"})
    assert (answer.status_code, answer.mimetype) == (415, "text/html")
    assert "Nothing was changed" in answer.text


def test_the_api_still_takes_no_forms(open_desk: Desk) -> None:
    answer = open_desk.send("POST", "/api/guests", data={"name": "Dana", "partySize": "2"})
    assert (answer.status_code, answer.json["error"]["code"]) == (415, "unsupported_media_type")


def test_the_chosen_language_goes_along(guest: Guest) -> None:
    form = guest.form()
    place = guest.send(form, query_string={"lang": "es"}).location
    assert place.endswith("?lang=es")
    page = guest.read(place).text
    assert '<html lang="es">' in page
    assert "Ya casi te toca" in page or "Ya estás en la lista" in page
    assert page.count("?lang=es") >= 2
    assert '<html lang="es">' in guest.read("/w/test-bistro", headers={"Accept-Language": "es-MX,en;q=0.5"}).text
