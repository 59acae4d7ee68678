"""The days from the first sign to home, and who had them. Returning people sooner is what the house is for."""
