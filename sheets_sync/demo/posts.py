"""What a sample unit published in a month: how many posts, and the address of each as its platform would give it.

These are facts, whoever reports them and however: who copies last month's links copies exactly these.
"""

from __future__ import annotations

import math
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sheets_sync.demo.accounts import Account
from sheets_sync.demo.chance import dice, happens, pick
from sheets_sync.demo.register import SampleUnit
from sheets_sync.domain.month import ReportingMonth
from sheets_sync.domain.unit import KALURAHAN, KAPANEWON, OPD, Unit

VOLUMES: Mapping[str, Mapping[str, float]] = {
    # Posts in an ordinary month.
    OPD: {"website": 8, "instagram": 14, "facebook": 11, "x": 10, "tiktok": 4, "youtube": 3, "threads": 5},
    KAPANEWON: {"website": 6, "instagram": 9, "facebook": 7, "x": 5, "tiktok": 3, "youtube": 2, "threads": 3},
    KALURAHAN: {"website": 3.5, "instagram": 5, "facebook": 6, "x": 3, "tiktok": 2.5, "youtube": 1.3, "threads": 2},
}

BUSIEST: Mapping[tuple[str, str], float] = {("OPD-BPBD", "x"): 1050}

VILLAGE_TOPICS = (
    "Penyaluran BLT Dana Desa", "Posyandu Balita", "Posyandu Lansia", "Musyawarah Kalurahan", "Kerja Bakti Bersih Lingkungan",
    "Rasulan dan Kirab Budaya", "Pelatihan UMKM", "Jadwal Pelayanan", "Senam Sehat Bersama Warga", "Penyuluhan Pertanian",
    "Pembagian Air Bersih", "Rembuk Stunting", "Pengaspalan Jalan Padukuhan", "Sosialisasi Pajak Bumi dan Bangunan",
    "Lomba Kebersihan", "Apel Pagi", "Rapat Koordinasi", "Pembinaan Linmas", "Vaksinasi Hewan Ternak", "Pentas Jathilan",
    "Gotong Royong Bedah Rumah", "Kunjungan Tim Monev", "Pelayanan Keliling", "Upacara Bendera", "Pengajian Rutin",
    "Panen Raya", "Donor Darah", "Pasar Murah", "Penanaman Pohon", "Latihan Karawitan", "Pelantikan Pamong",
)  # fmt: skip

OFFICE_TOPICS = (
    "Apel Pagi", "Rapat Koordinasi", "Rapat Evaluasi Program", "Kunjungan Kerja", "Bimbingan Teknis",
    "Sosialisasi Peraturan Daerah", "Penandatanganan Perjanjian Kinerja", "Upacara Bendera", "Jumat Bersih", "Studi Tiru",
    "Pelayanan Keliling", "Forum Konsultasi Publik", "Survei Kepuasan Masyarakat", "Penghargaan Pegawai Teladan",
    "Pengumuman Jam Layanan", "Penyusunan Rencana Kerja",
)  # fmt: skip

