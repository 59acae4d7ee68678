"""What shows only at scale: named SQL steps over everyone at once. No Django."""
