"""Administrative areas of Indonesia, from province to village."""
