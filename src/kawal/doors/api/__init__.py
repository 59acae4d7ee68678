"""The API for agencies' machines."""
