"""The committed lists themselves: counted, complete, sourced. No database."""

from collections import Counter, defaultdict

import pytest

from kawal.reference.areas.names import display_name
from kawal.reference.areas.shapes import country_outlines, province_outlines, regency_outlines
from kawal.reference.loading import agencies, sources
from kawal.reference.loading.sources import area_kind, records

HTCDS = {
    "htcds_gender": """Feminine Masculine TransgenderFeminine TransgenderMasculine NonConforming
        NonSpecifiedUnknown""",
    "htcds_relationship_to_trafficker": "Familial Acquainted Unaquainted",
    "htcds_trafficking_status": """PossibleVictimOfTrafficking ActualVictimOfTrafficking
        NotAVictimOfTrafficking""",
    "htcds_methods_of_control": """PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage
        FalsePromises PhysicalAbuse SexualAbuse TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare
        WithholdsNecessities PsychologicalAbuse PsychoactiveSubstance ExcessiveWorkingHours
        WithholdsDocuments Other""",
    "htcds_type_of_exploitation": """ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude
        ForcedMilitaryByNonStateActors OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other""",
    "htcds_type_of_sex_exploitation": """Prostitution Pornography RemoteInteractiveServices
        PrivateSexualServices""",
    "htcds_websites_and_apps": """Facebook Instagram WhatsApp Telegram FacebookMessenger Viber SnapChat Line
        4Sale WeChat QQ QZone TikTok Twitter Other""",
    "htcds_case_status": "Active FollowUp Closed ClosedReferred",
    "htcds_referral_reason": "AdditionalServicesRequired MigrationOrChangeOfLocation Other",
}
START_LISTS = {
    "documents": """ktp kk passport splp visa medical orientation insurance e_pmi skck training
        family_permission contract job_order""",
    "visas": "work visit umrah hajj transit student trainee none",
    "channels": "office village_agent social_media messaging hotline field_visit app",
    "problems": """unpaid_wages wage_deductions documents_withheld confinement violence
        sexual_violence threats excessive_hours debt other_work_than_agreed no_contact_allowed illness
        administrative other""",
    "case_outcomes": "proven strong_suspicion irregular_only not_confirmed",
    "permensos_exploitation": "a b c d e f g h i j k l m",
}


@pytest.fixture(scope="module")
def standing() -> dict[str, str]:
    return {it["code"]: it["name"] for it in records("areas.csv.gz") if not it["valid_to"]}


@pytest.fixture(scope="module")
def code_lists() -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for it in records("codes.csv"):
        found[it["list"]].append(it)
    return found


@pytest.mark.slow
def test_the_state_has_38_provinces_514_regencies_7285_districts_and_83762_villages(standing):
    assert Counter(code.count(".") + 1 for code in standing) == {1: 38, 2: 514, 3: 7_285, 4: 83_762}
    kinds = Counter(map(area_kind, standing))
    assert (kinds["kabupaten"], kinds["kota"]) == (416, 98)
    assert (kinds["desa"], kinds["kelurahan"], kinds["desa_adat"]) == (75_252, 8_496, 14)


def test_every_area_present_or_former_has_its_parent():
    codes = {it["code"] for it in records("areas.csv.gz")} | {
        it["code"] for it in records("fictional/areas.csv")
    }
    assert not [code for code in codes if "." in code and code.rpartition(".")[0] not in codes]


def test_no_real_area_lies_in_region_99_and_no_fictional_one_outside_it():
    assert not [it["code"] for it in records("areas.csv.gz") if it["code"].startswith("99")]
    assert all(it["code"].startswith("99") for it in records("fictional/areas.csv"))


def test_26_regencies_share_their_name_with_a_city_and_are_shown_apart(standing):
    twins = Counter(name for code, name in standing.items() if len(code) == 5)
    shared = [name for name, count in twins.items() if count == 2]
    assert len(shared) == 26
    shown = [display_name(area_kind(code), name) for code, name in standing.items() if len(code) == 5]
    assert len(set(shown)) == 514
    assert {"Kab. Kupang", "Kota Kupang"} <= set(shown)


def test_former_areas_end_after_they_begin_and_name_successors_that_stand(standing):
    former = [it for it in records("areas.csv.gz") if it["valid_to"]]
    assert len(former) > 7_000
    assert all(it["valid_from"] < it["valid_to"] for it in former)
    assert all(it["successor"] in standing for it in former if it["successor"])
    merauke = next(it for it in former if it["code"] == "91.01")
    assert (merauke["name"], merauke["successor"]) == ("Merauke", "93.01")


