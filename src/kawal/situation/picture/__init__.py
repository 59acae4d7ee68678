"""The picture of one person, drawn from the standing facts by one pure reducer."""
