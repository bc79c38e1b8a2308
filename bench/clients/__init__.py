"""Clients of the public protocol: HTTP, Socket.IO and plain WebSockets, each folding what it hears."""
