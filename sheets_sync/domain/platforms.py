"""Where units publish: one entry a platform, holding all that the product knows of it, its links included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

POST = "post"
SHARE = "share"
PROFILE = "profile"
CHANNEL = "channel"
PLAYLIST = "playlist"
STORY = "story"
FRONT_PAGE = "front-page"
SEARCH = "search"
LOGIN = "login"
OTHER = "other"
REDIRECT = "redirect"
"""What a platform's link can be; a `REDIRECT` only leads on to the address in one of its parameters, which is read in its place."""


@dataclass(frozen=True, slots=True)
class LinkShape:
    """One form that a platform's links take.

    `path` is a regular expression for the whole path, without trailing slashes, in any case; `query` holds expressions for
    parameters that must be there. The group `id` names the post, `account` whose it is; `account_in` is a parameter that may name
    the account, `target_in` are those that may hold a redirect's destination. `hosts`: where the form is used, if not on the
    platform's main hosts. An expression may tell ids apart by their letters, never by their length: platforms change it.
    """

    kind: str
    path: str = ".*"
    query: tuple[tuple[str, str], ...] = ()
    account_in: str = ""
    target_in: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkGrammar:
    """How a platform's links are read: the first of `shapes` that fits says what a link is; where none does, it is `OTHER`.

    `hosts` are its main hosts, `mirrors` an expression for their sub-domains that show the same pages (others are the platform's
    too, but hold no posts). `brands` are words that no other site's name may look like. `id_prefixes` mark ids that look unlike the
    others, `advertised` are addresses that its app adds to whatever is shared from it. `whole_id` is an expression for an id that is
    surely complete, for links that were visibly cut off.
    """

    hosts: tuple[str, ...] = ()
    mirrors: str = "m"
    brands: tuple[str, ...] = ()
    id_prefixes: tuple[str, ...] = ()
    advertised: tuple[str, ...] = ()
    whole_id: str = "(?!)"
    shapes: tuple[LinkShape, ...] = ()


@dataclass(frozen=True, slots=True)
class Platform:
    """A place where units publish.

    `label` is the word in column headers, `aliases` the other words people use for it, `links` how its links are read.
    """

    code: str
    label: str
    aliases: tuple[str, ...] = ()
    links: LinkGrammar = LinkGrammar()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.label, *self.aliases)


_post, _share, _other = partial(LinkShape, POST), partial(LinkShape, SHARE), partial(LinkShape, OTHER)
_profile, _channel, _playlist = partial(LinkShape, PROFILE), partial(LinkShape, CHANNEL), partial(LinkShape, PLAYLIST)
_front_page, _story = partial(LinkShape, FRONT_PAGE), partial(LinkShape, STORY)
_search, _login, _redirect = partial(LinkShape, SEARCH), partial(LinkShape, LOGIN), partial(LinkShape, REDIRECT)

_WORD = r"(?P<id>[\w-]+).*"  # what follows an id (/photo/1, /likes, words glued to it) shows the same post
_NUMBER = r"(?P<id>\d+).*"

_WEBSITE = LinkGrammar(
    shapes=(
        _search(r"(?:/index\.php)?", query=(("s", r".+"),)),
        _search(r"(?:/index\.php)?(?:/first)?", query=(("cari", r".+"),)),
        _search(r"(?:/index\.php)?", query=(("option", r"com_search|com_finder"),)),
        _front_page(r"(?:/index\.php)?(?:/(?:index|default|home|home/index|beranda|first|welcome|main|web|public|portal)(?:\.\w+)?)?"),
        _front_page(r"(?:/index\.php)?/(?:id|en)(?:[-_](?:id|us|gb))?(?:/(?:index|home|beranda)(?:\.\w+)?)?"),
        _front_page(r"/(?:a/[^/]+|view)/[^/]+(?:/(?:home|beranda|halaman-muka))?", hosts=("sites.google.com",)),
        _search(r"(?:/index\.php)?/(?:[a-z]{2}/|first/)?(?:search|cari|pencarian)(?:\.\w+)?(?:/.*)?"),
        _login(r"/wp-login\.php|/wp-admin(?:/.*)?|(?:/index\.php)?/(?:login|signin|masuk|siteman|administrator)(?:\.\w+)?"),
        _login(r"(?:/index\.php)?/(?:user|users|auth|admin|account)/(?:login|signin)(?:\.\w+)?"),
        _login(hosts=("mail.google.com", "accounts.google.com", "www.blogger.com", "draft.blogger.com")),
        _other(r"/maps(?:/.*)?", hosts=("www.google.com", "google.com", "www.google.co.id", "google.co.id", "maps.google.com")),
    ),
)  # fmt: skip
"""A site is anybody's, so it has no hosts here: these are the pages of any site that are no posts. All others are."""

