"""What the evening will bring, for the stand: quotes, free tables and suggestions. Reads only, never writes."""
