"""Which rows of one table, or of two, are one person: any columns, no labels, no database. See `linking.link`."""
