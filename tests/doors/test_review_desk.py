"""The review desk: who sees which pair, what the page says, how an answer is given, taken back, and met by another's."""

import re

import pytest
from django.test import Client

from kawal import flow
from kawal.access.scope import ENGINE
from kawal.access.wall import enter
from kawal.doors.web.identity import words
from kawal.doors.web.identity.values import SAID
from kawal.situation.linkage import selectors as linkage
from kawal.situation.linkage.rules.comparing import LEVELS
from kawal.situation.linkage.services import sample_links
from kawal.situation.pictures.models import Picture
from tests.doors.people_pages import UMPAMA, client_of, every, said
from tests.world import NOW, days_ago, report

pytestmark = pytest.mark.django_db
BULAN = {"name": "Bulan Contohwati", "sex": "female", "birth_date": "1994-08-17", "mother_name": "Ratih Andaikata",
         "birth_place": "99.04", "address": {"area": "99.04.05.2001"}, "phones": ["+628000000412"]}  # fmt: skip
BULIN = {**BULAN, "name": "Bulan Tjontohwati", "birth_date": "1994-08", "phones": ["+628000000077"]}
KENANGA = {**UMPAMA, "name": "Kenanga Misal", "passport": "X0999999"}
ELSEWHERE = {"agency": "dinsos-9905", "area": "99.05"}


def alike(*more) -> tuple[int, str, str]:
    """Two who may be one: the number of the question and both codes."""
    one, other = (
        str(it.kawal_id)
        for it in report(
            said("departed", "2026-01-05", subject=BULAN, source="imigrasi", basis="document"),
            said(
                "complained",
                days_ago(9),
                subject=BULIN,
                place={"country": "MYS"},
                data={"problems": ["unpaid"]},
            ),
        )
    )
    if more:
        report(*more)
    flow.link_left(now=NOW)
    return asked()[-1], one, other


def one_number() -> int:
    """Two people with one NIK and two names."""
    report(said("departed"), said("departed", subject=KENANGA, source="imigrasi"))
    return asked()[-1]


def asked() -> list[int]:
    enter(ENGINE)
    return linkage.list_waiting(scope=ENGINE)


def answer(client: Client, proposal: int, verdict: str = "different", **more: str):
    return client.post(f"/telaah/{proposal}/jawab/", {"answer": verdict, **more})


def test_the_queue_names_both_and_says_why_and_how_long():
    alike()
    page = client_of().get("/telaah/").content.decode()
    assert "Bulan Contohwati" in page and "Bulan Tjontohwati" in page
    assert "1 pasangan menunggu, kira-kira 1 menit" in page
    assert "KJRI Kuching" in page and "Imigrasi" in page


def test_an_empty_queue_says_what_was_checked():
    page = client_of().get("/telaah/").content.decode()
    assert "sudah dibandingkan dengan semua yang lain" in page and "Terakhir diperiksa" in page


@pytest.mark.parametrize("role", ["border_post", "shelter", "village", "investigator"])
def test_who_reviews_no_identities_has_no_desk(role):
    assert client_of(role).get("/telaah/").status_code == 403


def test_a_pair_shows_marks_evidence_in_words_and_both_timelines():
    proposal, _one, _other = alike()
    page = client_of().get(f"/telaah/{proposal}/").content.decode()
    assert re.search(r"<mark>T?j</mark>|<mark>Tj</mark>", page)
    assert "sangat mendukung" in page and "Ratih Andaikata" in page
    assert "Tidak ada dua tempat pada satu hari." in page and '<svg class="threads"' in page
    assert "Bisa dipisah lagi kapan saja" in page
    assert "Tidak ada jawaban yang diutamakan." in page


def test_places_without_a_province_are_listed_and_no_map_is_drawn():
    abroad = {"place": {"country": "MYS"}}
    for name, source in (("Purina Sekiranya", "imigrasi"), ("Wulan Andai", "sbmi")):
        report(said("checked_in", subject={"name": name, "nik": UMPAMA["nik"]}, source=source, **abroad))
    page = client_of("national").get(f"/telaah/{asked()[-1]}/").content.decode()
    assert "Tempat yang disebut" in page and '<svg class="places"' not in page
    assert not re.search(r">\s*None\s*<", page)


