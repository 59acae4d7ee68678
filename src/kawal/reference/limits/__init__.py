"""Time limits and hard rules that the law sets, each dated and with its source."""
