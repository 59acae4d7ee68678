"""What a group or a site needs, as several assessors see it."""
