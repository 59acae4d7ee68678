"""Hand-overs on a page: prepared at a desk, signed on any phone, complete only with every signature."""
