"""What linkage is measured against. `febrl.py` runs in an environment of its own (`requirements/bench.txt`)."""