def test_a_pair_tells_neither_a_percentage_nor_a_whole_number_and_names_nobody_in_its_title():
    page = client_of().get(f"/telaah/{one_number()}/").content.decode()
    assert not re.search(r"\d\s?%", re.sub(r"<svg.*?</svg>|<script.*?</script>", "", page, flags=re.DOTALL))
    assert UMPAMA["nik"] not in page and "X0999999" not in page
    [title] = re.findall(r"<title>(.*?)</title>", page)
    assert "Seruni" not in title and "Kenanga" not in title


def test_every_answer_has_its_key_and_none_is_favoured():
    page = client_of().get(f"/telaah/{one_number()}/").content.decode()
    assert all(f'data-key="{key}"' in page for key in "sby")
    form = page[page.index('id="jawab"') :]
    assert 'class="btn"' not in form and "autofocus" not in form


@pytest.mark.parametrize("path", ["", "jawab/", "urungkan/"])
def test_a_hidden_pair_reads_like_an_absent_one(path):
    proposal = one_number()
    stranger = client_of(**ELSEWHERE)
    ask = stranger.post if path else stranger.get
    hidden, absent = (
        ask(f"/telaah/{proposal}/{path}", {"answer": "same"}),
        ask(f"/telaah/99999999/{path}", {"answer": "same"}),
    )
    assert hidden.status_code == absent.status_code == 404
    assert without_token(hidden) == without_token(absent)
    assert "Kenanga" not in stranger.get("/telaah/").content.decode()


def without_token(response) -> str:
    return re.sub(
        r"csrf\S+|value=\"\w{64}\"|/telaah/\d+/\S*|X-CSRFToken\S*\s?\S*", "", response.content.decode()
    )


@pytest.mark.slow
def test_an_answer_leads_to_the_next_pair_with_the_way_back():
    client = client_of()
    first = one_number()
    alike()
    [next_one] = [it for it in asked() if it != first]
    response = answer(client, first)
    assert response.url == f"/telaah/{next_one}/"
    page = client.get(response.url).content.decode()
    assert "Orang berbeda. Jawaban disimpan." in page and f"/telaah/{first}/urungkan/" in page


def test_the_last_answer_leads_to_the_queue():
    response = answer(client_of(), one_number())
    assert response.url == "/telaah/"


@pytest.mark.slow
def test_with_script_the_next_pair_comes_without_a_new_page():
    first = one_number()
    alike()
    response = client_of().post(
        f"/telaah/{first}/jawab/", {"answer": "different"}, headers={"HX-Request": "true"}
    )
    page = response.content.decode()
    assert page.lstrip().startswith('<div id="meja"') and "data-address" in page and "hx-swap-oob" in page


@pytest.mark.slow
def test_same_joins_and_undo_parts_again():
    proposal, one, other = alike()
    client = client_of()
    answer(client, proposal, "same")
    assert client.get(f"/orang/{other}/").content.count(b"Bulan Contohwati") > 0
    back = client.post(f"/telaah/{proposal}/urungkan/")
    assert back.url == f"/telaah/{proposal}/"
    assert asked() == [proposal]
    enter(ENGINE)
    view = flow.get_proposal(scope=ENGINE, proposal_id=proposal, now=NOW)
    assert {view.one.kawal_id, view.other.kawal_id} == {one, other}


def test_own_decisions_stand_in_a_list_with_note_and_undo():
    client = client_of()
    proposal = one_number()
    answer(client, proposal, note="Kakak adik, satu kartu.", kin="1")
    page = client.get("/telaah/keputusan/").content.decode()
    assert "Orang berbeda, satu keluarga" in page and "Kakak adik, satu kartu." in page
    assert f"/telaah/{proposal}/urungkan/" in page
    assert "Kakak adik" not in client_of(name="Rekan").get("/telaah/keputusan/").content.decode()


@pytest.mark.slow
def test_two_officers_at_once_are_told_in_a_sentence():
    proposal = one_number()
    answer(client_of(), proposal)
    late = client_of(name="Rekan Misal")
    page = late.get(answer(late, proposal, "same").url).content.decode()
    assert "Petugas lain sudah menjawab" in page and "Orang berbeda, menurut Damar Misalkan" in page


@pytest.mark.slow
def test_a_touched_pair_waits_for_a_second_officer_who_sees_it_first_and_without_the_answer():
    complaint = said(
        "complained", days_ago(1), subject=KENANGA, place={"country": "MYS"}, data={"problems": ["violence"]}
    )
    touched = one_number()
    alike(complaint)
    enter(ENGINE)
    first, second = client_of(), client_of(name="Rekan Misal")
    assert "dikuatkan penelaah kedua" in first.get(f"/telaah/{touched}/").content.decode()
    answer(first, touched, "same")
    assert "menunggu penelaah kedua" in first.get("/telaah/keputusan/").content.decode()
    assert f'href="/telaah/{touched}/' not in first.get("/telaah/").content.decode()
    queue = second.get("/telaah/").content.decode()
    assert queue.index(f'href="/telaah/{touched}/"') < queue.index('class="queue') + 400
    page = second.get(f"/telaah/{touched}/").content.decode()
    assert "Seorang rekan sudah menjawab" in page and "menurut Damar" not in page
    answer(second, touched, "same")
    assert touched not in asked()


