"""The general vocabulary: how Indonesian offices and villages are called, shortened and written about."""

from __future__ import annotations

KALURAHAN, KAPANEWON = "KALURAHAN", "KAPANEWON"

_NAME_ENDINGS = """
    rejo reja sari harjo harja mulyo mulya mojo kerto karto tirto purwo cahyo dadi suko agung arum asri asih jati sekar wungu giri
    tengah kidul wetan kulon lor anom asem wuni duwet gajah
"""
NAME_ENDINGS = tuple(_NAME_ENDINGS.split())
"""What Javanese names of places end in; another of these makes another name."""

KIND_WORDS = {
    KALURAHAN: """
        kalurahan kelurahan desa kal kel kl ds dsa lurah kades klrh klrhn kalr kalrh klurahan kalrhn kalurhn kalurah kelurah
        pemkal pemkel pemdes pemdesa pemkalurahan pemkelurahan pemerintahkalurahan pemerintahdesa pemlurah
        balaidesa balaikalurahan balaikelurahan balailurah kepaladesa sekdes carik jagabaya danarta ululu kamituwa
        perangkatdesa perangkatkalurahan pamongkalurahan""",
    KAPANEWON: "kapanewon kapanewonan kecamatan kap kec kcmtn kpn kpnwn kecam panewu penewu camat panewuanom pemkap pemkec pemcam",
}

FILLERS = """
    pemerintah pemerintahan pmrnth pemrnth pem kantor di dari untuk pada ke yg yang ini adalah wilayah
    nama unit kerja opd skpd perangkat instansi
    satker lembaga kode kepala ka plt plh pj pjs direktur dir staf staff tim team ppid sid pelaksana pembantu pamong perangkat
    admin administrator operator petugas pengelola pengirim pelapor pj pic penanggung jawab
    medsos sosmed media mediasosial akun resmi official website web situs laman portal instagram insta ig facebook fb fanspage fanpage
    twitter tiktok youtube yt threads thread channel
    laporan lapor data link tautan bulan tahun periode rekap publikasi konten postingan unggahan
    januari februari pebruari maret april mei juni juli agustus september oktober november nopember desember
    jan feb mar apr jun jul agt agu ags sep sept okt oct nov nop des dec
    kab kabupaten pemkab pemda regency daerah provinsi prov propinsi prop pengelolaan
    yth kepada ub up cq ttd bpkibu assalamualaikum terima kasih mohon maaf atas saya kami kita
"""
"""Words that say nothing about which unit is meant."""

AREA_FILLERS = "sekretariat sekretaris humas"
"""Words that say nothing beside a village's or sub-district's name."""

REGENCY_WORDS = "kab kabupaten pemkab"
PROVINCE_WORDS = "provinsi prov propinsi prop pemprov pemprop"
CONJUNCTIONS = "dan da dna adn ddan dann daan and serta sarta dn plus atau dgn dengan"
PEOPLE = "hp wa telp telepon tlp cp contact kontak admin operator petugas pengirim pelapor pic staf"
"""What is not understood behind these is a person's name or number."""

TITLES = "bu ibu pak bapak bpk bp sdr sdri mas mbak an oleh by"
"""What is not understood behind these is a person's name, however near to a unit's."""

ADDRESS_WORDS = "www http https go id com co net org or my email mail"

OTHER_BODIES = """
    sd sdn sdk smp smpn sma sman smk smkn slb slbn paud mi min mts mtsn man sekolah madrasah universitas kampus ugm uny akademi
    puskesmas puskes pkm pustu posyandu klinik apotek rsia rsup pku rsj panti upt uptd uptpk balai bpp blk sch
    bumdes bumdesa bumdesma bumkal bumkalma bumd kdmp kopdes kua polsek polres polresta polri polda kapolsek kapolres bhabinkamtibmas
    koramil kodim danramil babinsa tni korem pkk tppkk karangtaruna katar pokdarwis gapoktan poktan kwt
    kpu ppk pps panwaslu panwascam bawaslu bps bpn bnn bnnk bkkbn bmkg bulog pln pdam pmi baznas koni korpri dekranasda
    kwarcab kwarran pramuka pgri kemenag kementerian kementrian kemenkes kemendagri kemkominfo komdigi kanwil kejaksaan kejari
    pengadilan lapas rutan kpp pajak imigrasi samsat kppn kantorpos kantorpertanahan agama
    bpkp bppd bpsda bnpb bkn kpk lkpp bpjs bpom brin bssn bpsdm
    dpupkp dpupesdm dkukmpp bpkpad bpka dppkbpmd
    bank bpr bri bni bpd btn bsi kud pt cv ud toko warung kios dusun dsn dukuh padukuhan pedukuhan dkh kadus sekdus kader dasa dasawisma kkn
    rt rw rtrw masjid gereja takmir
    pasar terminal museum taman stadion perumda bpdes bpkal bamuskal bamus lpmk lpmkal lpmd lpmdes lpm
    desawisata kalurahanwisata kampungwisata wisatadesa geosite geopark goa gua pantai embung waduk
    partai radio rri tvri koran lsm ormas muhammadiyah korwil korwilcam damkar pemadam dwp dharmawanita satgas relawan fprb
    tagana destana forum komunitas sanggar paguyuban panitia pokja perguruan yayasan pondok pesantren ponpes
"""
"""Bodies that work in a place without being the unit of that place."""

