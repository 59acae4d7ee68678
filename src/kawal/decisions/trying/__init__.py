"""What would another threshold change? Asked over everybody, before anybody decides; it writes nothing."""