_INSTAGRAM = LinkGrammar(
    hosts=("instagram.com", "instagr.am"),
    brands=("instagram",),
    whole_id=r"[\w-]{11}",
    shapes=(
        _redirect(target_in=("u",), hosts=("l.instagram.com",)),
        _redirect(r"/linkshim", target_in=("u",)),
        _other(hosts=("ig.me",)),
        _share(r"/share/(?:(?:p|reels?|tv|v)/)?(?!(?:p|reels?|tv|v)$)" + _WORD),
        _story(r"/(?:stories|s)(?:/.*)?"),
        _login(r"/(?:accounts/(?:login|signup|emailsignup|onetap|password)|challenge)(?:/.*)?"),
        _search(r"/explore/(?:locations/)?search(?:/.*)?"),
        _other(r"/reels?/(?:audio|videos)(?:/.*)?"),
        _post(r"/(?:(?P<account>[\w.]+)/)?(?:p|reels?|tv)/" + _WORD),
        _front_page(""),
        _other(r"/(?:explore|direct|accounts|about|legal|developer|web|popular|share|invites|p|reels?|tv|topics|ar|create|api)(?:/.*)?"),
        _profile(r"/(?:_[un]/)?@?(?P<account>[\w.]+)(?:/.*)?"),
    ),
)

_FB_ID = r"(?:\d+_)?(?P<id>pfbid[\w-]+|\d+)(?![\w-]).*"
_FB_OWNER = r"/(?:pages/[^/]+/|pg/)?(?P<account>[^/]+)"

_FACEBOOK = LinkGrammar(
    hosts=("facebook.com", "fb.com"),
    mirrors=r"(?:www\.)?(?:m|web|mbasic|touch|mtouch|free|z-m|d|p|h|x|0|iphone|business|latest|\w\w-\w\w)",
    brands=("facebook",),
    id_prefixes=("pfbid",),
    whole_id=r"\d{15,}|pfbid\w{50,}",
    shapes=(
        _redirect(target_in=("u",), hosts=("l.facebook.com", "lm.facebook.com", "l.messenger.com")),
        _redirect(r"/(?:l\.php|flx/warn)", target_in=("u",)),
        _redirect(r"/plugins/(?:post|video)\.php", target_in=("href",)),
        _share(r"/(?:[vpr]/)?" + _WORD, hosts=("fb.watch", "fb.gg")),
        _front_page("", hosts=("fb.watch", "fb.gg", "fb.me", "m.me")),
        _profile(r"/(?P<account>[a-z.]+)", hosts=("fb.me", "m.me")),
        _other(r"/e/.*", hosts=("fb.me",)),
        _share(r"/(?:[vpr]/)?" + _WORD, hosts=("fb.me",)),
        _share(r"/(?:share/(?:(?:[pvr]|reels?|video|post)/)?(?!(?:[pvrg]|reels?|video|post)(?:/|$))|l/)" + _WORD),
        _story(r"/stories(?:/.*)?"),
        _search(r"/(?:search|public)(?:/.*)?"),
        _login(r"/(?:login|login\.php|checkpoint|recover|reg|r\.php)(?:/.*)?"),
        _post(r"/(?:permalink|story)\.php", query=(("story_fbid", _FB_ID),), account_in="id"),
        _post(r"/photos?(?:\.php|/view_full_size)?", query=(("fbid", _NUMBER),), account_in="id"),
        _post(r"/photos/viewer", query=(("photo", _NUMBER),)),
        _post(r"/(?:watch(?:/live)?|reel|photo\.php|video\.php|video/(?:embed|video\.php))", query=(("v", _NUMBER),)),
        _post(r"/watch/(?P<account>\d+)/" + _NUMBER),
        _post(r"/video/embed", query=(("video_id", _NUMBER),)),
        _post(r"/media/set", query=(("set", r"(?:pcb|a|oa)\." + _NUMBER),)),
        _post(r"/groups/[^/]+", query=(("multi_permalinks", _NUMBER),)),
        _post(r"/groups/[^/]+", query=(("view", "permalink"), ("id", _NUMBER))),
        _post(r"/groups/[^/]+/(?:posts|permalink)/(?:[^/]+/)?" + _FB_ID),
        _post(r"/(?:reels?|videos?|photos?|posts)/" + _FB_ID),
        _post(_FB_OWNER + r"/(?:posts|videos|photos|reels?)/(?:[^/]+/){0,2}" + _FB_ID),
        _post(r"/notes/(?P<account>[^/]+)/[^/]+/" + _NUMBER),
        _post(_FB_OWNER + r"/notes/[^/]+/" + _NUMBER),
        _post(r"/(?P<account>\d+)_" + _NUMBER),
        _front_page(r"(?:/(?:home|index)\.php)?"),
        _profile(r"/profile\.php", query=(("id", r"(?P<account>\d+)"),)),
        _profile(r"/(?:people|pages)/[^/]+/(?P<account>\d+)(?:/.*)?"),
        _profile(r"/(?:p/)?[^/]*-(?P<account>\d{9,})(?:/.*)?"),
        _profile(r"/pg/(?P<account>[^/]+)(?:/.*)?"),
        _other(
            r"/(?:watch|groups?|events?|marketplace|gaming|games|help|settings|privacy|policies|policy|ads|business|pages|hashtag|share|sharer"
            r"|sharer\.php|share\.php|dialog|plugins|photos?|photo\.php|reels?|videos?|video\.php|story\.php|permalink\.php|profile\.php|media"
            r"|notes|friends|messages|notifications|bookmarks|saved|live|posts|people|places|fundraisers|donate|l|p|pg|me|help\.php|latest)(?:/.*)?"
        ),
        _profile(_FB_OWNER + r"(?:/.*)?"),
    ),
)

