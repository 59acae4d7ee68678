"""Settings, addresses and the entry for the web server."""
