"""Whose claims are whose: joining, doubting, taking back, searching."""
