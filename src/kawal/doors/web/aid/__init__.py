"""Relief goods: what lies here, what comes and goes, giving to people and facilities, what a group needs."""
