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
    PAIR_DEVICES = "pair_devices"
    ADMINISTER = "administer"


ALLOWED: dict[Role, frozenset[Capability]] = {
    Role.ADMIN: frozenset(Capability),
    Role.MANAGER: frozenset(Capability) - {Capability.ADMINISTER},
    Role.HOST: frozenset({Capability.READ, Capability.HOST_GUESTS}),
    Role.VIEWER: frozenset({Capability.READ}),
}
# What a login by PIN may not do, whatever its role: four digits that a colleague may have seen are no password.
WITH_PASSWORD = frozenset({Capability.ADMINISTER, Capability.PAIR_DEVICES})
