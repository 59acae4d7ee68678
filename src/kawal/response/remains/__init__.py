"""The way home of those who died abroad: papers, flight, cargo, ambulance, burial, and what is owed to the family."""
