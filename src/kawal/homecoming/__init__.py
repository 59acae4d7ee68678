"""What officers do on the way home: the entry in its register and the fact on her timeline, in one transaction.

Beside :mod:`kawal.flow`, for the same reason: a register (`response`) may not call upwards, and here is the only place that
knows which fact an act tells. One module a register.
"""
