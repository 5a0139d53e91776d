"""Hosts whose links are never a post: they hide where they lead, hold files, or show other sites' pages."""

from __future__ import annotations


def _hosts(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTENERS = _hosts(
    """
    2u.pw 4sh.cc 71a.us a.co abre.ai acesse.one adf.ly allmylinks.com amzn.to app.goo.gl app.link bc.vc beacons.ai bio.link bio.site
    biolinks.id biolinky.co bit.do bit.ly bitly.com bitly.cx bitly.ws bl.ink buff.ly bylink.co campsite.bio carrd.co chilp.it clck.ru
    cli.re cutt.ly cutt.us da.gd desty.app desty.page dlvr.it dub.co dub.sh encr.pw feji.us flow.page forms.office.com g.co gg.gg gmy.su
    goo.gl goo.su heylink.me hoo.be hyperurl.co ift.tt instabio.cc intip.in is.gd j.mp kutt.it l1nq.com link.id link.space linkbio.co
    linkin.bio linkpop.com linkr.bio linktr.ee linktree.com ln.run lnk.bio lnk.ink lnk.to lnkd.in lnkfi.re lynk.id magic.ly me-qr.com
    mez.ink milkshake.app msha.ke mtr.cool n9.cl naver.me on.fb.me onelink.me ouo.io ow.ly page.link pendek.link plu.sh qr.ae qr.page
    qrco.de qrfy.io qrto.org rb.gy rebrand.ly reurl.cc s.id s.shopee.co.id search.app share.google shope.ee short.gy short.io shorten.is
    shorturl.asia shorturl.at shorturl.com shorturl.gg shp.ee shr.to shrtco.de sl.bing.net smarturl.it snip.ly snipr.com sociabuzz.com
    solo.to soo.gd spoo.me surl.li surl.lu t.ly t1p.de t2m.io taplink.at taplink.cc tiny.cc tiny.one tiny.pl tinyurl.com tny.im
    tokopedia.link tr.ee trib.al u.to ul.ink url.ie urlz.fr v.gd v.ht vo.la vurl.com wa.link wp.me x.co x.gd xurl.es zlink.id zpr.io
    zws.im
    """
)
FILE_STORES = _hosts(
    """
    1drv.ms 4shared.com box.com canva.com canva.link cdninstagram.com db.tt docs.google.com drive.google.com drive.proton.me dropbox.com
    dropboxusercontent.com fbcdn.net fbsbx.com files.fm forms.gle gofile.io googleusercontent.com gyazo.com ibb.co icloud.com imgbb.com
    imgur.com krakenfiles.com mediafire.com mega.co.nz mega.nz onedrive.com onedrive.live.com pcloud.com photos.app.goo.gl
    photos.google.com pixeldrain.com postimg.cc prnt.sc sendspace.com sfile.mobi sharepoint.com skydrive.live.com terabox.com
    teraboxapp.com tiktokcdn-us.com tiktokcdn.com transfer.sh twimg.com wa-static.net we.tl wetransfer.com workupload.com ytimg.com
    zippyshare.com
    """
)
"""Files on somebody's drive, and the places where platforms keep bare pictures: neither is a page that was published."""

VIEWERS = _hosts(
    """
    dumpor.com fixupx.com fixvx.com greatfon.com imginn.com imgsed.com inv.nadeko.net invidious.io nitter.net nitter.poast.org
    picnob.com picuki.com piokok.com piped.video pixwox.com savefrom.net snapinsta.app snaptik.app sotwe.com ssstik.io tnktok.com
    twittpr.com xcancel.com yewtu.be
    """
)
"""Copies of the platforms' pages in other people's hands."""

NAMES_OF_NUMBERS = _hosts("nip.io sslip.io xip.io localtest.me lvh.me traefik.me vcap.me lacolhost.com")
"""Names that lead to the number written in them, or to one's own machine."""
