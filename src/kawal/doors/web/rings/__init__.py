"""Rings: the list, one ring with its drawing, two beside each other, and two officers who call them one."""
