"""Quotes, free tables and suggestions on the wire; minutes are whole, and of what is predicted no promise."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from qtable import wire
from qtable.guests.quoting import Basis
from qtable.tables.fit import Obstacle


class SuggestionsQuery(wire.Asked):
    """For whom a table is looked for: `guest_id`, who is here, or `party_size`."""

    party_size = fields.Integer(validate=validate.Range(1, 99))
    guest_id = wire.Id()

    @validates_schema
    def one_of_them(self, data: dict[str, Any], **_: Any) -> None:
        """Raise ValidationError unless exactly one of the two is given."""
        if len(data) != 1:
            raise ValidationError("Send party_size or guest_id, one of them.", "party_size")


class QuoteShape(Schema):
    """What to say to a party: minutes, the range around them in steps of five, and where they come from.

    `ahead` is how many of its size class wait before it, `observations` how many waits the log has of that class.
    """

    minutes = fields.Integer()
    low = fields.Integer()
    high = fields.Integer()
    ahead = fields.Integer()
    basis = wire.Choice(Basis)
    observations = fields.Integer()


class SuggestionShape(Schema):
    """A table for a party, or tables to be put together, and what speaks for it.

    `combination_id`: the combination, null for a table alone; `table_ids` are its tables, the first of them `table_id`.
    `smallest`: nothing free that fits is smaller. `booked`: the party has booked it. `held_for`: the other party that
    was called to it, null where none was; such a table comes last. `free_until`: when its next booking begins, null
    without one in the next 12 hours.
    """

    table_id = fields.String()
    combination_id = fields.String(allow_none=True)
    table_ids = fields.List(fields.String())
    label = fields.String()
    seats = fields.Integer()
    spare_seats = fields.Integer()
    smallest = fields.Boolean()
    booked = fields.Boolean()
    held_for = fields.String(allow_none=True)
    free_until = wire.Timestamp(allow_none=True)
    section = fields.String(allow_none=True)


class RefusalShape(Schema):
    """A table that isn't for a party, and all that is against it; `booked_from` is of the booking in the way."""

    table_id = fields.String()
    label = fields.String()
    obstacles = fields.List(wire.Choice(Obstacle))
    booked_from = wire.Timestamp(allow_none=True)


class SuggestionsShape(Schema):
    """At most three tables, the best first, and why the others aren't for the party now."""

    party_size = fields.Integer()
    guest_id = fields.String(allow_none=True)
    suggestions = fields.List(fields.Nested(SuggestionShape))
    refusals = fields.List(fields.Nested(RefusalShape))


class ClassOutlookShape(Schema):
    """A size class: who waits, when the next table is free (null: none is in sight), and what to say at the door.

    `suggestion` and `next_free` are what its next party finds: the first in line that wasn't called, where nobody
    stands there who comes now. `suggestion` is null while no table is free for it now; of a party that has sat longer
    than any did, `next_free` is now all the same. `largest` is null for the open class; `long_turn` is the 80th
    percentile of how long its parties stay.
    """

    size_class = fields.Integer()
    smallest = fields.Integer()
    largest = fields.Integer(allow_none=True)
    waiting = fields.Integer()
    next_free = wire.Timestamp(allow_none=True)
    next_free_minutes = fields.Integer(allow_none=True)
    suggestion = fields.Nested(SuggestionShape, allow_none=True)
    quote = fields.Nested(QuoteShape)
    usual_turn = fields.Integer()
    long_turn = fields.Integer()


class WaitingShape(Schema):
    """A party at the door: its place in line, what is left to wait, and a table that nobody before it was given.

    Who has a booking stands in no line: `ahead` and `quote` are null.
    """

    guest_id = fields.String()
    size_class = fields.Integer()
    ahead = fields.Integer(allow_none=True)
    quote = fields.Nested(QuoteShape, allow_none=True)
    suggestion = fields.Nested(SuggestionShape, allow_none=True)


class SeatedShape(Schema):
    """A party at its table: minutes since it was seated, and how many it is likely to stay."""

    guest_id = fields.String()
    table_id = fields.String()
    size_class = fields.Integer()
    elapsed = fields.Integer()
    remaining = fields.Integer()
    free_at = wire.Timestamp()
    long_turn = fields.Integer()


class OutlookShape(Schema):
    """What the evening will bring, as far as the log and the book know."""

    timestamp = wire.Timestamp()
    size_classes = fields.List(fields.Nested(ClassOutlookShape))
    waiting = fields.List(fields.Nested(WaitingShape))
    seated = fields.List(fields.Nested(SeatedShape))


class ClassRuleShape(Schema):
    """What the rule knows of a size class: minutes per party to be seated, and minutes at table."""

    size_class = fields.Integer(attribute="number")
    smallest = fields.Integer()
    largest = fields.Integer(allow_none=True)
    pace = fields.Float(attribute="usual_pace")
    pace_basis = wire.Choice(Basis)
    pace_observations = fields.Function(lambda one: len(one.seen.paces), metadata={"type": "integer"})
    usual_turn = fields.Integer()
    long_turn = fields.Integer()
    turn_basis = wire.Choice(Basis)
    turn_observations = fields.Function(lambda one: len(one.seen.turns), metadata={"type": "integer"})


class AccuracyShape(Schema):
    """How good the rule was: waits within their range, and the median of how far it was off, null before the first."""

    counted = fields.Integer()
    within_range = fields.Integer()
    median_error = fields.Float(allow_none=True)


class OutcomeShape(Schema):
    """A wait that is over: what was `quoted`, what the rule said, and how long it was.

    `difference` is waited less quoted, null where nothing was promised.
    """

    guest_id = fields.String()
    name = fields.String()
    party_size = fields.Integer()
    arrival_time = wire.Timestamp()
    ahead = fields.Integer()
    expected = fields.Integer()
    low = fields.Integer()
    high = fields.Integer()
    quoted = fields.Integer(allow_none=True)
    waited = fields.Integer()
    difference = fields.Integer(allow_none=True)


class QuotesShape(Schema):
    """The rule's state, and the last 20 quotes; below `enough` observations what was set is used."""

    enough = fields.Integer()
    size_classes = fields.List(fields.Nested(ClassRuleShape))
    accuracy = fields.Nested(AccuracyShape)
    last = fields.List(fields.Nested(OutcomeShape))
