"""Looking up codes; suggestions for forms."""
