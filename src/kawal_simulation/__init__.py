"""A fictional country that sends facts to Kawal, with the truth kept beside them.

Pure Python, no Django, no clock: the same seed and arguments give the same bytes.
Places, volumes and error rates follow published figures; every name, number,
company and person is invented.
"""
