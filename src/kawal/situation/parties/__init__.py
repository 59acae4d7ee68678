"""Recruiters, companies, lenders and employers: who is named in reports, how often, and who may be the same."""
