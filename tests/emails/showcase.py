"""An office with something of everything, from which the letters of these tests are written."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from sheets_sync.domain.assessment import Assessment
from sheets_sync.domain.finding import RuleText
from sheets_sync.domain.message import Address
from sheets_sync.domain.unit import Unit
from sheets_sync.emails import Context
from tests.builders import OCTOBER, OFFICE, Told, assessment, complete, exempt, finding, kalurahan, kapanewon, missing, opd, report

CONTEXT = Context(
    office=OFFICE,
    form_url="https://forms.example.com/laporan",
    reply_to="monev@example.go.id",
    public_url="https://rekap.example.go.id/",
    leadership=(Address("bupati@example.go.id", "Bupati Gunungkidul"), Address("sekda@example.go.id")),
    admin=(Address("admin@example.go.id"),),
    prefilled=lambda label, month: f"https://forms.example.com/laporan?unit={quote(label)}&bulan={month}",
)

WONOSARI, NGLIPAR = kapanewon(), kapanewon("34.03.02", "Nglipar")
VILLAGES = [
    kalurahan(2001 + number, name) for number, name in enumerate(("Wonosari", "Kepek", "Piyaman", "Gari", "Karangtengah", "Selang"))
]
FAR_VILLAGES = [kalurahan(2001 + number, name, "34.03.02") for number, name in enumerate(("Natah", "Pilangrejo", "Kedungpoh", "Kepek"))]
OFFICES = [
    opd(head_title="Kepala Dinas Kesehatan", head_name="dr. Contoh, M.Kes."),
    opd("OPD-SETWAN", "Sekretariat Dewan Perwakilan Rakyat Daerah"),
    opd("OPD-BAGUMUM", "Bagian Umum", head_email=""),
    opd("OPD-BARU", "Badan Baru"),
]
UNITS = [*OFFICES, WONOSARI, NGLIPAR, *VILLAGES, *FAR_VILLAGES]
KEPEK = VILLAGES[1]

RULE_TEXTS = {
    text.code: text
    for text in (
        RuleText(
            "missing-links",
            "error",
            "Tautan belum ada",
            "{platform}: dilaporkan {count} unggahan, tetapi belum ada tautannya.",
            "Isi formulir sekali lagi untuk bulan yang sama dan tempelkan tautan unggahan {platform}.",
        ),
        RuleText(
            "missing-count",
            "error",
            "Jumlah unggahan belum diisi",
            "{platform}: jumlah unggahan masih kosong.",
            "Isi jumlahnya; tulis 0 apabila memang tidak ada unggahan.",
        ),
        RuleText(
            "fewer-links-than-posts",
            "warning",
            "Tautan lebih sedikit dari unggahan",
            "{platform}: ada {links} tautan untuk {count} unggahan.",
            "Lengkapi tautan yang belum tercantum.",
        ),
        RuleText(
            "no-sk",
            "warning",
            "SK pengelola belum tercatat",
            "Nomor SK pengelola akun belum ada dalam Daftar Unit.",
            "Kirimkan salinan SK kepada Diskominfo.",
        ),
        RuleText(
            "superseded",
            "info",
            "Isian diperbarui",
            "{platform}: isian terakhir menggantikan isian sebelumnya ({old}).",
            "Tidak ada yang perlu dilakukan.",
        ),
        RuleText("ambiguous-unit", "error", "Nama unit belum pasti", "Nama unit “{text}” belum pasti.", "Tanyakan kepada pengirimnya."),
    )
}


def about(unit: Unit, rule: str, platform: str, label: str, **values: object) -> dict[str, object]:
    """A finding on one platform, as the rules write it: the platform's label is among the values."""
    row = finding(rule, unit, platform=platform, row=17)
    return {**row, "values": {"platform": label, **values}}


def _months_before() -> list[Told]:
    """Five months that ran ever better: of each unit's neighbours, one more is complete every month."""
    told = []
    for back in range(5, 0, -1):
        month = OCTOBER - back
        for number, unit in enumerate(UNITS):
            if number % 8 < 6 - back:
                told.append(complete(unit, month, posts=2 + (number + back) % 5, late=number % 4 == 0))
            elif number % 8 == 6:
                told.append(report(unit, month, website=3, instagram=5, facebook=0, x=2))
    return told


def _october() -> list[Told]:
    dinkes, setwan, bagumum, baru = OFFICES
    return [
        complete(dinkes, posts=6),
        complete(setwan, posts=3, late=True),
        missing(bagumum),
        exempt(baru),
        complete(WONOSARI, posts=5),
        report(NGLIPAR, website=2, instagram=1234, facebook=7, x=0, tiktok=1, youtube=0, threads=None),
        complete(VILLAGES[0], posts=4),
        report(KEPEK, website=4, instagram=9, facebook=12, x=0, tiktok=3, youtube=None, threads=0, links={"instagram": 7, "tiktok": 0}),
        missing(VILLAGES[2]),
        complete(VILLAGES[3], posts=1, late=True),
        complete(VILLAGES[4], posts=2),
        report(VILLAGES[5], website=1),
        *(complete(village, posts=3) for village in FAR_VILLAGES[:2]),
        missing(FAR_VILLAGES[2]),
        missing(FAR_VILLAGES[3]),
    ]


def unclear(text: str, *units: Unit, came: datetime | None = datetime(2026, 11, 3, 9, 12)) -> dict[str, object]:
    """A response for October that may be any of the units'."""
    row = {"rule": "ambiguous-unit", "severity": "error", "unit": "", "month": OCTOBER.ordinal, "platform": "", "row": 18}
    return {**row, "values": {"text": text, "candidates": "", "may_be": tuple(unit.code for unit in units), "came": came}}


FINDINGS = [
    about(KEPEK, "fewer-links-than-posts", "instagram", "Instagram", links=7, count=9),
    about(KEPEK, "missing-links", "tiktok", "TikTok", count=3),
    about(KEPEK, "missing-count", "youtube", "YouTube"),
    about(KEPEK, "superseded", "x", "X", old="2"),
    finding("no-sk", KEPEK, month=None),
    finding("no-sk", VILLAGES[0], month=None),
    unclear("Kepek", KEPEK, FAR_VILLAGES[3]),
]


def office() -> Assessment:
    """October 2026 of the whole office, three days after the due moment."""
    return assessment(UNITS, [*_months_before(), *_october()], FINDINGS, rule_texts=RULE_TEXTS)