SPECIALITIES: Mapping[str, Sequence[str]] = {
    "OPD-DISDIK": ("Asesmen Nasional", "Penerimaan Murid Baru", "Lomba Literasi"),
    "OPD-DINKES": ("Imunisasi Anak", "Gerakan Masyarakat Hidup Sehat", "Kewaspadaan Demam Berdarah"),
    "OPD-DPUPRKP": ("Pemeliharaan Jalan Kabupaten", "Rehabilitasi Rumah Tidak Layak Huni", "Normalisasi Drainase"),
    "OPD-DINSOSPPPA": ("Penyaluran Bantuan Sosial", "Sekolah Ramah Anak", "Pendampingan Lansia"),
    "OPD-DISDUKCAPIL": ("Perekaman KTP Elektronik", "Aktivasi Identitas Kependudukan Digital", "Jemput Bola Akta Kelahiran"),
    "OPD-DISHUB": ("Uji Kendaraan", "Pemasangan Rambu", "Pengaturan Lalu Lintas Akhir Pekan"),
    "OPD-DISKOMINFO": ("Bimtek Pengelolaan Media Sosial", "Literasi Digital", "Pemeliharaan Jaringan Internet Publik"),
    "OPD-DISDAG": ("Pantauan Harga Bahan Pokok", "Tera Ulang", "Pasar Murah"),
    "OPD-DPMPTSP": ("Layanan Perizinan Berusaha", "Mal Pelayanan Publik"),
    "OPD-DPK": ("Perpustakaan Keliling", "Lomba Bercerita", "Penyelamatan Arsip"),
    "OPD-DISPAR": ("Kunjungan Wisata Pantai", "Festival Desa Wisata", "Pameran Ekonomi Kreatif"),
    "OPD-DISBUD": ("Gelar Potensi Budaya", "Pentas Wayang Kulit", "Festival Kethoprak"),
    "OPD-DPPP": ("Panen Raya Padi", "Vaksinasi Hewan Ternak", "Penyuluhan Pupuk Bersubsidi"),
    "OPD-DKP": ("Tebar Benih Ikan", "Gemar Makan Ikan", "Keselamatan Nelayan"),
    "OPD-DLH": ("Bank Sampah", "Penanaman Pohon", "Adiwiyata"),
    "OPD-SATPOLPP": ("Penertiban Reklame", "Patroli Wilayah", "Pembinaan Linmas"),
    "OPD-BPBD": ("Imbauan Cuaca Ekstrem", "Penyaluran Air Bersih", "Simulasi Gempa", "Kalurahan Tangguh Bencana"),
    "OPD-RSUDWNS": ("Jadwal Dokter Spesialis", "Edukasi Cuci Tangan", "Donor Darah"),
    "OPD-RSUDSPT": ("Jadwal Dokter Spesialis", "Layanan Hemodialisis", "Edukasi Gizi"),
}

MOST_LINKS = 40
"""Nobody pastes more than this, however much was published."""

_EPOCH = datetime(1970, 1, 1, 7)  # the Unix epoch on the office's clock
_TWITTER_EPOCH_MS = 1_288_834_974_657
_INSTAGRAM_EPOCH_MS = 1_314_220_021_721


@dataclass(frozen=True, slots=True)
class Post:
    """A post: its address and what it is about."""

    url: str
    topic: str


@dataclass(frozen=True, slots=True)
class Published:
    """All of a unit's posts of a month on a platform: `count` of them, the first `posts` with their addresses."""

    count: int
    posts: tuple[Post, ...]


def published(sample: SampleUnit, platform: str, month: ReportingMonth, seed: int) -> Published:
    """What the unit published there in that month; nothing where it has no account."""
    account = sample.accounts.get(platform)
    if account is None:
        return Published(0, ())
    die = dice(seed, "posts", sample.unit.code, platform, month)
    count = _how_many(sample, platform, die)
    moments = _moments(month, min(count, MOST_LINKS), die)
    topics = _topics(sample.unit, len(moments), die)
    items = (_Item(account, moment, topic, die) for moment, topic in zip(moments, topics, strict=True))
    return Published(count, tuple(Post(ADDRESSES[platform](item), item.topic) for item in items))


def _how_many(sample: SampleUnit, platform: str, die: Random) -> int:
    busiest = BUSIEST.get((sample.unit.code, platform))
    if busiest:
        return round(die.gauss(busiest, 40))
    usual = VOLUMES.get(sample.unit.kind, VOLUMES[KALURAHAN])[platform]
    return round(usual * sample.liveliness * math.exp(die.gauss(0, 0.3)))


def _moments(month: ReportingMonth, number: int, die: Random) -> list[datetime]:
    """That many moments between 7 and 20 o'clock, in order."""
    first, days = datetime(month.year, month.month, 1, 7), month.last_day.day
    return sorted(first + timedelta(int(die.random() * days), int(die.random() * 13 * 3600)) for _ in range(number))


def _topics(unit: Unit, number: int, die: Random) -> list[str]:
    """What that many posts are about; a topic that comes again gets a number."""
    common = VILLAGE_TOPICS if unit.kind in (KALURAHAN, KAPANEWON) else OFFICE_TOPICS
    topics = [*SPECIALITIES.get(unit.code, ()), *common]
    chosen = die.sample(topics, min(number, len(topics)))
    return [*chosen, *(f"{chosen[at % len(chosen)]} {at // len(chosen) + 1}" for at in range(len(chosen), number))]


