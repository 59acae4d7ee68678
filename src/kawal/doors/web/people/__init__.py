"""Search, the person page, registration, claims, viewers, same-person notes."""
