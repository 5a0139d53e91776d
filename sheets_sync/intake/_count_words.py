"""The vocabulary of count answers: words beside a number that leave it as it is, words that may change it, words that say zero."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import OSA

from sheets_sync.domain.platforms import PLATFORMS
from sheets_sync.intake._month_names import MONTH_NAMES

LETTERS = re.compile(r"[^\W\d_]+")


def words_in(text: str) -> frozenset[str]:
    """A vocabulary from a text of words."""
    return frozenset(text.split())


_PLATFORM_OF_WORD = {
    word: platform.code for platform in PLATFORMS for name in platform.names for word in LETTERS.findall(name.casefold()) if len(word) > 1
}
PLATFORM_WORDS = _PLATFORM_OF_WORD.keys() | words_in(
    "x instagramnya ig fb yt tt twit tictok halaman medsos sosmed sosial media platform akun akunnya channel kanal page"
)

COUNTED = words_in(
    """
    postingan postinganya postingannya posting postingn postngan post posts pos postan unggahan unggahannya unggah ungahan
    upload uploadan uploads kiriman terbitan publikasi publish rilis release siaran konten content contents kontennya berita
    beritanya artikel judul tulisan materi kegiatan foto poto photo gambar video vidio videos reels reel rels feed feeds short
    shorts live tweet tweets twit twitt cuitan carousel karosel album status infografis flyer poster pamflet pengumuman informasi
    info dokumentasi buah bh biji item items pcs kali x
    """
)
LINK_WORDS = words_in("link links tautan url linknya tautannya")
"""What a number may count; the links of the posts are counted like posts, but "no link" does not say "no post"."""

TOTAL_WORDS = words_in("total totalnya jumlah jumlahnya jml jmlh jlh semua semuanya seluruhnya keseluruhan berjumlah")
BREAKDOWN_WORDS = words_in("terdiri rincian rinciannya meliputi yaitu yakni")
"""Words before a total, and between a total and its parts."""

FILLERS = (
    TOTAL_WORDS
    | BREAKDOWN_WORDS
    | words_in(
        """
        ada adalah sebanyak banyaknya sejumlah terdapat mencapai hanya cuma cuman saja aja doang baru sudah sdh telah di ke pada dari
        untuk utk dlm dalam selama periode bulan bln ini itu tersebut yang yg kami kita resmi ya yaa nih kak min mas mbak pak bu bapak
        ibu bpk admin ok oke siap terima kasih terimakasih makasih trims tks thanks matur nuwun suwun nggih mohon maaf izin ijin
        membuat memposting mengunggah mengupload menerbitkan mempublikasikan melaporkan lapor terlampir alhamdulillah
        dan dengan dgn atas serta plus dipublikasikan dipublish diunggah diposting diupload
        terposting terunggah terupload angka hasil nya
        """
    )
)

NEGATIONS = words_in(
    """
    tidak tdk tidka tdiak tida tidk tudak tifak tiak tdak td tak tk gak ga gk g nggak ngga enggak engga ndak ndk ora mboten boten
    belum blm blum belom bellum durung tanpa no not without
    """
)
EXISTENCE = words_in(
    """
    ada adaa aada adda ad aad ono ana wonten enten punya memiliki mempunyai terdapat melakukan membuat buat dibuat bikin memposting
    mengunggah mengupload menerbitkan mempublikasikan dipublikasikan diunggah diposting diupload terbit tayang aktivitas aktifitas update
    """
) | (COUNTED - {"x", "kali", "buah", "bh", "biji", "status", "live"})
EMPTY = words_in(
    """
    nihil nihill nihiil kosong kosongg nol zero none nil nothing tiada suwung kothong tidakada tdkada takada gakada gaada gada
    nggakada ggada belumada blmada tdakada
    """
)
_MISTYPED_EMPTY = words_in("nihl nihi niihil nikhil nhil nihal nihol ksong kosog kosng kososng koaong kosomg kodong")
ZERO_COMPANY = (
    NEGATIONS
    | EXISTENCE
    | EMPTY
    | COUNTED
    | PLATFORM_WORDS
    | (FILLERS - {"mencapai", "plus", "terlampir", "dari", "lapor"})
    | MONTH_NAMES.keys()
    | words_in("sama sekali pernah apa apapun lagi masih memang hal any melompong tahun thn lalu kemarin")
)
"""All words that an answer may hold that says there was nothing."""

NOT_A_REMARK = NEGATIONS | words_in(
    """
    tapi tetapi tpi namun kecuali selain hanya cuma cuman lihat cek menyusul nyusul nanti akan rencana di ada atau ato mungkin
    kayaknya sepertinya dulu sementara lainnya sisanya dan isi diisi
    """
)
"""Words that make what follows "nihil, …" more than a remark on it."""

DOUBTFUL = (NEGATIONS | EMPTY - {"nol", "zero"}) | words_in(
    """
    tapi tetapi tpi namun sejak semenjak mulai kumulatif akumulasi tahun thn setahun depan dijadwalkan terjadwal jadwal menunggu pending
    ditunda tertunda ditolak dibatalkan batal
    bukan target rencana rencananya direncanakan akan insyaallah insya mungkin kayaknya sepertinya kalau jika seharusnya harusnya
    masing kecuali selain termasuk kurang lebih lagi sisa dst dsb dll dkk etc seterusnya sebagainya lainnya minggu pekan hari sehari
    seminggu sebulan story stories cerita highlight highlights snap draft draf views view like likes follower followers
    pengikut komentar tayangan orang peserta error gagal dihapus hapus hilang juta jutaan
    """
)
"""Words that may change what a number means, wherever they stand."""

_NOUNS = sorted(word for word in COUNTED | LINK_WORDS if len(word) >= 5)
_NOT_NOUNS = words_in("hosting porting cerita derita saran sport shirt partikel gambaran anggaran jadul foster alumni")


@lru_cache(maxsize=8192)
def counts_things(word: str) -> bool:
    """Whether a word names what is counted, also slightly misspelt ("postigan")."""
    if word in COUNTED or word in LINK_WORDS:
        return True
    if len(word) < 5 or len(word) > 20 or word in DOUBTFUL or word in _NOT_NOUNS:
        return False
    slips = 1 if len(word) < 8 else 2
    return any(OSA.distance(word, noun, score_cutoff=slips) <= (slips if noun[0] == word[0] else 1) for noun in _NOUNS)


@lru_cache(maxsize=8192)
def leaves_number_alone(word: str) -> bool:
    """Whether a word beside a number can be passed over."""
    return word not in DOUBTFUL and (word in FILLERS or word in PLATFORM_WORDS or counts_things(word))


def names_platforms(words: list[str]) -> bool:
    """Whether two platforms or more are named: then it is not clear whose number it is."""
    return len({_PLATFORM_OF_WORD[word] for word in words if word in _PLATFORM_OF_WORD}) > 1


def means_empty(word: str) -> bool:
    """Whether a single word says zero, also mistyped."""
    return word in EMPTY or word in _MISTYPED_EMPTY


def names_month(text: str) -> bool:
    """Whether a month's name is among the words."""
    return any(word in MONTH_NAMES for word in LETTERS.findall(text))
