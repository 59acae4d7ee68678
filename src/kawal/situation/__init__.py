"""What do we believe now?"""
