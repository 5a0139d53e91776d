"""Hosts whose links are never a post: they hide where they lead, hold files, or show other sites' pages."""

from __future__ import annotations


def _hosts(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTENERS = _hosts(
    """
    2u.pw 4sh.cc 71a.us a.co abre.ai acesse.one adf.ly amzn.to app.goo.gl app.link bc.vc beacons.ai bio.link bio.site biolinky.co bit.do
    bit.ly bitly.com bitly.cx bitly.ws bl.ink buff.ly bylink.co campsite.bio chilp.it clck.ru cli.re cutt.ly cutt.us da.gd dlvr.it dub.sh
    encr.pw feji.us flow.page forms.office.com g.co gg.gg gmy.su goo.gl goo.su heylink.me hoo.be hyperurl.co ift.tt instabio.cc intip.in
    is.gd j.mp kutt.it l1nq.com link.id link.space linkbio.co linkin.bio linkpop.com linkr.bio linktr.ee linktree.com lnk.bio lnk.ink
    lnk.to lnkd.in lnkfi.re ln.run lynk.id magic.ly me-qr.com mez.ink milkshake.app msha.ke mtr.cool n9.cl on.fb.me onelink.me ouo.io
    ow.ly page.link pendek.link plu.sh qr.ae qr.page qrco.de qrfy.io rb.gy rebrand.ly reurl.cc s.id s.shopee.co.id search.app share.google
    shope.ee short.gy short.io shorten.is shorturl.asia shorturl.at shorturl.com shorturl.gg shp.ee shrtco.de shr.to sl.bing.net smarturl.it
    snip.ly snipr.com solo.to soo.gd spoo.me surl.li surl.lu t.ly t1p.de t2m.io taplink.cc taplink.at tiny.cc tiny.one tiny.pl tinyurl.com
    tokopedia.link tr.ee trib.al u.to ul.ink url.ie urlz.fr v.gd v.ht vo.la vurl.com wp.me x.co x.gd xurl.es zlink.id zpr.io zws.im
    """
)
FILE_STORES = _hosts(
    """
    1drv.ms 4shared.com canva.com canva.link cdninstagram.com db.tt docs.google.com drive.google.com dropbox.com dropboxusercontent.com
    fbcdn.net fbsbx.com files.fm forms.gle gofile.io googleusercontent.com gyazo.com ibb.co icloud.com imgbb.com imgur.com
    mediafire.com mega.co.nz mega.nz onedrive.com onedrive.live.com pcloud.com photos.app.goo.gl photos.google.com postimg.cc prnt.sc
    sendspace.com sfile.mobi sharepoint.com skydrive.live.com terabox.com teraboxapp.com tiktokcdn.com tiktokcdn-us.com twimg.com
    wa-static.net we.tl wetransfer.com box.com ytimg.com zippyshare.com
    """
)
"""Files on somebody's drive, and the places where platforms keep bare pictures: neither is a page that was published."""

VIEWERS = _hosts(
    """
    dumpor.com fixupx.com fixvx.com greatfon.com imginn.com imgsed.com nitter.net nitter.poast.org picnob.com picuki.com
    piokok.com pixwox.com savefrom.net snapinsta.app snaptik.app sotwe.com ssstik.io tnktok.com twittpr.com xcancel.com
    """
)
"""Copies of the platforms' pages in other people's hands."""
