"""Values every room shares: what a NIK, a moment, a name, a phone number or an area code is. No database, no Django."""
