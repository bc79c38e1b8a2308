"""The guests' own pages: joining the waitlist, one's place in line, the screen in the lobby."""