LEADING_BODIES = "tk ra"
"""Kindergartens and the like: only where the answer begins with them; elsewhere these are abbreviations."""

PLACE_ABBREVIATIONS = {"kr": "karang", "krg": "karang", "tj": "tanjung", "tjg": "tanjung", "gn": "gunung", "gng": "gunung"}

TYPES = "dinas badan bagian sekretariat kantor lembaga"
"""Words for a kind of office, shared by many; the rest of the name tells which."""

LOOSE_TYPES = "dinas badan kantor"
"""Types people put before an abbreviation that already says what the office is."""

GENERIC = """
    rumah sakit umum tata sumber daya alam satu pintu terpadu pelayanan tenaga usaha kecil menengah mikro hidup anak sipil kerja
    ruang barang jasa masyarakat penduduk keluarga rakyat bangsa administrasi pengendalian pemberdayaan penanggulangan perencanaan
    perlindungan perempuan kawasan pekerjaan dewan perwakilan satuan polisi pamong komunikasi pimpinan kesatuan pengelolaan
    modal politik kalurahan kapanewon daerah pembinaan penyelenggaraan peningkatan pengembangan
"""
"""Words too common to name an office by themselves."""

IGNORED_IN_NAMES = "kabupaten kab gunungkidul dan serta sarta di"
"""Words that add nothing to an office's name."""

