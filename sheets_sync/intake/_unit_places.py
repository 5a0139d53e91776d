"""Regencies, sub-districts and villages that are not ours, so that a name from there is never taken for one of ours.

Names that a register itself uses are struck from these lists when its matcher is built.
"""

from __future__ import annotations

REGENCIES = {
    "34.01": ("kulonprogo", "kulonprogokab"),
    "34.02": ("bantul", "bantulkab"),
    "34.03": ("gunungkidul", "gunungkidulkab", "gunkid", "gkidul", "gnkidul", "gngkidul", "gungkidul", "gk"),
    "34.04": ("sleman", "slemankab"),
    "34.71": ("jogjakota",),
    "33.08": ("magelang", "magelangkab"),
    "33.09": ("boyolali", "boyolalikab"),
    "33.10": ("klaten", "klatenkab"),
    "33.11": ("sukoharjo", "sukoharjokab"),
    "33.12": ("wonogiri", "wonogirikab"),
    "35.01": ("pacitan", "pacitankab"),
}
"""The province's regencies and those around it, by the first two parts of their units' codes."""

DEFAULT_HOME = "34.03"

PROVINCE = "diy yogyakarta diyogyakarta daerahistimewayogyakarta daerahistimewa istimewa jogja jogjakarta yogya indonesia"
"""The province of the regency: no contradiction beside a village, but another office beside a dinas."""

CITY = "yogyakarta jogja jogjakarta yogya"
"""Said alone, these may also mean the city."""

FAR = """
jawatengah jawatimur jawabarat jateng jatim jabar jakarta dki dkijakarta banten bali lampung aceh riau papua maluku
sumatera sumaterautara sumaterabarat sumateraselatan sumut sumbar sumsel kalimantan sulawesi ntb ntt bengkulu jambi gorontalo
banjaran surakarta solo semarang salatiga magelang pekalongan tegal kotategal banjarnegara banyumas purwokerto batang blora brebes cilacap
demak grobogan jepara karanganyar kebumen gombong kendal kudus pati pemalang purbalingga purworejo rembang sragen temanggung
wonosobo bangkalan banyuwangi blitar bojonegoro bondowoso gresik jember jombang kediri lamongan lumajang madiun magetan malang
mojokerto nganjuk ngawi pamekasan pasuruan ponorogo probolinggo sampang sidoarjo situbondo sumenep trenggalek tuban
tulungagung surabaya bandung bandungan bekasi bogor ciamis cianjur cirebon cimahi depok garut indramayu karawang kuningan
majalengka pangandaran purwakarta subang sukabumi sumedang tasikmalaya serang tangerang lebak pandeglang cilegon medan
palembang makassar denpasar padang pekanbaru pontianak samarinda balikpapan banjarmasin manado batam mataram kupang ambon
karangasem badung gianyar tabanan buleleng jogjaprov jatengprov kotayogyakarta kotajogja kota kodya
kemantren republikindonesia republik ri nasional pusat luarnegeri
"""

SUBDISTRICTS = """
moyudan minggir seyegan godean gamping mlati depok berbah prambanan kalasan ngemplak ngaglik sleman tempel turi pakem
cangkringan srandakan sanden kretek pundong bambanglipuro pandak pajangan bantul jetis imogiri dlingo banguntapan pleret
piyungan sewon kasihan sedayu temon wates panjatan galur lendah sentolo pengasih kokap girimulyo nanggulan samigaluh kalibawang
gantiwarno wedi bayat cawas trucuk kalikotes kebonarum jogonalan manisrenggo karangnongko ngawen ceper
pedan karangdowo juwiring wonosari delanggu polanharjo karanganom tulung jatinom kemalang klatenselatan klatentengah
klatenutara pracimantoro paranggupito giritontro giriwoyo manyaran eromoko wuryantoro selogiri ngadirojo nguntoronadi baturetno
tirtomoyo karangtengah batuwarno kismantoro purwantoro bulukerto puhpelem slogohimo jatisrono jatiroto jatipurno girimarto
sidoharjo weru bulu tawangsari nguter bendosari polokarto mojolaban grogol baki gatak kartasura kartosuro donorojo punung
"""

