"""The numbers of the moment: reads only, never writes."""
