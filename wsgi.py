"""The process's entry: patch first, then make the app. `python wsgi.py` serves it."""

import gc
import warnings

gc.disable()  # nothing that is loaded here is garbage: looking for it takes a tenth of the start

# eventlet is the owner's choice; it says at every import that it is in bug-fix mode.
warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")

import eventlet  # noqa: E402 - nothing may be imported before the patch

eventlet.monkey_patch()

from qtable import create_app, database  # noqa: E402
from qtable.server import run  # noqa: E402

app = create_app(async_mode="eventlet")
database.check(app)
gc.enable()

if __name__ == "__main__":
    run(app)
