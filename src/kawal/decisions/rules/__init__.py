"""Rules as documents: an expression over the columns of the picture, with its source, reasons and examples. Pure."""
