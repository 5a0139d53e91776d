"""The vocabulary of month answers besides the months' names."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTH_LABELS = _words("bulan bln bl bulannya month")
YEAR_LABELS = _words("tahun thn th taun year ta anggaran")

PASSED_OVER = (
    MONTH_LABELS
    | YEAR_LABELS
    | _words(
        """
        laporan laporannya lap lapor pelaporan melaporkan rekap rekapan rekapitulasi data periode priode per masa edisi untuk utk buat
        pada di ke dari dalam yaitu adalah yang yg ini itu tersebut kegiatan postingan posting unggahan konten medsos sosmed media sosial
        publikasi monev evaluasi bulanan opd kalurahan kapanewon kelurahan desa dinas kominfo diskominfo kami kita ya kak min mas mbak
        pak bu admin ok oke siap mohon maaf izin terima kasih terimakasih makasih dan of the for report reporting st nd rd masehi m jawa
        pukul jam wib am pm full penuh semua seluruh s d hari pelaksanaan realisasi capaian berjalan lalu kemarin kemaren wingi
        susulan perbaikan update terbaru final terlambat
        """
    )
)
"""Words beside a month's name that say nothing about which month."""

BESIDE_FIGURES = MONTH_LABELS | YEAR_LABELS | _words("laporan lap pelaporan rekap periode per masa edisi untuk utk pada di ke")
"""The few words beside which bare figures can still be a month: "laporan 10/2026", but not "12 postingan"."""

DAY_LABELS = _words(
    """
    minggu pekan mgg week hari tanggal tgl no nomor nomer tahap versi revisi rev senin selasa rabu kamis jumat jum at sabtu ahad
    monday tuesday wednesday thursday friday saturday sunday legi pahing pon wage kliwon
    """
)
"""Words whose numbers are days, weeks or issues, not months."""

PERIODS = _words(
    """
    triwulan triwulanan twulan tw trw triw kuartal kwartal quarter q semester smt sem smstr caturwulan cawu dwiwulan bimester setahun
    tahunan annual yearly
    """
)
ELSEWHERE = _words(
    """
    sebelum sblm sebelumnya setelah stlh sesudah pasca bukan selain kecuali sejak mulai semenjak before after since until sekarang
    seterusnya selanjutnya depan dst dll dsb tidak tdk belum blm lupa antara atau ato or mungkin kayaknya
    """
)
"""Words with which a month's name no longer says which month is meant."""

POSITIONS = _words("awal akhir pertengahan tengah")
RELATIVE = _words("ini lalu kemarin kemaren wingi berjalan")
BEFORE_ORDINALS = _words("ke - . no nomor nomer :")
