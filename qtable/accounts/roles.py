"""Who may do what: one table."""

from enum import StrEnum


class Role(StrEnum):
    """What a member is in a restaurant."""

    ADMIN = "admin"
    MANAGER = "manager"
    HOST = "host"
    VIEWER = "viewer"


class Capability(StrEnum):
    """A kind of act that a route or a live event asks for."""

    READ = "read"
    HOST_GUESTS = "host_guests"
    ARRANGE_FLOOR = "arrange_floor"
    SET_POLICIES = "set_policies"
    ADMINISTER = "administer"


ALLOWED: dict[Role, frozenset[Capability]] = {
    Role.ADMIN: frozenset(Capability),
    Role.MANAGER: frozenset(
        {Capability.READ, Capability.HOST_GUESTS, Capability.ARRANGE_FLOOR, Capability.SET_POLICIES}
    ),
    Role.HOST: frozenset({Capability.READ, Capability.HOST_GUESTS}),
    Role.VIEWER: frozenset({Capability.READ}),
}