def test_the_new_provinces_of_papua_begin_in_2022():
    begun = {it["code"]: it["valid_from"] for it in records("areas.csv.gz") if len(it["code"]) == 2}
    assert [begun[code] for code in ("93", "94", "95", "96")] == ["2022-07-25"] * 3 + ["2022-12-08"]


@pytest.mark.parametrize("name", HTCDS)
def test_a_list_of_the_standard_keeps_every_letter(code_lists, name):
    assert [it["code"] for it in code_lists[name]] == HTCDS[name].split()
    assert {it["standard"] for it in code_lists[name]} == {"HTCDS 2.0"}


@pytest.mark.parametrize("name", START_LISTS)
def test_a_list_of_the_contract_is_complete(code_lists, name):
    assert [it["code"] for it in code_lists[name]] == START_LISTS[name].split()


def test_industries_are_the_21_sections_of_isic(code_lists):
    assert (
        "".join(it["code"][0] for it in code_lists["htcds_forced_labour_industry"]) == "ABCDEFGHIJKLMNOPQRSTU"
    )


def test_every_code_has_both_labels_a_source_and_a_first_day(code_lists):
    rows = [it for rows in code_lists.values() for it in rows]
    assert all(it["label_id"] and it["label_en"] and it["source"] and it["valid_from"] for it in rows)
    assert all(it["code"] == it["code"].strip() for it in rows)
    assert len({(it["list"], it["code"]) for it in rows}) == len(rows)


def test_ten_jobs_are_free_of_cost(code_lists):
    assert len(code_lists["zero_cost_jobs"]) == 10


def test_legal_limits_t1_to_t15_have_a_source_and_nothing_unread_is_among_them():
    rows = list(records("limits.csv"))
    rules = {it["rule"].rstrip("ab") for it in rows}
    assert rules == {f"T{number}" for number in range(1, 16)}
    assert all(it["source"] and it["basis"] and it["valid_from"] for it in rows)
    assert {it["confidence"] for it in rows} <= {
        "full_text_read",
        "article_read",
        "as_quoted",
        "local_standard",
    }
    text = " ".join(" ".join(it.values()) for it in rows)
    assert "[GK]" not in text and "[U]" not in text


def test_249_countries_have_three_codes_and_two_names_each():
    rows = list(records("countries.csv"))
    assert len(rows) == 249
    for field, size in (("code", 3), ("alpha2", 2), ("numeric", 3)):
        assert len({it[field] for it in rows}) == 249
        assert {len(it[field]) for it in rows} == {size}
    assert all(it["name_id"] and it["name_en"] for it in rows)


def test_posts_and_agencies_lie_in_areas_and_countries_that_exist(standing):
    real = standing | {it["code"]: it["name"] for it in records("fictional/areas.csv")}
    countries = {it["code"] for it in records("countries.csv")}
    assert not [row[0] for row in sources.posts() if row[4] and row[4] not in real]
    made = list(agencies.agencies())
    assert not [row[0] for row in made if row[7] and row[7] not in real]
    assert not [row[0] for row in made if set(row[8].strip("{}").split(",")) - countries - {""}]
    codes = {row[0] for row in made}
    assert not [row[0] for row in made if row[6] and row[6] not in codes]
    assert len([row for row in made if row[4] == "bp3mi" and row[15] == "list"]) == 23


def test_corridors_join_a_mission_and_a_post_that_exist():
    codes = {row[0] for row in agencies.agencies()}
    posts = {row[0] for row in sources.posts()}
    for it in records("corridors.csv"):
        assert it["mission"] in codes | {""}
        assert {it["post"], it["shelter"]} <= posts


def test_every_province_and_regency_has_an_outline_that_says_it_is_approximate(standing):
    provinces, regencies = province_outlines(), regency_outlines()
    assert {it.code for it in provinces.shapes} == {code for code in standing if len(code) == 2}
    assert {it.code for it in regencies.shapes} == {code for code in standing if len(code) == 5}
    assert "bukan batas resmi" in provinces.note
    assert all(it.path.startswith("m") and it.path.endswith("z") for it in regencies.shapes)


def test_an_outline_lies_around_its_area():
    ntt = regency_outlines("53")
    assert len(ntt.shapes) == 22
    kupang = next(it for it in ntt.shapes if it.code == "53.71")
    x, y = ntt.dot(-10.16, 123.60)
    west, north, east, south = kupang.box
    assert west <= x <= east and north <= y <= south


def test_destination_countries_have_an_outline_even_the_smallest():
    drawn = {it.code for it in country_outlines().shapes}
    assert {"MYS", "SGP", "HKG", "MAC", "BHR", "TWN", "SAU", "KHM", "MMR"} <= drawn
    assert drawn <= {it["code"] for it in records("countries.csv")}