CITY_SUBDISTRICTS = """
mantrijeron kraton mergangsan umbulharjo kotagede gondokusuman danurejan pakualaman gondomanan ngampilan wirobrajan
gedongtengen jetis tegalrejo
"""

VILLAGES = """
sumberagung sumberarum sumberrahayu sumbersari sendangagung sendangarum sendangmulyo sendangrejo sendangsari margoagung
margodadi margokaton margoluwih margomulyo sidoagung sidoarum sidokarto sidoluhur sidomoyo sidomulyo sidorejo ambarketawang
balecatur banyuraden nogotirto trihanggo sendangadi sinduadi sumberadi tirtoadi tlogoadi caturtunggal condongcatur maguwoharjo
jogotirto kalitirto sendangtirto tegaltirto bokoharjo gayamharjo madurejo sambirejo sumberharjo wukirharjo purwomartani
selomartani tamanmartani tirtomartani bimomartani sindumartani umbulmartani wedomartani widodomartani donoharjo minomartani
sardonoharjo sariharjo sinduharjo caturharjo pandowoharjo tridadi triharjo trimulyo banyurejo lumbungrejo margorejo
merdikorejo mororejo pondokrejo tambakrejo bangunkerto donokerto girikerto wonokerto candibinangun hargobinangun
harjobinangun pakembinangun purwobinangun argomulyo glagaharjo kepuharjo wukirsari poncosari trimurti gadingharjo gadingsari
murtigading srigading donotirto parangtritis tirtohargo tirtomulyo tirtosari panjangrejo seloharjo srihardono mulyodadi
sumbermulyo gilangharjo wijirejo guwosari triwidadi palbapang ringinharjo sabdodadi trirenggo canden patalan girirejo
karangtalun kebonagung selopamioro sriharjo jatimulyo mangunan muntuk temuwuh terong jagalan jambidan potorono
singosaren tamanan wirokerten bawuran segoroyoso wonokromo wonolelo sitimulyo srimartani srimulyo bangunharjo panggungharjo
pendowoharjo timbulharjo bangunjiwo ngestiharjo tamantirto tirtonirmolo argodadi argorejo argosari brosot karangsewu
kranggan nomporejo pandowan tirtorahayu banjararum banjarasri banjarharjo banjaroyo pendoworejo hargorejo hargotirto
hargowilis kalirejo bumirejo gulurejo jatirejo ngentakrejo wahyuharjo banyuroto donomulyo jatisarono kembang tanjungharjo
wijimulyo bojong bugel cerme garongan gotakan kanoman krembangan tayuban kedungsari margosari banjarsari gerbosari kebonharjo
ngargosari pagerharjo purwoharjo banguncipto demangrejo kaliagung salamrejo srikayangan sukoreno tuksono demen glagah janten
jangkaran kalidengen kaligintung karangwuluh kebonrejo kedundang kulur palihan plumbon sindutan giripeni kulwaru sogan
"""


def home_prefix(codes: list[str]) -> str:
    """The regency most of the codes belong to: the first two parts, as in 34.03; the default where none tells."""
    seen: dict[str, int] = {}
    for code in codes:
        prefix = code[:5]
        if prefix in REGENCIES:
            seen[prefix] = seen.get(prefix, 0) + 1
    return max(seen, key=seen.__getitem__) if seen else DEFAULT_HOME


def elsewhere(home: str) -> list[str]:
    """Every name that means another place, seen from the regency whose codes begin with `home`."""
    near = [name for prefix, names in REGENCIES.items() if prefix != home for name in names]
    ours = set(REGENCIES[home])
    listed = f"{FAR} {SUBDISTRICTS} {CITY_SUBDISTRICTS} {VILLAGES}".split()
    return [name for name in (*near, *listed) if name not in ours]
