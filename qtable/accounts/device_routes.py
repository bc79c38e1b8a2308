"""Paired devices over HTTP: under /restaurants/{restaurant_id} and /api; and what a paired one may ask, under /auth."""

from qtable.accounts import devices, limits, schemas
from qtable.accounts.access import (
    current_actor,
    current_device,
    current_identity,
    logged_in,
    needs,
    on_a_paired_device,
    take_restaurant_from_path,
)
from qtable.accounts.roles import Capability
from qtable.bodies import Blueprint
from qtable.wire import RemovedShape

blp = Blueprint("devices", __name__, description="The restaurant's own devices")
blp.url_value_preprocessor(take_restaurant_from_path)
pin_blp = Blueprint("pins", __name__, url_prefix="/auth/pin", description="Switching people on a paired device")
DEVICE: list[dict[str, list[str]]] = [{"device": []}]


@blp.get("/devices")
@needs(Capability.PAIR_DEVICES)
@blp.response(200, schemas.DeviceShape(many=True))
def list_devices():
    """List the paired devices, the newest first."""
    return devices.list_devices(current_actor().restaurant_id)


@blp.post("/devices")
@needs(Capability.PAIR_DEVICES)
@blp.arguments(schemas.DeviceBody)
@blp.response(201, schemas.NewDeviceShape)
def pair(body):
    """Pair the device that asks; its token is shown only now."""
    actor = current_actor()
    return devices.pair(actor.restaurant_id, body["name"], actor.user_id)


@blp.delete("/devices/<device_id>")
@needs(Capability.PAIR_DEVICES)
@blp.response(200, RemovedShape)
def unpair(device_id):
    """Remove a device: its token is refused, and the logins made on it by PIN end."""
    devices.unpair(current_actor().restaurant_id, device_id)
    return {"success": True, "id": device_id}


@pin_blp.get("/people")
@on_a_paired_device
@pin_blp.doc(security=DEVICE)
@pin_blp.response(200, schemas.PinPersonShape(many=True))
def people():
    """List who has a PIN here, by first name; the device's token is the bearer token."""
    return devices.people(current_device())


@pin_blp.post("")
@on_a_paired_device
@pin_blp.doc(security=DEVICE)
@pin_blp.arguments(schemas.PinLoginBody)
@pin_blp.response(200, schemas.TokenShape)
@limits.pins
def log_in(body):
    """Log in by PIN on a paired device, whose token is the bearer token; the login ends with the business day."""
    return devices.log_in(current_device(), body["user_id"], body["pin"])


@pin_blp.put("")
@logged_in
@pin_blp.arguments(schemas.OwnPinBody)
@pin_blp.response(200, schemas.DoneShape)
@limits.own_passwords
def set_own_pin(body):
    """Set one's own PIN at the restaurant of the login, with the password; null takes it away."""
    devices.set_own_pin(current_identity(), body["current_password"], body["pin"])
    return {"success": True}
