"""Files as the public may have them: read for what must be covered, and built anew without it."""
