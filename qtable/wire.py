"""The wire's vocabulary: JSON itself, and fields that refuse nonsense; the names of fields are in names.py."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

import orjson
from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

from qtable import clock
from qtable.names import SENT_TWINS, camel, key_of

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# The same for the OpenAPI document, in what Python's and JavaScript's expressions share.
TEXT_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
NOT_BLANK_PATTERN = r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*\S[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$"
EARLIEST, LATEST = clock.parse("1970-01-02"), clock.parse("2999-12-31")


def dumps(value: Any) -> str:
    """Write JSON as text."""
    return orjson.dumps(value).decode()


def encode(value: Any) -> bytes:
    """Write JSON as it goes over the wire."""
    return orjson.dumps(value)


def loads(text: str | bytes) -> Any:
    """Read JSON strictly: no NaN, no lone surrogates, bounded depth; raises ValueError."""
    return orjson.loads(text)


class Asked(Schema):
    """What is asked for, in a body, a query or an event.

    Read in camelCase or snake_case and under every twin; unknown fields are ignored.

    `shown_in_camel_case` is how the OpenAPI document spells the fields: so for an entity's own, which are sent
    so too. A field's `metadata` is what that document says beyond type and bounds.
    """

    class Meta:
        """Unknown fields are other versions' business."""

        unknown = EXCLUDE

    shown_in_camel_case: ClassVar[bool] = False

    @pre_load
    def canonical(self, data: Any, **_: Any) -> Any:
        """Rename what came in to the schema's own field names; the canonical spelling wins."""
        if not isinstance(data, Mapping):
            return data
        names = [field.data_key or name for name, field in self.fields.items()]
        return {name: data[key] for name in names if (key := key_of(name, data)) is not None}


class Body(Asked):
    """A mutation's body: it may say on which version of its entity it was decided."""

    base_version = fields.Integer(strict=True, allow_none=True, validate=validate.Range(1, 2**53))


class VersionBody(Body):
    """Nothing but `base_version`."""


class Shape(Schema):
    """An entity as it is sent: camelCase, with the documented twins beside."""

    entity_type: ClassVar[str]

    @classmethod
    def twins(cls) -> Mapping[str, str]:
        """Return the names that are sent beside the canonical ones: {twin: canonical}."""
        return SENT_TWINS[cls.entity_type]

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        """Send every attribute under its camelCase name."""
        field_obj.data_key = field_obj.data_key or camel(field_name)

    def dump(self, obj: Any, *, many: bool | None = None) -> Any:
        """Write rows as marshmallow would, each documented twin beside the canonical name, in a third of its time.

        Every field writes its value itself; only the way to the value is shorter. `obj` is a row, or (many) rows,
        with every attribute there. Raises AttributeError.
        """
        many = self.many if many is None else many
        return [self._dumped(row) for row in obj] if many else self._dumped(obj)

    def _dumped(self, row: Any) -> dict[str, Any]:
        held = vars(row)  # what a mapped row has loaded is here; SQLAlchemy's attributes look here too, after a detour
        data = {key: write(held[at] if at in held else getattr(row, at), at, row) for key, at, write in self._sent}
        return data | {twin: data[name] for twin, name in self.twins().items()}

    @cached_property
    def _sent(self) -> list[tuple[str, str, Callable[[Any, str, Any], Any]]]:
        """Return of each field the key, the attribute that it shows, and how it writes the value."""
        return [(str(one.data_key), one.attribute or at, one._serialize) for at, one in self.dump_fields.items()]


class RemovedShape(Schema):
    """What a removal answers."""

    success = fields.Boolean()
    id = fields.String()


def _described(settings: dict[str, Any], **says: Any) -> dict[str, Any]:
    """Return a field's settings with what the OpenAPI document says of its kind; its own metadata wins."""
    return settings | {"metadata": says | settings.get("metadata", {})}


class Text(fields.String):
    """Text without control characters, at most `longest` characters; blank is none unless `required`."""

    def __init__(self, longest: int, **kwargs: Any) -> None:
        shape = {"maxLength": longest, "pattern": TEXT_PATTERN}
        shape |= {"minLength": 1, "pattern": NOT_BLANK_PATTERN} if kwargs.get("required") else {}
        super().__init__(allow_none=not kwargs.get("required"), **_described(kwargs, **shape))
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | None:  # type: ignore[override]
        text = super()._deserialize(value, attr, data, **kwargs).strip()
        if CONTROL.search(text):
            raise ValidationError("Control characters and broken Unicode can't be stored.")
        if len(text) > self.longest:
            raise ValidationError(f"At most {self.longest} characters, this has {len(text)}.")
        if self.required and not text:
            raise ValidationError("Must not be empty.")
        return text or None


class Whole(fields.Integer):
    """A whole number within bounds; true, 4.5 and "4" are none."""

    def __init__(self, lowest: int, highest: int, **kwargs: Any) -> None:
        super().__init__(strict=True, validate=validate.Range(lowest, highest), **kwargs)

    def _validated(self, value: Any) -> int:
        if isinstance(value, bool | str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class Id(fields.String):
    """An opaque id; a number is read as its digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_described(kwargs, type=["string", "integer"], pattern=f"^{ID.pattern}$"))

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        text = super()._deserialize(value, attr, data, **kwargs)
        if not ID.fullmatch(text):
            raise ValidationError("An id is 1 to 64 of A–Z a–z 0–9 _ . : -")
        return text


class Timestamp(fields.Field):
    """A moment: RFC 3339 in any offset, a naive one is UTC; sent in UTC with Z."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**_described(kwargs, type="string", format="date-time"))

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return clock.rfc3339(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        try:
            moment = clock.parse(value)
            if EARLIEST <= moment <= LATEST:
                return moment
        except (ValueError, TypeError, AttributeError):
            pass
        raise ValidationError("Not a time like 2026-11-20T19:30:00Z, from 1970 to 2999.")


class Choice(fields.Field):
    """One of a StrEnum's members, read in any case and spelling that `also` or the member's own name allows."""

    def __init__(self, members: Iterable[StrEnum], also: Mapping[str, StrEnum] | None = None, **kwargs: Any) -> None:
        nothing = [None] if kwargs.get("allow_none") else []
        shape = {"type": "string", "enum": [*map(str, members), *nothing]}
        if also:
            shape["description"] = f"In any case and spelling; read too: {', '.join(also)}."
        super().__init__(**_described(kwargs, **shape))
        self.members = tuple(members)
        self.spellings = {_bare(member): member for member in self.members}
        self.spellings |= {_bare(text): member for text, member in (also or {}).items()}

    def _serialize(self, value: str | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> StrEnum:
        member = self.spellings.get(_bare(value)) if isinstance(value, str) else None
        if member is None:
            raise ValidationError(f"Must be one of {', '.join(self.members)}.")
        return member


def _bare(text: str) -> str:
    return re.sub(r"[\s_-]", "", text).casefold()
