"""The book: who comes when, and which table waits for them."""
