"""The restaurant's row: who it is, its policies, and the counter that orders its changes."""

import secrets
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from qtable.clock import Moment
from qtable.extensions import db
from qtable.restaurants.business_day import bounds_of_business_day, local_moment, start_of_business_day
from qtable.tables.stages import Stage


class DisplayNames(StrEnum):
    """What the screen in the lobby shows of a party's name; what shows the least stands first."""

    CODE = "code"
    INITIALS = "initials"
    FIRST_NAME = "first_name"


DEFAULT_POLICIES: dict[str, Any] = {
    "clean_after_finish": False,
    "display_names": DisplayNames.CODE,
    "hold_minutes": 10,
    "minutes_per_party": [10],
    "online_party_max": 6,
    "online_waitlist": False,
    "reservation_minutes": 90,
    "size_classes": [2, 4, 6],
    "hours": None,
    "stages": list(Stage),
    "language": None,
    "rotation_minutes": 60,
}


def new_epoch() -> str:
    """Return a name for one unbroken life of a change log."""
    return secrets.token_hex(4)


class Restaurant(db.Model):
    """One restaurant. Its row is shown to its devices like any other entity, and so has a `version`.

    `change_seq` is the head of its change log and its row lock the restaurant's write lock;
    cursors from `min_seq` on can be resumed. `change_epoch` changes when the log starts anew.
    `demo_since` is when a demo service was loaded, while it is there.
    """

    __tablename__ = "restaurants"
    entity_type: ClassVar[str] = "restaurant"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    slug: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    time_zone: Mapped[str] = mapped_column(String(64), default="UTC")
    business_day_cutoff: Mapped[int] = mapped_column(default=4)
    policies: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    is_demo: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    change_epoch: Mapped[str] = mapped_column(String(16), default=new_epoch)
    change_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    last_change_ms: Mapped[int] = mapped_column(BigInteger, default=0)
    min_seq: Mapped[int] = mapped_column(BigInteger, default=0)
    demo_since: Mapped[datetime | None] = mapped_column(Moment)

    @property
    def all_policies(self) -> dict[str, Any]:
        """Return every policy, those that nobody has set with their defaults."""
        return {name: self.policy(name) for name in DEFAULT_POLICIES}

    def policy(self, name: str) -> Any:
        """Return a policy's value, or its default."""
        return self.policies.get(name, DEFAULT_POLICIES[name])

    def day_start(self, moment: datetime) -> datetime:
        """Return when the business day that holds `moment` began."""
        return start_of_business_day(moment, self.time_zone, self.business_day_cutoff)

    def day_end(self, moment: datetime) -> datetime:
        """Return when the business day that holds `moment` ends."""
        return self.day_bounds(self.local(self.day_start(moment)).date())[1]

    def day_bounds(self, day: date) -> tuple[datetime, datetime]:
        """Return when the business day of a date begins and ends."""
        return bounds_of_business_day(day, self.time_zone, self.business_day_cutoff)

    def moment(self, day: date, at: time) -> datetime:
        """Return the moment of a wall-clock time on a business day. Raises Invalid where a clock change forbids it."""
        return local_moment(day, at, self.time_zone, self.business_day_cutoff)

    def local(self, moment: datetime) -> datetime:
        """Return a moment on the restaurant's own clock."""
        return moment.astimezone(ZoneInfo(self.time_zone))
