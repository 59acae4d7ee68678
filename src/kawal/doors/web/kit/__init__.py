"""What every page is made of: marks, words, times, cards and the sheet that styles them."""
