"""What tests stand on: a real server process, and the rule that every message must add up."""
