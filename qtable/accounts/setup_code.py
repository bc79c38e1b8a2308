"""The setup code: who can read the console of the box, and nobody else on its network, may make the first admin."""

import base64
import hashlib
import hmac

from qtable.errors import Forbidden

MEANING = b"the setup code of a box that nobody has a login at"
LETTERS = 8


def setup_code(secret: str) -> str:
    """Return the code, like KX7Q-2MPA: the same for all workers and after every start, because it is made of `secret`.

    40 bits, of a keyed hash; it is good for nothing once there is a user.
    """
    digest = hmac.digest(secret.encode(), MEANING, hashlib.sha256)
    text = base64.b32encode(digest).decode()[:LETTERS]
    return f"{text[:4]}-{text[4:]}"


def insist_on_setup_code(secret: str, typed: str) -> None:
    """Raise Forbidden unless somebody typed the code, in any case, with or without its dash."""
    plain = "".join(letter for letter in typed.upper() if letter.isalnum())
    if not hmac.compare_digest(plain.encode(errors="replace"), setup_code(secret).replace("-", "").encode()):
        raise Forbidden(
            "This isn't the setup code. The server shows it on its console when it starts; type it as it stands there.",
            "wrong_setup_code",
        )
