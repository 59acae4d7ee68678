"""What does that call for?"""
