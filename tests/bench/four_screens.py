"""Four of our screens as one page, for a browser: attract, services, guide and a form with a keyboard.

The same words, fonts, icons, colours and sizes as ours on 1080 × 1920. The first is in the page, the others
are made when they are gone to, as a kiosk's page would.
"""

from html import escape
from pathlib import Path

import kiosk.text
from kiosk.commands.bundled import LOCALES, SANDBOX_SERVICES
from kiosk.input.keyboards import bundled_layouts
from kiosk.language.catalogue import load_catalogues
from kiosk.language.languages import RESIDENT_LANGUAGES, UYGHUR, language_by_tag
from kiosk.services.packs import load_catalogue
from screens.theme import DAY

ROOT = Path(__file__).parents[2]
FONTS = Path(kiosk.text.__path__[0]) / "fonts"
ICONS = ROOT / "screens" / "icons"

STYLE = f"""
@font-face {{ font-family: K; src: url(KioskSansArabic-Regular.ttf); font-display: swap }}
@font-face {{ font-family: K; src: url(KioskSansArabic-Bold.ttf); font-weight: bold; font-display: swap }}
@font-face {{ font-family: L; src: url(KioskSans-Regular.ttf); font-display: swap }}
@font-face {{ font-family: L; src: url(KioskSans-Bold.ttf); font-weight: bold; font-display: swap }}
@font-face {{ font-family: C; src: url(KioskSansSC-Regular.ttf); font-display: swap }}
@font-face {{ font-family: C; src: url(KioskSansSC-Bold.ttf); font-weight: bold; font-display: swap }}
* {{ box-sizing: border-box; margin: 0 }}
html, body {{ height: 100% }}
body {{ background: {DAY.ground}; color: {DAY.ink}; font: 46px/1.4 K, L, C; overflow: hidden }}
main {{ display: flex; flex-direction: column; gap: 24px; padding: 36px 48px; height: 100% }}
.top {{ background: {DAY.prim}; color: {DAY.on_prim}; margin: -36px -48px 0; padding: 36px 48px;
  display: grid; grid-template-columns: 1fr 1fr; gap: 20px; text-align: center; font-weight: bold;
  font-size: 64px }}
.step {{ background: {DAY.ground}; border-radius: 24px; grid-column: 1 / 3; text-align: center;
  padding: 16px }}
.slab {{ background: {DAY.surface}; border-bottom: 10px solid {DAY.edge}; border-radius: 24px;
  padding: 22px 36px; display: flex; align-items: center; gap: 24px; text-align: start; font: inherit;
  color: inherit; width: 100% }}
.slab b {{ display: block; font-size: 56px }}
h1 {{ font-size: 64px }}
.tiles {{ display: grid; grid-template-columns: 1fr 1fr; gap: 24px }}
.keys {{ display: grid; gap: 10px; margin-top: auto }}
.keys div {{ display: flex; gap: 10px }}
.key {{ flex: 1; background: {DAY.surface}; border: 0; border-bottom: 8px solid {DAY.edge};
  border-radius: 16px; height: 120px; font: bold 56px K, L, C; color: {DAY.ink} }}
.field {{ background: {DAY.surface}; border: 4px solid {DAY.prim}; border-radius: 16px; height: 140px;
  padding: 24px; font-size: 56px }}
.next {{ background: {DAY.prim}; color: {DAY.on_prim}; border-color: {DAY.prim_edge};
  justify-content: center }}
svg {{ flex: none; width: 110px; height: 110px }}
"""

SCRIPT = """
const told = (what) => fetch('/told', {method: 'POST', body: JSON.stringify(what)});
new PerformanceObserver((list) => {
  const painted = list.getEntriesByName('first-contentful-paint')[0];
  if (painted) told({painted: performance.timeOrigin + painted.startTime});
}).observe({type: 'paint', buffered: true});
const order = ['attract', 'services', 'guide', 'form'];
let at = 0;
document.addEventListener('click', (event) => {
  at = (at + 1) % order.length;
  const main = document.querySelector('main');
  main.innerHTML = document.getElementById(order[at]).innerHTML;
  requestAnimationFrame(() => requestAnimationFrame(
    () => told({went: order[at], ms: performance.now() - event.timeStamp})));
});
"""


def page() -> str:
    """The page's text."""
    words = load_catalogues(LOCALES)
    services = load_catalogue(SANDBOX_SERVICES).services

    def say(key: str, tag: str = "ug") -> str:
        return escape(words.pattern(key, language_by_tag(tag)))

    greetings = "".join(f"<p>{say('attract.greeting', each.tag)}</p>" for each in RESIDENT_LANGUAGES)
    pictures = "".join(
        f"<div class=step>{_icon(name)}</div>" for name in ("touch", "card-on-reader", "receipt")
    )
    languages = "".join(
        f"<button class=slab dir={each.direction}>"
        f"<span style='flex:1'><b>{say('language.own_name', each.tag)}</b>"
        f"{say('attract.begin', each.tag)}</span>{_icon('touch')}</button>"
        for each in RESIDENT_LANGUAGES
    )
    tiles = "".join(
        f"<button class=slab>{_icon(service.icon)}<span><b>{escape(service.title.words['ug'])}</b>"
        f"{escape(service.second_line.words['ug'])}</span></button>"
        for service in (services * 6)[:6]
    )
    service = services[0]
    needs = "".join(
        f"<div class=slab>{_icon(each.icon)}<span>{escape(each.name.words['ug'])}</span></div>"
        for each in (*service.materials, *service.departments)
    )
    keys = "".join(
        "<div>" + "".join(f"<button class=key>{escape(key.legend)}</button>" for key in row) + "</div>"
        for row in bundled_layouts()[UYGHUR.tag].rows
    )
    screens = {
        "attract": f"<div class=top>{greetings}{pictures}</div>{languages}",
        "services": f"<h1>{escape(service.title.words['ug'])}</h1><div class=tiles>{tiles}</div>",
        "guide": f"<h1>{escape(service.guide.words['ug'])}</h1>"
        f"<p>{escape(service.why.words['ug'])}</p>{needs}"
        f"<button class='slab next'>{say('attract.begin')}</button>",
        "form": f"<h1>{escape(service.steps[0].question.words['ug'])}</h1><div class=field></div>"
        f"<div class=keys>{keys}</div>",
    }
    templates = "".join(f"<template id={name}>{inside}</template>" for name, inside in screens.items())
    return (
        f"<!doctype html><html lang=ug dir=rtl><meta charset=utf-8><style>{STYLE}</style>"
        f"<main>{screens['attract']}</main>{templates}<script>{SCRIPT}</script></html>"
    )


def _icon(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")
