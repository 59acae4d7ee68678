"""Made-up subjects, and what Hypothesis makes of them."""

from hypothesis import strategies as st

SERUNI = {
    "name": "Seruni Umpama",
    "sex": "female",
    "birth_date": "1999-04-05",
    "birth_place": "99.01",
    "mother_name": "Kenanga Misal",
}
NAMES = [
    "SERUNI UMPAMA",
    "Siti Contoh",
    "St. Tjontoh",
    "Abdoel Misal",
    "M. G. Bano",
    "",
    "X",
    "王小明",
    "ا ب ت",
    "สมชาย ใจดี",
]
NIKS = [
    "9901014504990001",
    "9901014504990002",
    "9902017112850001",
    "0" * 16,
    "9" * 16,
    "",
]

texts = st.one_of(st.sampled_from(NAMES), st.text(max_size=40), st.text("AEINRSU DJOTH", max_size=400))
dates = st.one_of(
    st.dates().map(str), st.sampled_from(["1999", "1999-04", "1999-01-01", "", "31/12/1999", "9999-12-31"])
)
places = st.sampled_from(["99.01", "99.02", "99", "99.01.01.2001", "Contohan", ""])
subjects = st.fixed_dictionaries(
    {},
    optional={
        "name": texts,
        "aliases": st.lists(texts, max_size=3),
        "father_name": texts,
        "mother_name": texts,
        "birth_date": dates,
        "birth_place": places,
        "sex": st.sampled_from(["female", "male"]),
        "nik": st.one_of(st.sampled_from(NIKS), texts),
        "kk": st.sampled_from(NIKS),
        "passport": st.sampled_from(["X1234567", "x 1234567", "C0000000", ""]),
        "phones": st.lists(st.sampled_from(["+62 800-0000-0001", "0800 0000 002", "0"]), max_size=3),
        "address": places.map(lambda code: {"area": code}),
        "kawal_id": st.sampled_from(["k23456789abc", "kbbbbbbbbbbbb"]),
    },
)
