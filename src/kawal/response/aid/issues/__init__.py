"""Who got what: one standing row a person, entitlement and period, at whatever site."""
