"""The yardstick of bench_google.py: what an analyst would write with gspread and pandas in an afternoon.

It does far less than the product: it believes every cell, checks no link, keeps no note, asks nothing twice.
"""

from __future__ import annotations

import sys

import gspread
import pandas as pd
from gspread.http_client import HTTPClient

KEY, CREDENTIALS, API_ROOT = sys.argv[1:4]
PLATFORMS = ("Website", "Instagram", "Facebook", "X", "TikTok", "YouTube", "Threads")
HEADER = {"textFormat": {"bold": True}, "backgroundColor": {"red": 0.12, "green": 0.23, "blue": 0.37}}


class Redirected(HTTPClient):
    def request(self, method, endpoint, **options):
        return super().request(method, endpoint.replace("https://sheets.googleapis.com", API_ROOT), **options)


def write(book, title, frame):
    """Clear and rewrite a tab, then format its header: three calls."""
    try:
        sheet = book.worksheet(title)
    except gspread.WorksheetNotFound:
        sheet = book.add_worksheet(title, len(frame) + 10, len(frame.columns))
    sheet.clear()
    if sheet.row_count < len(frame) + 1 or sheet.col_count < len(frame.columns):
        sheet.resize(len(frame) + 10, max(len(frame.columns), sheet.col_count))
    sheet.update([list(frame.columns), *frame.astype(object).fillna("").values.tolist()])
    sheet.format("1:1", HEADER)


client = gspread.service_account(filename=CREDENTIALS, http_client=Redirected)
book = client.open_by_key(KEY)
units = pd.DataFrame(book.worksheet("Daftar Unit").get_all_records())
answers = pd.DataFrame(book.worksheet("Form Responses 1").get_all_records())

answers["Nama Unit"] = answers["Nama Unit"].astype(str).str.strip()
answers["Bulan Laporan"] = answers["Bulan Laporan"].astype(str).str.strip()
latest = answers.drop_duplicates(["Nama Unit", "Bulan Laporan"], keep="last")
counts = [f"Jumlah Unggahan {platform}" for platform in PLATFORMS if f"Jumlah Unggahan {platform}" in latest]
latest = latest.assign(**{column: pd.to_numeric(latest[column], errors="coerce") for column in counts})
latest["Jumlah Unggahan"] = latest[counts].sum(axis=1)
months = latest["Bulan Laporan"].value_counts().head(12).index
grid = units[["Kode", "Nama Unit", "Jenis"]].merge(pd.DataFrame({"Bulan Laporan": months}), how="cross")
recap = grid.merge(latest[["Nama Unit", "Bulan Laporan", "Timestamp", *counts, "Jumlah Unggahan"]], how="left")
recap["Status"] = recap["Jumlah Unggahan"].notna().map({True: "Lengkap", False: "Belum Lapor"})

by_kind = recap.pivot_table(index="Jenis", columns="Status", values="Kode", aggfunc="count", fill_value=0).reset_index()
history = recap.pivot_table(index="Kode", columns="Bulan Laporan", values="Status", aggfunc="first").reset_index()
missing = recap[recap["Status"] == "Belum Lapor"][["Bulan Laporan", "Kode", "Nama Unit"]]
posts = recap.groupby("Jenis")[counts].sum().reset_index()

write(book, "Rekap", recap)
write(book, "Ringkasan", by_kind)
write(book, "Riwayat", history)
write(book, "Temuan", missing)
write(book, "Unggahan", posts)
