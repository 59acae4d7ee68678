"""Everything found by code and by name, and told apart from what it could be mistaken for."""

from datetime import date

import pytest

from kawal.reference import selectors as reference

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_memory_of_other_tests():
    reference.forget()
    yield
    reference.forget()


def first(q: str, **kwargs) -> str:
    return reference.list_areas(q=q, **kwargs)[0].code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("53.71", "53.71"),
        ("5371011001", "53.71.01.1001"),
        ("kab kupang", "53.01"),
        ("Kabupaten Kupang", "53.01"),
        ("kota kupang", "53.71"),
        ("kupang, ntt", "53.01"),
        ("ntt", "53"),
        ("kupnag", "53.01"),
        ("manggrai", "53.10"),
        ("lombok tmur", "52.03"),
        ("surbaya", "35.78"),
        ("kota baru", "63.02"),
        ("maumere", "53.07"),
        ("kec alok", "53.07.05"),
        ("oesapa, kota kupang", "53.71.03.1010"),
        ("desa sidorejo, magetan", "35.20.18.2005"),
        ("regapuu", "53.07.01.2021"),
        ("jakarta utara", "31.72"),
    ],
)
def test_an_area_is_found_by_code_by_name_and_misspelt(typed, code):
    assert first(typed) == code


def test_twins_stand_side_by_side_with_their_kind():
    labels = [it.full_label for it in reference.list_areas(q="kupang", limit=2)]
    assert labels == ["Kab. Kupang, Nusa Tenggara Timur", "Kota Kupang, Nusa Tenggara Timur"]


def test_a_village_is_shown_with_all_that_is_around_it():
    [card] = reference.list_areas(q="oesapa, kota kupang", limit=1)
    assert card.full_label == "Kel. Oesapa, Kec. Kelapa Lima, Kota Kupang, Nusa Tenggara Timur"


def test_a_search_can_keep_to_a_level_and_a_parent():
    found = reference.list_areas(q="kupang", level=3, parent="53.01")
    assert found and all(it.level == 3 and it.code.startswith("53.01") for it in found)


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", "\\", "'; drop table area; --", "x" * 5000, "\u202e", "1"]
)
def test_odd_typing_finds_nothing_and_breaks_nothing(typed):
    assert isinstance(reference.list_areas(q=typed), list)
    assert isinstance(reference.search(typed), list)


def test_a_former_code_is_known_says_its_successor_and_is_not_offered():
    former = reference.find_area("91.01")
    assert former is not None
    assert (former.label, former.is_former, former.successor) == ("Kab. Merauke", True, "93.01")
    assert first("merauke") == "93.01"
    assert "91.01" in {it.code for it in reference.list_areas(q="merauke", include_former=True)}


def test_children_are_the_standing_areas_right_below():
    assert len(reference.list_children()) == 38
    assert len(reference.list_children("53")) == 22
    assert len(reference.list_children(include_fictional=True)) == 39
    assert "91.01" not in {it.code for it in reference.list_children("91")}


def test_labels_of_many_codes_cost_one_query(django_assert_max_num_queries):
    reference.area_label("53")
    codes = [it.code for it in reference.list_areas(q="5371", limit=60)]
    with django_assert_max_num_queries(1):
        labels = reference.area_labels([*codes, "xx", "", "5301"])
    assert labels["53.71"] == "Kota Kupang"
    assert (labels["xx"], labels[""], labels["5301"]) == ("xx", "", "Kab. Kupang")


def test_hours_ahead_of_utc_follow_the_regency():
    assert [reference.find_area(c).utc_offset for c in ("32.73", "53.71.01.1001", "93.01")] == [7, 8, 9]


def test_known_codes_are_answered_from_memory(django_assert_num_queries):
    known = reference.known()
    with django_assert_num_queries(0):
        known = reference.known()
        assert known.has_area("53.71.01.1001") and known.has_area("91.01") and not known.has_area("53.72")
        assert known.has_post("plbn-entikong") and not known.has_post("plbn-entah")
        assert known.has_country("MYS") and not known.has_country("XXX")


@pytest.mark.parametrize("typed", ["MYS", "my", "458", "Malaysia", "malasia"])
def test_a_country_is_found_by_any_of_its_codes_and_by_name(typed):
    assert reference.list_countries(q=typed)[0].code == "MYS"