@pytest.mark.slow
def test_two_who_answer_differently_open_the_question_again():
    complaint = said(
        "complained", days_ago(1), subject=KENANGA, place={"country": "MYS"}, data={"problems": ["violence"]}
    )
    touched = one_number()
    report(complaint)
    first, second = client_of(), client_of(name="Rekan Misal")
    answer(first, touched, "same")
    answer(second, touched, "different")
    page = first.get(f"/telaah/{touched}/").content.decode()
    assert "Dua penelaah menjawab berbeda" in page and 'data-key="s"' in page


def test_the_list_as_a_file_says_what_it_counts():
    alike()
    text = client_of().get("/telaah/?bentuk=csv").getvalue().decode("utf-8-sig")
    assert "Satu baris: satu pasangan catatan" in text and "Bulan Tjontohwati" in text


def test_the_queue_takes_the_same_number_of_questions_for_many(django_assert_max_num_queries):
    client = client_of()
    alike()
    client.get("/telaah/")
    with django_assert_max_num_queries(14):
        client.get("/telaah/")
    report(*(said("departed", subject={**UMPAMA, "nik": f"99040541019912{n:02}", "name": name})
             for n in range(5) for name in (f"Satu{n} Umpama", f"Kenanga{n} Misal")))  # fmt: skip
    with django_assert_max_num_queries(14):
        assert client.get("/telaah/").content.count(b"data-row") > 5


def three_tied() -> int:
    """Three who may be one: the number of one of the questions."""
    report(
        said("departed", subject=BULAN, source="imigrasi"),
        said("departed", subject=BULIN),
        said("departed", subject={**BULAN, "name": "Bulan", "birth_date": "1994"}, source="bp3mi-jatim"),
    )
    flow.link_left(now=NOW)
    return asked()[0]


def test_more_than_two_stand_side_by_side_with_the_questions_between_them():
    proposal = three_tied()
    page = client_of().get(f"/telaah/{proposal}/kelompok/").content.decode()
    assert "Siapa di antara ini orang yang sama?" in page
    assert all(f"<b>{letter}</b>" in page for letter in "ABC")
    assert page.count("Bandingkan</a>") >= 2
    assert client_of(**ELSEWHERE).get(f"/telaah/{proposal}/kelompok/").status_code == 404


@pytest.mark.slow
def test_claims_of_somebody_else_leave_and_come_back():
    code = str(
        report(
            said("departed", subject=UMPAMA),
            said("departed", subject={**UMPAMA, "birth_date": "1989-01-01"}, source="imigrasi"),
        )[-1].kawal_id
    )
    client = client_of()
    page = client.get(f"/telaah/pisah/{code}/").content.decode()
    first, second = re.findall(r'name="claim" value="(\d+)"', page)
    refused = client.post(f"/telaah/pisah/{code}/", {"claim": [first, second]}).content.decode()
    assert "sedikitnya satu, dan tidak semuanya" in refused
    done = client.post(f"/telaah/pisah/{code}/", {"claim": [second], "note": "Lahir 1989."})
    assert done.url == f"/orang/{code}/"
    page = client.get(done.url).content.decode()
    [undo] = re.findall(r'action="(/telaah/\d+/urungkan/)"', page)
    assert client.get(f"/telaah/pisah/{code}/").content.count(b'name="claim"') == 1
    client.post(undo)
    assert client.get(f"/telaah/pisah/{code}/").content.count(b'name="claim"') == 2


def test_a_split_of_somebody_out_of_sight_reads_like_nobody():
    code = str(report(said("departed"))[0].kawal_id)
    stranger = client_of(**ELSEWHERE)
    assert (
        stranger.get(f"/telaah/pisah/{code}/").status_code
        == stranger.get("/telaah/pisah/K0000/").status_code
        == 404
    )


HIDDEN = {**BULIN, "address": {"area": "99.05.01.2001"}}


