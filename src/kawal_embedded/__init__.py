"""The PostgreSQL that comes with the clone: for the demo and the tests, never for production.

One server an instance folder. Whoever needs it calls ``hold()``; a keeper process stops it when the last
holder is gone. Holding is a shared lock on a file, so the kernel gives it back however the holder died.
"""