@dataclass(frozen=True, slots=True)
class _Item:
    """A post that has yet to get its address."""

    account: Account
    moment: datetime
    topic: str
    die: Random

    @property
    def owner(self) -> str:
        """The account's handle; of a renamed account sometimes still the former one."""
        return self.account.former if self.account.former and happens(self.die, 0.4) else self.account.handle

    @property
    def seconds(self) -> int:
        return int((self.moment - _EPOCH).total_seconds())

    @property
    def shortcode(self) -> str:
        """Meta's number of a post, made of its moment, in 64 digits: DT…, later DU…"""
        number = (self.seconds * 1000 - _INSTAGRAM_EPOCH_MS << 23) + self.die.getrandbits(23)
        return urlsafe_b64encode(number.to_bytes(9, "big"))[1:].decode("ascii")

    def token(self, length: int) -> str:
        """Letters, digits, - and _, as platforms number their posts."""
        return urlsafe_b64encode(self.die.randbytes(length))[:length].decode("ascii")


def _website(item: _Item) -> str:
    """As the three content systems found in such regencies spell it; a site keeps to one of them."""
    host, day, slug = item.account.handle, item.moment, item.topic.lower().replace(" ", "-")
    system = sum(map(ord, host)) % 3
    if system == 0:
        return f"https://{host}/artikel/{day.year}/{day.month}/{day.day}/{slug}"
    if system == 1:
        return f"https://{host}/first/artikel/{day:%y%m%d}{item.die.randrange(10)}-{slug}"
    return f"https://{host}/{day:%Y/%m/%d}/{slug}/"


def _instagram(item: _Item) -> str:
    kind = pick(item.die, {"p": 68, "reel": 30, "tv": 2})
    owner = f"{item.owner}/" if happens(item.die, 0.08) else ""
    return f"https://www.instagram.com/{owner}{kind}/{item.shortcode}/"


def _facebook(item: _Item) -> str:
    owner, form = item.owner, pick(item.die, {"post": 62, "reel": 14, "video": 8, "photo": 10, "watch": 6})
    number = 1_220_000_000_000_000 + item.die.randrange(10**13)
    if form == "post":
        return _facebook_post(owner, f"pfbid0{item.token(58).translate(_LETTERS_ONLY)}", item.account.numbered)
    return {
        "reel": f"https://www.facebook.com/reel/{number}",
        "video": f"https://www.facebook.com/{owner}/videos/{number}/",
        "photo": f"https://www.facebook.com/photo/?fbid={number}&set=a.{number - 7_000_000}",
        "watch": f"https://www.facebook.com/watch/?v={number}",
    }[form]


def _facebook_post(owner: str, post: str, numbered: bool) -> str:
    if numbered:
        return f"https://www.facebook.com/permalink.php?story_fbid={post}&id={owner}"
    return f"https://www.facebook.com/{owner}/posts/{post}"


_LETTERS_ONLY = str.maketrans("-_0OIl", "abcdef")


def _x(item: _Item) -> str:
    number = (item.seconds * 1000 - _TWITTER_EPOCH_MS << 22) + item.die.getrandbits(22)
    host = "twitter.com" if happens(item.die, 0.15) else "x.com"
    return f"https://{host}/{item.owner}/status/{number}"


def _tiktok(item: _Item) -> str:
    kind = "photo" if happens(item.die, 0.15) else "video"
    return f"https://www.tiktok.com/@{item.owner}/{kind}/{(item.seconds << 32) + item.die.getrandbits(32)}"


def _youtube(item: _Item) -> str:
    form = pick(item.die, {"watch?v=": 60, "shorts/": 30, "live/": 10})
    return f"https://www.youtube.com/{form}{item.token(11)}"


def _threads(item: _Item) -> str:
    host = "www.threads.com" if happens(item.die, 0.5) else "www.threads.net"
    return f"https://{host}/@{item.owner}/post/{item.shortcode}"


ADDRESSES: Mapping[str, Callable[[_Item], str]] = {
    "website": _website,
    "instagram": _instagram,
    "facebook": _facebook,
    "x": _x,
    "tiktok": _tiktok,
    "youtube": _youtube,
    "threads": _threads,
}
