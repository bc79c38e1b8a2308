"""The demo evening as data: who came when, what they were promised, and what became of them."""

from typing import NamedTuple

from qtable.guests.lifecycle import GONE, GuestStatus
from qtable.reservations.lifecycle import ReservationStatus
from qtable.tables.stages import Stage


class Visit(NamedTuple):
    """A party at the door. Minutes: `came` before now, `quoted` and `waited` from then on, `dined` from its seating.

    `waited` is None for who never sat, `dined` for who sits yet. `notified` is how long ago it was called.
    """

    name: str
    size: int
    came: int
    quoted: int
    waited: int | None = None
    dined: int | None = None
    status: GuestStatus = GuestStatus.WAITING
    stage: Stage = Stage.SEATED
    notified: int | None = None
    tags: tuple[str, ...] = ()
    notes: str | None = None
    phone: str | None = None

    @property
    def left_the_line(self) -> int | None:
        """Return how many minutes ago it sat down or gave up; None of who waits yet."""
        if self.waited is not None:
            return self.came - self.waited
        return self.came - self.quoted if self.status in GONE else None


class Booking(NamedTuple):
    """A booking `at` minutes from now (before it, below 0), and what became of it; `seated` is minutes ago."""

    name: str
    size: int
    at: int
    status: ReservationStatus = ReservationStatus.CONFIRMED
    seated: int | None = None
    stage: Stage = Stage.SEATED
    tags: tuple[str, ...] = ()
    notes: str | None = None
    phone: str | None = None


# Oldest first: an earlier party has left the table that a later one takes.
VISITS = (
    Visit("Rossi", 2, 208, 0, 0, 64),
    Visit("Keller", 4, 196, 0, 2, 81),
    Visit("Dubois", 2, 171, 5, 4, 58, tags=("regular",)),
    Visit("Amari", 6, 165, 10, 12, 96, tags=("birthday",), notes="Cake was brought by the family"),
    Visit("Fischer", 3, 150, 10, 8, 77),
    Visit("Nguyen", 4, 141, 15, 23, 68, tags=("allergy: shellfish",)),
    Visit("Costa", 2, 118, 10, 9, 61),
    Visit("Brandt", 4, 96, 20, status=GuestStatus.CANCELLED, notes="Didn't want to wait"),
    Visit("Sato", 2, 104, 15, 17, None, stage=Stage.PAID),
    Visit("Okafor", 2, 72, 10, 10, None, stage=Stage.CHECK),
    Visit("Lindqvist", 4, 66, 15, 18, None, stage=Stage.DESSERT, tags=("birthday",), notes="Candle with the dessert"),
    Visit("Moreau", 3, 58, 15, 12, None, stage=Stage.MAINS, tags=("high chair",)),
    Visit("Haddad", 6, 51, 25, 24, None, stage=Stage.MAINS, tags=("high chair",)),
    Visit("Ibrahim", 2, 40, 20, 16, None, stage=Stage.ORDERED, tags=("allergy: gluten",)),
    Visit("Kowalski", 4, 33, 20, 25, None, tags=("wheelchair",)),
    Visit("Park", 2, 26, 20, notified=3, phone="+34 600 555 101"),
    Visit("Silva", 4, 18, 25, tags=("allergy: nuts",), notes="Carries an EpiPen", phone="+34 600 555 102"),
    Visit("Novak", 5, 13, 25, tags=("high chair",)),
    Visit("Ferreira", 3, 11, 20, status=GuestStatus.RUNNING_LATE, notes="Parking the car"),
    Visit("Tanaka", 2, 4, 10, tags=("VIP",), phone="+34 600 555 103"),
)

BOOKINGS = (
    Booking("Bianchi", 8, -78, ReservationStatus.SEATED, 74, Stage.MAINS, ("birthday",), "Grandmother turns eighty"),
    Booking("Weber", 5, -47, ReservationStatus.SEATED, 44, Stage.ORDERED, ("regular",)),
    Booking("Lopez", 4, -61, ReservationStatus.NO_SHOW),
    Booking("Jansen", 4, 35, ReservationStatus.CANCELLED, notes="Ill, will call again"),
    Booking("Haas", 2, -12, phone="+34 600 555 104"),
    Booking("Oyelaran", 4, 3, ReservationStatus.ARRIVED, tags=("VIP",), notes="Owner's friends"),
    Booking("Garcia", 6, 28, tags=("high chair",), phone="+34 600 555 105"),
    Booking("Petrov", 2, 46, notes="Window, if possible"),
    Booking("Schmidt", 4, 63, tags=("allergy: nuts",), phone="+34 600 555 106"),
    Booking("Andersson", 3, 92),
    Booking("Romano", 5, 118, tags=("wheelchair",), phone="+34 600 555 107"),
)
DIRTY_SEATS = 2


def in_line_before(visit: Visit) -> list[Visit]:
    """Return who stood in line when a party came."""
    came_before = (other for other in VISITS if other.came > visit.came)
    return [one for one in came_before if one.left_the_line is None or one.left_the_line < visit.came]
