"""The fictional country of the demo: its people, the facts about them, the officers who log in, what they have done."""
