"""Text that only looks bad: taken as it is, and the same on every device."""

from bench.clients.api import Api
from bench.clients.server_process import ServerProcess
from bench.clients.socketio_listener import SocketIOListener
from tests.support import nonsense
from tests.support.house import House


def test_an_unusual_name_comes_back_unchanged_on_every_device(house: House) -> None:
    made: dict[str, str] = {}
    with house.verify(changes=3 * len(nonsense.UNUSUAL)):
        for text in nonsense.UNUSUAL.values():
            made[text] = house.guest(text, notes=text, tags=[text[:50]])
            house.seat(made[text], 1)
            house.api.act("POST", f"/guests/{made[text]}/unseat")
    for text, guest_id in made.items():
        read = house.read_guest(guest_id)
        assert (read["name"], read["notes"], read["tags"]) == (text, text, [text[:50]])
        for device in house.devices:
            assert device.store.entities["guest", guest_id]["name"] == text, device.name


def test_an_unusual_name_is_found_by_itself(house: House) -> None:
    made = {text: house.guest(text) for text in nonsense.UNUSUAL.values()}
    assert {text: [guest["id"] for guest in house.api.get("/api/guests", q=text)] for text in made} == {
        text: [guest_id] for text, guest_id in made.items()
    }


def test_a_label_a_section_and_a_restaurant_may_have_unusual_names(house: House, server: ServerProcess) -> None:
    label, area, name = "🪟 7 שולחן", "Té\u0301rrasse 🌿", "寿司 🍣 <b>"
    with house.verify(changes=2):
        section = house.api.act("POST", "/sections", {"name": area})
        table = house.api.act("POST", "/tables", {"tableNumber": label, "capacity": 2, "sectionId": section["id"]})
    assert (table["tableNumber"], table["section"]) == (label, area)
    api = Api.register(server.url, name)
    assert api.get("/auth/me")["restaurant_name"] == name
    api.close()


def test_a_relayed_note_may_be_unusual_and_changes_nothing(house: House) -> None:
    sender = SocketIOListener(house.api, "sender")
    sender.open()
    with house.verify(changes=0):
        house.devices = []
        assert sender.sio.call("user_action", {"action": "🍝 ←→ \u200fא"}, timeout=10) == {"ok": True}
        heard = lambda: any(message.get("action") == "🍝 ←→ \u200fא" for message in list(house.realtime.heard))  # noqa: E731
        assert house.realtime.wait_for(heard)
    house.devices = [house.socketio, house.browser, house.realtime, house.sync]
    sender.close()


def test_line_breaks_and_tabs_are_kept_and_blanks_around_are_not(house: House) -> None:
    guest_id = house.guest("  Lee  ", notes="window\n\tseat\r\nplease  ")
    assert (house.read_guest(guest_id)["name"], house.read_guest(guest_id)["notes"]) == (
        "Lee",
        "window\n\tseat\r\nplease",
    )
