"""Dated tables of the world that decide what a fact means: licences, closed countries, wages, outages. Pure, but for its tables."""
