"""What the evenings were like, in numbers: reads only, never writes."""
