"""Counts of people by origin, country and situation: exact for those who may see the people, with small cells hidden for others."""
