import pytest

from tests.office import GARI, KEPEK, Office, found, good


@pytest.mark.parametrize(
    ("cells", "rule", "value"),
    [
        ({"Induk": "34.03.99"}, "unknown-parent", "34.03.99"),
        ({"Jenis": "BUMD"}, "unknown-kind", "BUMD"),
        ({"SK Berlaku Sampai": "akhir tahun"}, "unreadable-date", "akhir tahun"),
        ({"Target Unggahan": "secukupnya"}, "unreadable-target", "secukupnya"),
        ({"Email Operator": "op.wonosari@example,go.id"}, "unusable-address", "o…@example,go.id"),
        ({"Email Operator": "kepek@example.go.id; lurah@"}, "unusable-address", "k…@example.go.id; lurah@"),
        ({"Email Kepala": "lurah@exa_mple.go.id"}, "unusable-address", "l…@exa_mple.go.id"),
    ],
)
def test_a_cell_that_cannot_be_understood_is_named_with_its_row(cells, rule, value):
    (finding,) = (
        found(Office([good("Gari")], [GARI, {**KEPEK, "Induk": "", **cells}]).assess(), rule)
        if rule != "unknown-parent"
        else ([each for each in found(Office([good("Gari")], [GARI, {**KEPEK, **cells}]).assess(), rule) if each.unit == KEPEK["Kode"]])
    )
    assert value in finding.values.values()
    assert finding.values["register_row"] == "3"


def test_a_clean_register_is_silent():
    assessment = Office([good("Gari")]).assess()
    for rule in ("unknown-parent", "unknown-kind", "unreadable-date", "unreadable-target", "unusable-address"):
        assert not found(assessment, rule)
