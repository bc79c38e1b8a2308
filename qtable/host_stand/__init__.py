"""The page that the people at the door use."""