def across(**hidden) -> tuple[str, str]:
    """One here, whom the own agency reported, and one in the next regency who resembles her; both codes."""
    one, other = report(
        said("departed", subject=BULAN, source="dinsos-9904"),
        said("departed", subject={**HIDDEN, **hidden}, source="dinsos-9905"),
    )
    flow.link_left(now=NOW)
    return str(one.kawal_id), str(other.kawal_id)


def ask_url(client: Client, code: str) -> list[str]:
    return re.findall(r'action="(/telaah/tanya/[^"]+)"', client.get(f"/orang/{code}/").content.decode())


@pytest.mark.slow
def test_who_sees_one_side_asks_the_owner_and_learns_one_word():
    here, there = across()
    asker, owner = client_of(), client_of(**ELSEWHERE)
    [ask] = ask_url(asker, here)
    asker.post(ask)
    assert ask_url(asker, here) == []
    queue = owner.get("/telaah/").content.decode()
    assert "Dinsos Umpama Selatan bertanya" in queue
    [question] = re.findall(r'href="(/telaah/pertanyaan/\d+/)"', queue)[:1]
    page = owner.get(question).content.decode()
    assert "Ratih Andaikata" in page and "Dinsos Umpama Selatan" in page
    assert asker.get(question).status_code == 404
    owner.post(f"{question}jawab/", {"answer": "same"})
    told = asker.get("/telaah/").content.decode()
    assert "Pemilik menjawab: orang yang sama" in told
    assert "Tjontohwati" not in told + asker.get(f"/orang/{here}/").content.decode() and there not in told
    assert asker.get(f"/orang/{there}/").status_code == 404
    again = owner.post(f"{question}jawab/", {"answer": "different"})
    assert "Rekan Anda sudah menjawab" in owner.get(again.url).content.decode()


def test_of_a_child_nobody_elsewhere_is_told_that_there_is_anything_to_ask():
    here, _there = across()
    client = client_of()
    assert len(ask_url(client, here)) == 1
    assert every(Picture).filter(birth_year=1994, home__startswith="99.05").update(birth_year=2012) == 1
    assert ask_url(client, here) == []


def test_nobody_asks_about_whom_the_own_agency_said_nothing():
    here, _there = across()
    assert ask_url(client_of("protection"), here) == []


@pytest.mark.slow
def test_the_figures_of_the_desk_count_answers_time_and_agreement():
    proposal = one_number()
    client = client_of()
    page = client.get(f"/telaah/{proposal}/").content.decode()
    [opened] = re.findall(r'name="opened" value="([^"]+)"', page)
    answer(client, proposal, opened=opened)
    page = client.get("/telaah/angka/").content.decode()
    assert "Jawaban per jam" in page and re.search(r"[0-9] detik", page)
    assert "Belum ada jawaban" in client_of(**ELSEWHERE).get("/telaah/angka/").content.decode()


def test_a_moment_that_the_page_did_not_sign_is_no_moment():
    client = client_of()
    answer(client, one_number(), opened="2020-01-01T00:00:00+00:00")
    assert "detik" not in client.get("/telaah/angka/").content.decode().replace("dari membuka", "")


def test_whatever_two_claims_can_say_of_each_other_has_words():
    assert set(words.FIELDS) == set(LEVELS) and set(SAID) == set(LEVELS)
    assert [
        f"{it}.{level}" for it in LEVELS for level in LEVELS[it] if f"{it}.{level}" not in words.REASONS
    ] == []


def test_two_countries_on_one_day_are_told_and_travel_is_not():
    alike(
        said("sheltered", days_ago(9), subject=BULAN, source="imigrasi", place={"area": "99.04"}, data={}),
    )
    page = client_of().get(f"/telaah/{asked()[0]}/").content.decode()
    [told] = re.findall(r"Dua tempat pada satu hari: ([^<]+)", page)
    assert "di Malaysia" in told and "di Indonesia" in told


def test_a_sampled_link_looks_like_any_other_pair():
    report(said("departed", subject=UMPAMA))
    report(said("departed", subject={**UMPAMA, "birth_date": "1989-01-01"}, source="imigrasi"))
    enter(ENGINE)
    assert sample_links(scope=ENGINE, now=NOW, share=1.0) == 1
    [proposal] = asked()
    page = client_of().get(f"/telaah/{proposal}/").content.decode()
    assert "Kalau sama" in page and all(f'data-key="{key}"' in page for key in "sby")
    assert "tercatat sebagai satu orang" not in page and "Halaman orangnya" not in page
    assert page.count('<th scope="col"><b>') == 2 and "1989" in page