_X = LinkGrammar(
    hosts=("x.com", "twitter.com"),
    mirrors="m|mobile",
    brands=("twitter",),
    whole_id=r"\d{18,}",
    shapes=(
        _front_page("", hosts=("t.co", "pic.twitter.com", "pic.x.com")),
        _share("/" + _WORD, hosts=("t.co", "pic.twitter.com", "pic.x.com")),  # anything shared on X gets a t.co address
        _redirect(r"/i/redirect", target_in=("url",)),
        _redirect(r"/safety/unsafe_link_warning", target_in=("unsafe_link",)),
        _post(r"/(?:i/web|i|@?(?P<account>\w+))/(?:status|statuses|article)/" + _NUMBER),
        _search(r"/(?:search|search-advanced)(?:/.*)?"),
        _login(r"/(?:login|signup|account|i/flow)(?:/.*)?"),
        _front_page(r"(?:/home)?"),
        _other(
            r"/(?:i|intent|share|hashtag|explore|messages|notifications|settings|compose|privacy|tos|jobs|download|lists|bookmarks"
            r"|communities|who_to_follow|about)(?:/.*)?"
        ),
        _profile(r"/@?(?P<account>\w+)(?:/.*)?"),
    ),
)

_TIKTOK = LinkGrammar(
    hosts=("tiktok.com",),
    mirrors="m|t|us|id|lite",
    brands=("tiktok",),
    advertised=("www.tiktok.com/tiktoklite",),
    whole_id=r"\d{18,}",
    shapes=(
        _front_page("", hosts=("vt.tiktok.com", "vm.tiktok.com")),
        _share("/" + _WORD, hosts=("vt.tiktok.com", "vm.tiktok.com")),
        _share("/t/" + _WORD),
        _redirect(r"/link/v2", target_in=("target",)),
        _post(r"/(?:(?:i18n/)?share/video|embed|embed/v2|player/v1|v|video|photo)/" + _NUMBER),
        _post(r"/@?(?P<account>[\w.-]*)/(?:video|photo)/" + _NUMBER),
        _search(r"/(?:search|discover)(?:/.*)?"),
        _login(r"/(?:login|signup|passport)(?:/.*)?"),
        _front_page(r"(?:/(?:foryou|id|en))?"),
        _playlist(r"/@(?P<account>[\w.-]+)/(?:playlist|collection)(?:/.*)?"),
        _profile(r"/@(?P<account>[\w.-]+)(?:/.*)?"),
        _other(r"/(?:tag|music|explore|live|following|friends|place|video|photo|v|t|share|embed|effect|sticker|about|legal|shop)(?:/.*)?"),
        _profile(r"/(?P<account>[\w.-]+)"),
    ),
)

