"""Load, replays and the clients that they and the tests share."""
