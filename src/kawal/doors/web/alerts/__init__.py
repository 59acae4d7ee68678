"""The list of alerts, one alert, taking and closing it."""
