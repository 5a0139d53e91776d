"""Links as people paste them; the labelled inputs are in tests/corpora/links.csv and link_cells.csv."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sheets_sync.domain.platforms import NOT_REPORTED_ON, PLATFORMS
from sheets_sync.intake.links import (
    KINDS,
    LINK_PLATFORMS,
    Link,
    LinkTable,
    account_contradicts,
    account_of,
    extract_links,
    parse_link,
    read_link_cells,
)

CORPORA = Path(__file__).parents[1] / "corpora"
INSTAGRAM = "https://www.instagram.com/p/DT5kQ0yvR3a/"


def corpus(name: str) -> list[dict[str, str]]:
    with (CORPORA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


LINKS = corpus("links.csv")
CELLS = corpus("link_cells.csv")


def test_links_are_read_as_a_clerk_reads_them() -> None:
    assert LINKS
    read = {row["text"]: parse_link(row["text"]) for row in LINKS}
    assert {text: [link.platform, link.kind, link.canonical_id, link.account] for text, link in read.items()} == {
        row["text"]: [row["platform"], row["kind"], row["canonical_id"], row["account"]] for row in LINKS
    }


def test_all_links_of_a_cell_are_found_in_order() -> None:
    assert CELLS
    found = {row["cell"]: [f"{link.platform}:{link.kind}" for link in extract_links(row["cell"])] for row in CELLS}
    assert found == {row["cell"]: row["expected"].split() for row in CELLS}


def test_only_honest_addresses_may_be_clicked() -> None:
    links = [parse_link(row["text"]) for row in LINKS]
    tricks = [link for link in links if link.kind in ("unsafe", "shortened", "no-link")]
    honest = [link.safe_url for link in links if link not in tricks]
    assert tricks
    assert {link.safe_url for link in tricks} == {None}
    assert [url for url in honest if not (url and url.startswith(("https://", "http://")) and url.isascii())] == []


@pytest.mark.parametrize("cell", [None, float("nan"), pd.NA, pd.NaT, 12, 3.5, True, datetime(2026, 10, 5), b"https://x.com", [], {}])
def test_a_cell_that_is_no_text_holds_no_links(cell: object) -> None:
    assert extract_links(cell) == []
    assert parse_link(cell).kind == "no-link"


def test_only_single_posts_count() -> None:
    counting = {row["kind"] for row in LINKS if parse_link(row["text"]).counts}
    assert counting == {"post", "share"}
    assert not Link("https://bit.ly/x", "invalid", "shortened").counts


def test_links_are_told_apart_by_identity_and_not_by_spelling() -> None:
    first, second, other = (
        parse_link(f"https://{text}") for text in ("youtu.be/dQw4w9WgXcQ", "m.youtube.com/shorts/dQw4w9WgXcQ", "youtu.be/x")
    )
    assert first.canonical_id == second.canonical_id != other.canonical_id


# What a register's cell says of an account


@pytest.mark.parametrize(
    ("text", "platform", "accounts"),
    [
        ("@diskominfo_gk", "instagram", ("diskominfo_gk",)),
        ("Diskominfo_GK", "instagram", ("diskominfo_gk",)),
        ("https://www.instagram.com/Diskominfo_GK/?hl=id", "instagram", ("diskominfo_gk",)),
        ("instagram.com/diskominfo_gk", "instagram", ("diskominfo_gk",)),
        ("@lama_gk | @baru.gk", "instagram", ("lama_gk", "baru.gk")),
        ("lama_gk; https://instagram.com/baru_gk", "instagram", ("lama_gk", "baru_gk")),
        ("Diskominfo (@diskominfo_gk)", "instagram", ("diskominfo_gk",)),
        ("kepek.id", "instagram", ("kepek.id",)),
        ("Dinas Kesehatan Gunungkidul", "facebook", ()),
        ("https://www.facebook.com/dinkesgk", "facebook", ("dinkesgk",)),
        ("https://www.facebook.com/profile.php?id=100064512345678", "facebook", ("100064512345678",)),
        ("https://x.com/dinkes_gk", "x", ("dinkes_gk",)),
        ("https://twitter.com/dinkes_gk", "x", ("dinkes_gk",)),
        ("https://www.tiktok.com/@dinkes_gk", "tiktok", ("dinkes_gk",)),
        ("https://www.youtube.com/@DinkesGK", "youtube", ("dinkesgk",)),
        ("https://www.threads.net/@dinkes_gk", "threads", ("dinkes_gk",)),
        ("https://www.instagram.com/dinkes_gk", "facebook", ()),
        ("https://dinkes.gunungkidulkab.go.id/", "website", ("dinkes.gunungkidulkab.go.id",)),
        ("www.dinkes.gunungkidulkab.go.id", "website", ("dinkes.gunungkidulkab.go.id",)),
        ("dinkes.gunungkidulkab.go.id | kepek.blogspot.co.id", "website", ("dinkes.gunungkidulkab.go.id", "kepek.blogspot.com")),
        ("-", "instagram", ()),
        ("belum ada", "instagram", ()),
        ("tidak", "instagram", ()),
        ("", "website", ()),
    ],
)
def test_what_the_register_names_is_read_like_what_links_carry(text: str, platform: str, accounts: tuple[str, ...]) -> None:
    assert account_of(text, platform) == accounts


@pytest.mark.parametrize(
    ("url", "registered", "contradicts"),
    [
        ("https://www.instagram.com/dinkes_gk/p/DAbc/", "dinkes_gk", False),
        ("https://www.instagram.com/dinsos_gk/p/DAbc/", "dinkes_gk", True),
        ("https://www.instagram.com/dinkes_lama/p/DAbc/", "dinkes_lama | dinkes_gk", False),
        ("https://www.instagram.com/p/DAbc/", "dinkes_gk", False),
        ("https://www.instagram.com/dinsos_gk/p/DAbc/", "", False),
        ("https://www.facebook.com/100064512345678/posts/123", "dinkesgk", False),
        ("https://www.facebook.com/dinsosgk/posts/123", "https://www.facebook.com/profile.php?id=100064512345678", False),
        ("https://www.facebook.com/100064512345678/posts/123", "https://www.facebook.com/profile.php?id=61550123456789", False),
        ("https://www.facebook.com/dinkes.gk/posts/123", "dinkesgk", False),
        ("https://www.facebook.com/Dinkes-GK-123456789012/posts/123", "dinkesgk", False),
        ("https://www.facebook.com/dinsosgk/posts/123", "dinkesgk", True),
        ("https://x.com/DINKES_GK/status/1", "@dinkes_gk", False),
        ("https://x.com/i/status/1", "@dinkes_gk", False),
        ("https://www.tiktok.com/@dinsos_gk/video/1", "@dinkes_gk", True),
        ("https://youtu.be/dQw4w9WgXcQ", "@dinkesgk", False),
        ("https://www.dinkes.gunungkidulkab.go.id/a", "dinkes.gunungkidulkab.go.id", False),
        ("https://dinkes.gunungkidulkab.go.id/a", "https://gunungkidulkab.go.id", False),
        ("https://gunungkidulkab.go.id/a", "dinkes.gunungkidulkab.go.id", False),
        ("https://dinsos.gunungkidulkab.go.id/a", "dinkes.gunungkidulkab.go.id", True),
        ("https://kepek.blogspot.co.id/a.html", "kepek.blogspot.com", False),
    ],
)
def test_a_link_contradicts_the_register_only_where_both_name_an_account(url: str, registered: str, contradicts: bool) -> None:
    link = parse_link(url)
    assert account_contradicts(link, account_of(registered, link.platform)) is contradicts


# What holds for any text

CHARACTERS = st.sampled_from("ahiptwx.:/?&=#@%-_,;()[]<>\"'|\\ \n\t0129ABC\u00a0\u200b…．／é🙏")
PIECES = st.sampled_from(
    [row["text"] for row in LINKS if len(row["text"]) < 200]
    + [
        "\n",
        " ",
        ", ",
        ",",
        ";",
        " | ",
        "1. ",
        "2) ",
        "Kegiatan ",
        "Posyandu: ",
        "www.",
        "https://",
        "http://",
        "instagram",
        ".com",
        "/p/",
        "...",
        "(",
        ")",
    ]
)
TYPED = st.one_of(
    st.text(), st.text(CHARACTERS, max_size=60), st.lists(PIECES, max_size=6).map("".join), st.lists(PIECES, max_size=6).map("\n".join)
)
IDS = st.from_regex(r"[A-Za-z0-9_-]{4,14}", fullmatch=True)
TRACKING = st.lists(
    st.sampled_from(["utm_source=ig", "utm_medium=social", "fbclid=IwAR0x", "gclid=a", "igsh=MWx1", "igshid=b", "ref=home"]), max_size=4
)


@given(TYPED)
@example("http://[")
@example("https://\ud800.com/a")
@example("https://www.instagram.com/p/" + "a" * 9000)
def test_no_text_is_too_odd(text: str) -> None:
    for link in [parse_link(text), *extract_links(text)]:
        assert link.platform in LINK_PLATFORMS
        assert link.kind in KINDS
        assert link.counts == bool(link.canonical_id)


@given(st.text(st.characters(exclude_characters=".:。．：。．，,")))
def test_without_a_full_stop_or_a_scheme_there_are_no_links(text: str) -> None:
    assert extract_links(text) == []


@given(TYPED)
def test_an_address_that_was_read_is_read_the_same_again(text: str) -> None:
    for link in extract_links(text):
        if link.safe_url is not None and link.kind != "other":
            assert parse_link(link.url) == link


@given(
    st.sampled_from(["https://www.instagram.com/p/{}/", "https://youtu.be/{}", "https://dinkes.gunungkidulkab.go.id/berita/x{}"]),
    IDS,
    TRACKING,
)
def test_tracking_never_changes_the_identity(form: str, post: str, tracking: list[str]) -> None:
    url = form.format(post)
    assert parse_link(url + "?" * bool(tracking) + "&".join(tracking)).canonical_id == parse_link(url).canonical_id != ""


HOSTS = [host for platform in (*PLATFORMS, *NOT_REPORTED_ON) for host in platform.links.hosts]
LOOKALIKES = st.sampled_from(
    [
        "{host}.evil.xyz", "{host}-login.xyz", "{word}-login.com", "{word}.xyz", "my{word}.com", "{word}.com.ru", "www-{host}", "{word}{word}.net",
        "{host}@evil.xyz", "{host}:8443", "evil.xyz\\{host}", "{host}%2eevil.xyz", "{host}\u2044p.evil.xyz", "{word}.evil.xyz", "{host}.co",
    ]
)  # fmt: skip


@given(st.sampled_from(HOSTS), LOOKALIKES, st.sampled_from(["/p/DAbc", "/a/status/1", "/@a/video/1", "/watch?v=abc"]))
def test_no_lookalike_passes(host: str, form: str, path: str) -> None:
    link = parse_link("https://" + form.format(host=host, word=host.partition(".")[0]) + path)
    brands = {brand for platform in (*PLATFORMS, *NOT_REPORTED_ON) for brand in platform.links.brands}
    assert link.platform == "invalid" or (link.platform == "website" and host.partition(".")[0] not in brands)


@given(st.sampled_from([host for host in HOSTS if len(host) > 8]), st.data())
def test_no_letter_of_another_alphabet_passes(host: str, data: st.DataObject) -> None:
    letters = {"a": "аα", "c": "с", "e": "е", "o": "оο", "p": "р", "i": "іı", "s": "ѕ", "y": "у", "x": "х", "t": "т", "k": "к"}
    places = [at for at, letter in enumerate(host.partition(".")[0]) if letter in letters]
    at = data.draw(st.sampled_from(places))
    forged = host[:at] + data.draw(st.sampled_from(letters[host[at]])) + host[at + 1 :]
    link = parse_link(f"https://www.{forged}/p/DAbc")
    assert (link.platform, link.safe_url) == ("invalid", None)


# The same, for millions


def rows_of(table: LinkTable) -> list[tuple[object, ...]]:
    accounts = [*table.accounts, ""]  # -1 finds the last
    return [
        (int(cell), LINK_PLATFORMS[platform], KINDS[kind], int(identity), accounts[account])
        for cell, platform, kind, identity, account in zip(
            table.cell, table.platform, table.kind, table.identity, table.account, strict=True
        )
    ]


def assert_read_alike(cells: list[object]) -> None:
    """Rows are the links of `extract_links`; identities agree exactly where canonical ids do."""
    links = [(at, link) for at, cell in enumerate(cells) for link in extract_links(cell)]
    rows = rows_of(read_link_cells(cells))
    assert [(at, link.platform, link.kind, link.account) for at, link in links] == [(*row[:3], row[4]) for row in rows]
    identities = {link.canonical_id: row[3] for (_, link), row in zip(links, rows, strict=True)}
    assert [identities[link.canonical_id] for _, link in links] == [row[3] for row in rows]
    assert len(set(identities.values())) == len(identities)
    assert identities.get("", 0) == 0


def test_the_corpora_are_read_alike_in_bulk() -> None:
    assert_read_alike([row["text"] for row in LINKS] + [row["cell"] for row in CELLS])


HEADS = st.sampled_from(
    [
        "www.instagram.com/p/", "instagram.com/reel/", "www.instagram.com/{name}/p/", "www.facebook.com/{name}/posts/", "www.facebook.com/reel/",
        "www.facebook.com/{name}/posts/{name}/", "m.facebook.com/{name}/videos/", "www.facebook.com/share/p/", "fb.watch/", "x.com/{name}/status/",
        "twitter.com/i/web/status/", "www.tiktok.com/@{name}/video/", "vt.tiktok.com/", "youtu.be/", "www.youtube.com/shorts/",
        "www.youtube.com/watch?v=", "www.facebook.com/watch/?v=", "www.facebook.com/permalink.php?story_fbid=", "www.facebook.com/photo?fbid=",
        "www.threads.net/@{name}/post/", "dinkes.gunungkidulkab.go.id/berita/", "www.dinkes.gunungkidulkab.go.id/{name}/{name}/", "kepek.id/",
        "kepek.blogspot.com/2026/10/", "kepek.id/2026/10/5/", "kepek.id/{name}/2026/7/", "x.com/12/status/", "www.facebook.com/groups/12/posts/", "fb.me/", "kepek.id/amp/", "kepek.id/index.php/", "kepek.id/?id=", "kepek.id/?option=", "kepek.blogspot.com/2026/10/a.html?view=", "kepek.id/search/", "kepek.id/{name}/search/",
        "www.youtube.com/", "www.instagram.com/", "bit.ly/", "drive.google.com/file/d/", "instagrarn.com/p/", "kepek.id/en/", "whatsapp.com/channel/{name}/",
        "www.google.com/url?q=", "tiktok.com/", "www.situs.desa.id/berita/", "situs.desa.id/artikel/2026/", "Instagram.com/p/", "m.youtube.com/watch?v=", "www.facebook.com/l.php?u=", "www.facebook.com/p/{name}-123456789012/", "t.co/", "kepek.id/www.x.com/",
    ]
)  # fmt: skip
NAMES = st.one_of(
    st.from_regex(r"[a-zA-Z0-9_.-]{1,16}", fullmatch=True), st.sampled_from(["p", "reel", "posts", "share", "index.php", "amp", "i", "10"])
)
POSTS = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,20}", fullmatch=True),
    st.from_regex(r"[0-9]{1,20}", fullmatch=True),
    st.from_regex(r"pfbid[A-Za-z0-9]{0,60}", fullmatch=True),
    st.sampled_from(
        [
            "kerja-bakti",
            "beranda",
            "index",
            "home",
            "login",
            "watch",
            "search",
            "amp",
            "p",
            "reel",
            "audio",
            "wp-admin",
            "en-us",
            "videoseries",
            "classic",
            "com_search",
            "welcome",
        ]
    ),
)
TAILS = st.sampled_from(
    ["", "", "", "/", ".html", "?igsh=MWx1==", "/?igsh=a", "?s=20", "&id=100064512345678", "&id=kepek&x=1", "&t=1s", "?m=1", "/embed/", ",", ";", ".",
     "...", "&amp;id=7", "?a=1&id=2", "&id=1&id=2", "/?u=https://x.com/a/status/1", "?x=www.kepek.id/a", "#top", "-", "_", "/#/berita/1", "&fbid=9", "%20",
     "?utm_source=whatsapp&utm_medium=social", "?utm_source=ig&id=3", "?fbclid=Iw&&igsh=a==", "?fbclid", "?=x", "?fbclid=a%3D&ref=b.c"]
)  # fmt: skip


@st.composite
def plain_links(draw: st.DrawFn) -> str:
    head = draw(HEADS)
    while "{name}" in head:
        head = head.replace("{name}", draw(NAMES), 1)
    return (
        draw(st.sampled_from(["https://", "https://", "http://", "Https://", "HTTPS://", "", "", "www."]))
        + head
        + draw(POSTS)
        + draw(TAILS)
    )


SEPARATORS = st.sampled_from(
    [
        "\n",
        " ",
        ", ",
        ",",
        "; ",
        ";",
        "\r\n",
        " dan ",
        "\n2. ",
        " 3) ",
        "\nPosyandu Balita: ",
        "\n\n",
        "\t",
        "|",
        "",
        " | ",
        " & ",
        " => ",
        "\n3.",
        "\nLink:",
        " / ",
        "\n(4)",
        "\x1e",
        "\x00",
        "\n12.",
        "\n1)",
        "\nIG:",
        " berita:",
        " ✅",
        " • ",
        " -",
        " _",
        " (",
        " u=",
        " h",
        " www. ",
        " www . ",
        " vt. ",
        "\nvm , ",
        " Kerja bakti. ",
        " 5/10.",
        "\n123.",
    ]
)


@st.composite
def link_cells(draw: st.DrawFn) -> str:
    cell = draw(st.sampled_from(["", "", "1. ", "Link:", "Kegiatan "]))
    for _ in range(draw(st.integers(0, 4))):
        cell += draw(plain_links()) + draw(SEPARATORS)
    return cell


@given(st.lists(st.one_of(link_cells(), TYPED, st.none(), st.floats()), max_size=8))
def test_any_cells_are_read_alike_in_bulk(cells: list[object]) -> None:
    assert_read_alike(cells)


def test_a_table_of_nothing_has_no_rows() -> None:
    for cells in ([], [None, float("nan"), "", "terlampir"]):
        table = read_link_cells(cells)
        assert len(table) == 0
        assert (table.cell.dtype, table.platform.dtype, table.kind.dtype) == (np.int32, np.int8, np.int8)
        assert (table.identity.dtype, table.account.dtype) == (np.uint64, np.int32)


def test_cells_may_come_as_a_column_of_a_frame() -> None:
    column = pd.Series([INSTAGRAM, None, "terlampir", f"{INSTAGRAM}\n{INSTAGRAM}"])
    table = read_link_cells(column.to_list())
    assert table.cell.tolist() == [0, 3, 3]
    assert len(set(table.identity.tolist())) == 1


def test_many_cells_stay_in_order_whichever_way_they_are_read() -> None:
    number = 150_000
    oddly = {
        3: "x.com/akun{}/status/{}",
        5000: "Lihat x .com, lalu <https://x.com/akun{}/status/{}>",
        140_001: "(https://x.com/akun{}/status/{})",
    }
    cells = [oddly.get(at, "https://x.com/akun{}/status/{}").format(at % 1000, at) for at in range(number)]
    table = read_link_cells(cells)
    assert table.cell.tolist() == list(range(number))
    assert [table.accounts[at] for at in table.account[[3, 5000, 140_001]]] == ["akun3", "akun0", "akun1"]
    assert len(set(table.identity.tolist())) == number
