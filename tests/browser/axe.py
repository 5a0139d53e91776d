"""axe-core in a page of the browser, with each pair of colours judged once."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

# Nearly all of axe's time goes into contrast, which it works out for each piece of text anew. It depends on the text's own
# colour, size and weight and on what is painted beneath; of the pieces of text in which all of that is equal, one is judged.
CONTRAST = """async sound => {
    const look = element => {
        const {color, fontSize, fontWeight, textShadow, textIndent} = getComputedStyle(element);
        return [color, fontSize, fontWeight, textShadow, textIndent].join() + beneath(element);
    };
    const plain = {
        backgroundColor: 'rgba(0, 0, 0, 0)', backgroundImage: 'none', opacity: '1', position: 'static', zIndex: 'auto',
        clip: 'auto', clipPath: 'none', filter: 'none', mixBlendMode: 'normal',
    };
    const known = new Map([[null, '']]);
    const beneath = element => {
        if (!known.has(element)) {
            const style = getComputedStyle(element);
            const told = Object.keys(plain).filter(name => style[name] !== plain[name]).map(name => `${name} ${style[name]}`);
            known.set(element, (told.length ? ` / ${told}` : '') + beneath(element.parentElement));
        }
        return known.get(element);
    };
    const told = element => [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const seen = new Set(sound), fresh = new Map();
    for (const element of document.body.querySelectorAll('*')) {
        if (!told(element) || !element.checkVisibility({visibilityProperty: true})) continue;
        const shown = look(element);
        if (!seen.has(shown) && !fresh.has(shown)) fresh.set(shown, element);
    }
    if (!fresh.size) return {looks: [], violations: []};
    const chosen = {resultTypes: ['violations'], runOnly: ['color-contrast']};
    const {violations} = await axe.run({include: [...fresh.values()]}, chosen);
    return {looks: [...fresh.keys()], violations};
}"""
ALL_ELSE = """async () => axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: false}}})"""


class Axe:
    """axe-core, which remembers how text looked whose contrast it found good, in whatever page that was."""

    def __init__(self) -> None:
        self._source = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
        self._sound: set[str] = set()

    def violations(self, page: Any) -> list[str]:
        """What any rule has against the page."""
        return _told(self._in(page).evaluate(ALL_ELSE)) + self.faint(page)

    def faint(self, page: Any) -> list[str]:
        """The text of too little contrast: nothing but colours differs in the dark."""
        found = self._in(page).evaluate(CONTRAST, sorted(self._sound))
        if not found["violations"]:
            self._sound.update(found["looks"])
        return _told(found)

    def _in(self, page: Any) -> Any:
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(self._source)
        return page


def _told(found: dict[str, Any]) -> list[str]:
    return [f"{each['id']}: {each['help']} -- {node['html'][:120]}" for each in found["violations"] for node in each["nodes"]]
