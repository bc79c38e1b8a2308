"""Everything that goes wrong, on real processes, while hosts work and devices listen: `make test-faults`."""
