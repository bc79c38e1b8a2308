"""The floor: tables and sections."""