OFFICE_WORDS = """
    dis din dns = dinas
    bdn = badan
    bag bgn kabag bagan = bagian
    sekretaris sekre set = sekretariat
    kadis kadin = dinas
    kaban = badan

    dinkes diskes dikes kadinkes = dinas kesehatan
    disdik dindik diknas disdiknas dispendik kadisdik = dinas pendidikan
    disdikbud dikbud dindikbud = dinas pendidikan kebudayaan
    disdikpora dikpora dindikpora = dinas pendidikan pemuda olahraga
    dispora dinpora = dinas pemuda olahraga
    pora = pemuda olahraga
    kepemudaan = pemuda
    keolahragaan = olahraga
    ekraf = ekonomi kreatif
    dispar dinaswisata dinpar disparpora = dinas pariwisata
    disbudpar disparbud = dinas kebudayaan pariwisata
    budpar parbud = kebudayaan pariwisata
    kepariwisataan = pariwisata
    disbud dinbud = dinas kebudayaan
    budaya = kebudayaan
    kunda kundo = kundha
    kabudayaan = kabudayan
    dpu dinpu dispu = dinas pekerjaan umum
    pu = pekerjaan umum
    pupr = pekerjaan umum perumahan rakyat
    perkim = perumahan kawasan permukiman
    pemukiman = permukiman
    dinsos dissos = dinas sosial
    pppa ppdanpa = pemberdayaan perempuan perlindungan anak
    ppa = perlindungan anak
    dpppa = dinas pemberdayaan perempuan perlindungan anak
    wanita = perempuan
    pmk pmd = pemberdayaan masyarakat kalurahan
    dpmk dpmd dispermades dispermasdes dinpermasdes = dinas pemberdayaan masyarakat kalurahan
    ppkb = pengendalian penduduk keluarga berencana
    dppkb disdalduk = dinas pengendalian penduduk keluarga berencana
    kb = keluarga berencana
    desa kelurahan = kalurahan
    disdukcapil dindukcapil dispendukcapil dinasdukcapil disduk = dinas kependudukan pencatatan sipil
    dukcapil pendukcapil = kependudukan pencatatan sipil
    capil = pencatatan sipil
    catatansipil = pencatatan sipil
    dishub dinhub = dinas perhubungan
    diskominfo dinkominfo dinaskominfo = dinas komunikasi informatika
    kominfo infokom = komunikasi informatika
    komunikasidaninformasi komunikasiinformasi = komunikasi informatika
    disperin = dinas perindustrian
    perin = perindustrian
    disperindag dinperindag = dinas perindustrian perdagangan
    perindag indag = perindustrian perdagangan
    disperindagkop = dinas perindustrian perdagangan koperasi
    disperinkop = dinas perindustrian koperasi
    dinkop diskop = dinas koperasi
    dinkopukm diskopukm = dinas koperasi usaha kecil menengah
    kop = koperasi
    ukm umkm = usaha kecil menengah
    kukm = koperasi usaha kecil menengah
    mikro = usaha
    disnaker dinaker dinnaker = dinas tenaga kerja
    naker tk ketenagakerjaan = tenaga kerja
    disnakertrans nakertrans = dinas tenaga kerja transmigrasi
    disdag dindag = dinas perdagangan
    1pintu = satu pintu
    ptsp perizinan perijinan = pelayanan terpadu satu pintu
    dpm = dinas penanaman modal | dinas pemberdayaan masyarakat
    dispusip dispussip dinpusip disperpusip dinarpus disarpus dispersip = dinas perpustakaan kearsipan
    perpusip arpus pusip = perpustakaan kearsipan
    perpus perpusda pustaka arpusda = perpustakaan
    arsip = kearsipan
    dpp = dinas pertanian pangan
    distan dispertan dinpertan = dinas pertanian
    distanpangan dispertanpangan = dinas pertanian pangan
    dislautkan diskanla dislutkan diskelkan = dinas kelautan perikanan
    diskan = dinas perikanan
    dinlh = dinas lingkungan hidup
    lh = lingkungan hidup
    dispertaru dispetaru dinpetaru dispertarung = dinas pertanahan tata ruang
    taru = tata ruang
    agraria = pertanahan
    satpol satpolpp polpp satuanpolpp kasatpol kasatpolpp = satuan polisi pamong praja
    pp = pamong praja
    bappeda bapeda = badan perencanaan pembangunan
    bapperida = badan perencanaan pembangunan riset inovasi
    bpkad bkad = badan keuangan aset
    bapenda = badan pendapatan
    asset = aset
    bkd = badan kepegawaian | badan keuangan
    bkpsdm = badan kepegawaian pengembangan sumber daya manusia
    bkpp = badan kepegawaian pendidikan pelatihan
    pegawai = kepegawaian
    diklat = pendidikan pelatihan
    kesbang = kesatuan bangsa
    kesbangpol = kesatuan bangsa politik
    bakesbangpol bakesbang = badan kesatuan bangsa politik
    kesbanglinmas kesbangpolinmas kesbangpollinmas = kesatuan bangsa politik perlindungan masyarakat
    linmas = perlindungan masyarakat
    bpbd = badan penanggulangan bencana
    itda irda itkab inspektur = inspektorat
    setda sekda sekretariatdaerah sekretarisdaerah = sekretariat daerah
    setwan sekwan = sekretariat dewan perwakilan rakyat
    dprd = dewan perwakilan rakyat
    rsud = rumah sakit umum
    rsu = rumah sakit umum
    rs = rumah sakit
    tapem = tata pemerintahan
    pem = pemerintahan
    kesra = kesejahteraan rakyat
    ekon = perekonomian
    ekonomi = ekonomi | perekonomian
    sda = sumber daya alam
    adpem adbang = administrasi pembangunan
    adm = administrasi
    brg = barang
    pbj barjas bpbj ukpbj = pengadaan barang jasa
    ortala = organisasi tata laksana
    kompim = komunikasi pimpinan
    prokopim prokompim = protokol komunikasi pimpinan
    protokoler keprotokolan = protokol
    bagkum = bagian hukum

    dishut = dinas kehutanan
    disbun = dinas perkebunan
    dishutbun = dinas kehutanan perkebunan
    disnak = dinas peternakan
    disnakkan = dinas peternakan perikanan
    disnakkeswan = dinas peternakan kesehatan hewan
    dispenda dipenda = dinas pendapatan
    dppkad dppka = dinas pendapatan pengelolaan keuangan aset
    bpkpd bppkad bpkd bpprd = badan keuangan pendapatan aset
    distamben = dinas pertambangan energi
    bappedal bapedal bapedalda = badan pengendalian dampak lingkungan
    bappelitbang bappelitbangda = badan perencanaan pembangunan penelitian pengembangan
"""
"""Abbreviations and other forms of words, with the words they stand for; `|` parts what may be meant."""
