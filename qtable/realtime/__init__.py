"""Live delivery: one ordered feed per restaurant, to Socket.IO rooms and plain WebSockets."""
