"""The numbers that QTable promises, measured on a real server process with clients that cost little themselves."""
