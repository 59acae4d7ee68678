"""What are we doing about it?"""
