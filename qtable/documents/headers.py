"""What headers and the parts of a path mean, each with an example."""

from qtable.documents.examples import COMBINATION, CURSOR, GUEST, SERVER, TABLE, USER

HEADERS: dict[str, tuple[str, str]] = {
    "Content-Disposition": ("The name of the file.", 'attachment; filename="days-2026-11-01-2026-11-20.csv"'),
    "ETag": ("What the answer is a state of; send it as If-None-Match and an unchanged one costs nothing.", 'W/"v1"'),
    "Idempotency-Key": (
        "16–64 of A–Z a–z 0–9 _ -. The same request with the same key is applied once.",
        "seat-7f3a9c01b2d4e6f8",
    ),
    "Idempotency-Replayed": ("true where this is the first answer to the same key, again.", "true"),
    "If-Match": ("The version that the act was decided on; another present one is refused with 412.", '"3"'),
    "Location": ("Where to go.", "/host"),
    "Occurred-At": (
        "When an act was done that is sent later: held between 12 hours ago and now, and behind the party's own steps.",
        "2026-11-20T19:30:00Z",
    ),
    "Retry-After": ("Seconds after which it is worth trying again.", "1"),
    "WWW-Authenticate": ("How to show who you are.", 'Bearer realm="QTable"'),
    "X-QTable-Cursor": ("The place in the change log just behind this change.", CURSOR),
    "X-QTable-Next": ("The cursor of the next page; absent on the last one.", "MTc5NTIwMzAwMDAwMDAwMC9kYW5h"),
    "X-QTable-Seq": ("The number of that place.", "1207"),
    "X-Request-Id": ("Names this request in the log; one that the client sends is kept.", "9f2c4e6a8b0d1f35"),
}

PARAMETERS: dict[str, tuple[str, str]] = {
    "combination_id": ("The combination's id.", COMBINATION),
    "device_id": ("The paired device's id.", "b7e0c1d2-6a4f-4f0e-8d55-1c9b3f7a2e60"),
    "filename": ("A file that belongs to the page.", "dist/app.js"),
    "guest_id": ("The guest's id.", GUEST),
    "reservation_id": ("The booking's id.", "8e1c2f7a-6a5d-4f2b-9c1e-3b7d5a9f0c44"),
    "restaurant_id": ("The restaurant's id or slug.", "qtable-bistro"),
    "section_id": ("The section's id.", "terrace"),
    "slug": ("The restaurant's slug.", "qtable-bistro"),
    "server_id": ("The server's id.", SERVER),
    "table_id": ("The table's id.", TABLE),
    "token": ("What a guest's link holds; 128 bits.", "QkiYFlpvyeh_AFr5Qkh0_w"),
    "user_id": ("The person's id.", USER),
}