@pytest.mark.parametrize(("typed", "code"), [("saudi", "SAU"), ("hongkong", "HKG"), ("korea selatan", "KOR")])
def test_a_country_is_found_as_people_call_it(typed, code):
    assert reference.list_countries(q=typed)[0].code == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("entikong", "plbn-entikong"),
        ("soetta", "bandara-soekarno-hatta"),
        ("tunon taka", "pelabuhan-tunon-taka"),
        ("batam center", "pelabuhan-batam-centre"),
        ("pelabuhan-dumai", "pelabuhan-dumai"),
    ],
)
def test_a_post_is_found_by_code_and_by_what_people_call_it(typed, code):
    assert reference.list_posts(q=typed)[0].code == code


def test_debarkation_points_of_the_corridors_are_marked():
    codes = {it.code for it in reference.list_posts(only_debarkation=True)}
    assert {"plbn-entikong", "pelabuhan-tunon-taka", "pelabuhan-batam-centre", "pelabuhan-dumai"} <= codes
    assert {"bandara-soekarno-hatta", "bandara-el-tari", "pelabuhan-lorens-say", "pelabuhan-tenau"} <= codes


def test_missions_of_a_country_begin_with_the_embassy():
    codes = [it.code for it in reference.list_missions(country="MYS")]
    assert codes[0] == "kbri-kuala-lumpur"
    assert {"kjri-kuching", "kjri-johor-bahru", "kjri-kota-kinabalu", "kri-tawau"} <= set(codes)


def test_offices_for_a_district_come_from_its_regency_and_its_province():
    codes = [it.code for it in reference.list_offices_for(area="53.07.05")]
    own = {"desa-5307", "dinsos-5307", "disnaker-5307", "p4mi-maumere", "uptd-ppa-5307"}
    assert set(codes[:5]) == own and {"bp3mi-ntt", "dinsos-53"} <= set(codes[5:])


def test_offices_that_nobody_confirmed_say_so():
    assert reference.find_agency("dinsos-5307").is_verified is False
    assert reference.find_agency("kemensos").is_verified is True


def test_a_company_is_found_by_licence_and_its_suspension_has_a_day():
    suspended = reference.list_companies(status="suspended")[0]
    assert suspended.is_fictional and suspended.status_since is not None
    assert suspended.may_place_on(date(2018, 1, 1)) and not suspended.may_place_on(suspended.status_since)
    assert reference.find_company(suspended.licence) == suspended


def test_a_code_has_a_label_in_both_languages_and_an_unknown_one_is_its_own():
    assert reference.code_label("problems", "debt") == "Jeratan utang"
    assert reference.code_label("problems", "debt", language="en") == "Debt"
    assert reference.code_label("problems", "entah") == "entah"
    assert reference.find_code("htcds_methods_of_control", "debtbondage") is None


def test_codes_that_a_standard_gave_up_are_not_valid_any_more():
    assert reference.list_codes("htcds_vulnerabilities", on=date(2021, 11, 1))
    assert not reference.list_codes("htcds_vulnerabilities", on=date(2022, 1, 1))


@pytest.mark.parametrize("job", ["pengurus_rumah_tangga", "Juru masak", "Migrant fishing crew"])
def test_jobs_free_of_cost_are_known_by_code_and_by_label(job):
    assert reference.is_zero_cost_job(job)
    assert not reference.is_zero_cost_job("perawat")


def test_a_legal_limit_is_asked_as_of_a_day():
    limit = reference.limit("T1", date(2026, 1, 1))
    assert limit is not None
    assert (limit.value, limit.unit, limit.clock_from) == (7, "days", "request")
    assert limit.basis == "UU 21/2007 Pasal 52" and limit.source.startswith("https://")
    assert reference.limit("T1", date(2007, 1, 1)) is None
    assert reference.limit("T16", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("typed", "kind", "code"),
    [
        ("kota kupang", "area", "53.71"),
        ("kjri kucing", "agency", "kjri-kuching"),
        ("saudi", "country", "SAU"),
        ("soetta", "post", "bandara-soekarno-hatta"),
        ("jeratan utang", "code", "problems/debt"),
        ("T1", "limit", "T1"),
    ],
)
def test_one_search_finds_everything(typed, kind, code):
    best = reference.search(typed)[0]
    assert (best.kind, best.code) == (kind, code)


def test_one_search_can_keep_to_one_kind():
    assert {it.kind for it in reference.search("kupang", kind="agency")} == {"agency"}
