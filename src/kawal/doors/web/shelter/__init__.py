"""A house tonight: who sleeps where, who comes, who goes; its books, rooms and complaints."""