_YOUTUBE = LinkGrammar(
    hosts=("youtube.com", "youtube-nocookie.com"),
    mirrors="m|music|gaming|mobile",
    brands=("youtube",),
    whole_id=r"[\w-]{11}",
    shapes=(
        _front_page("", hosts=("youtu.be", "studio.youtube.com")),
        _post(r"/watch", query=(("v", _WORD),), hosts=("youtu.be",)),
        _channel(r"/(?:@|c/|user/|channel/)(?P<account>[^/]+)(?:/.*)?", hosts=("youtu.be", "studio.youtube.com")),
        _playlist(r"/playlist(?:/.*)?", hosts=("youtu.be", "studio.youtube.com")),
        _post(r"/(?:(?:shorts|live|embed|v)/)?(?!(?:shorts|live|embed|v|watch)$)" + _WORD, hosts=("youtu.be",)),
        _post(r"/video/" + _WORD, hosts=("studio.youtube.com",)),
        _redirect(target_in=("continue",), hosts=("consent.youtube.com",)),
        _redirect(r"/redirect", target_in=("q",)),
        _redirect(r"/attribution_link", target_in=("u",)),
        _redirect(r"/oembed", target_in=("url",)),
        _post(r"(?:/(?:watch|watch_popup|details))?", query=(("v", _WORD),)),
        _playlist(r"/(?:playlist|watch|show|embed/videoseries)(?:/.*)?", query=(("list", r".+"),)),
        _post(r"/(?:shorts|live|embed|v|e|vi|watch|video|post)/(?!videoseries|live_stream)" + _WORD),
        _post(r"/channel/[^/]+/community", query=(("lb", _WORD),)),
        _share(r"/clip/" + _WORD),
        _search(r"/(?:results|search)(?:/.*)?"),
        _login(r"/(?:signin|signup|login|ServiceLogin)(?:/.*)?"),
        _front_page(""),
        _channel(r"/(?:@|c/|user/|channel/)(?P<account>[^/]+)(?:/.*)?"),
        _other(
            r"/(?:hashtag|feed|gaming|premium|shorts|live|embed|watch|playlist|trending|about|ads|kids|podcasts|movies|post|clip|video"
            r"|account|live_dashboard|upload|redirect|channels|user|channel|source|oembed|attribution_link|results|[tvec])(?:/.*)?"
        ),
        _channel(r"/(?P<account>[\w.-]+)(?:/(?:videos|shorts|streams|live|featured|playlists|community|about))?"),
    ),
)

_THREADS = LinkGrammar(
    hosts=("threads.com", "threads.net"),
    brands=("threads",),
    whole_id=r"[\w-]{11}",
    shapes=(
        _redirect(target_in=("u",), hosts=("l.threads.com", "l.threads.net")),
        _post(r"/(?:t|post)/" + _WORD),
        _post(r"/@?(?P<account>[\w.]+)/post/" + _WORD),
        _search(r"/search(?:/.*)?"),
        _login(r"/login(?:/.*)?"),
        _front_page(""),
        _profile(r"/@(?P<account>[\w.]+)(?:/.*)?"),
        _other(r"/(?:tag|topic|topics|intent|settings|activity|saved|liked|explore|about|t|post|share|following|for_you)(?:/.*)?"),
        _profile(r"/(?P<account>[\w.]+)(?:/(?:replies|media|reposts))?"),
    ),
)

_WHATSAPP = LinkGrammar(
    hosts=("whatsapp.com",),
    mirrors="m",
    brands=("whatsapp",),
    shapes=(
        _post(r"/channel/(?P<id>[\w-]+/\d+).*"),
        _channel(r"/channel/(?P<account>[\w-]+)(?:/.*)?"),
        _front_page(""),
        _front_page("", hosts=("wa.me",)),
        _channel(r"/channel/(?P<account>[\w-]+)(?:/.*)?", hosts=("wa.me",)),
        _profile(r"/\+?(?P<account>\d+)(?:/.*)?", hosts=("wa.me",)),
    ),
)

PLATFORMS = (
    Platform("website", "Website", ("Situs Web", "Web", "Situs", "Laman", "Portal"), _WEBSITE),
    Platform("instagram", "Instagram", ("IG", "Insta"), _INSTAGRAM),
    Platform("facebook", "Facebook", ("FB", "Fanspage", "Fanpage"), _FACEBOOK),
    Platform("x", "X", ("Twitter", "X (Twitter)", "X/Twitter", "Twitter (X)", "Twitter/X"), _X),
    Platform("tiktok", "TikTok", ("Tik Tok",), _TIKTOK),
    Platform("youtube", "YouTube", ("You Tube", "YT"), _YOUTUBE),
    Platform("threads", "Threads", ("Thread",), _THREADS),
)

BY_CODE = {platform.code: platform for platform in PLATFORMS}

NOT_REPORTED_ON = (Platform("whatsapp", "WhatsApp", ("WA",), _WHATSAPP),)
"""Known, so that their links are called by their name, but no unit reports on them."""
