"""Cases: what one agency does about one person until she is safe, and what came of it."""
