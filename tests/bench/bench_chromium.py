"""Our start, memory and transitions beside Chromium's with equal screens, in one run. Skipped without it.

Both draw without a GPU. With a display (DISPLAY, WAYLAND_DISPLAY) both use it, else neither.
"""

import os
import sys
import time

from figure import Figure
from measured_chromium import PROGRAM, Page, running_chromium, session_of
from measured_kiosk import folder_with_settings, running_kiosk
from measuring import tell
from processes import family, pss_mb

STARTS, ROUNDS, VISITS = 7, 10, 50
# How long everything may settle before memory is looked at, in seconds.
SETTLES_S = 4.0


def our_start_ms() -> float:
    """From the start of our first process to the attract screen drawn."""
    with folder_with_settings() as folder, running_kiosk(folder) as kiosk:
        return (kiosk.next("AttractDrawn").at - kiosk.begun) * 1000


def its_start_ms(page: Page) -> float:
    with running_chromium(page) as (browser, _):
        return browser.first_paint_ms()


def starts(page: Page) -> None:
    ours, its = [], []
    # The first of each reads its files from the disk.
    our_start_ms(), its_start_ms(page)
    for _ in range(STARTS):
        ours.append(our_start_ms())
        its.append(its_start_ms(page))
    tell(Figure("cold start → attract drawn", "ms", tuple(ours)))
    tell(Figure("Chromium's cold start → first paint", "ms", tuple(its)))
    ratios = tuple(mine / other for mine, other in zip(sorted(ours), sorted(its), strict=True))
    tell(Figure("cold start against Chromium's", "x", ratios, reach=1.0))


def memory(page: Page) -> None:
    with folder_with_settings() as folder, running_kiosk(folder) as kiosk:
        for _ in range(VISITS):
            os.kill(kiosk.next("AttractDrawn").visit_pid, 9)
        kiosk.next("AttractDrawn")
        time.sleep(SETTLES_S)
        ours = pss_mb(family(kiosk.pid))
    with running_chromium(page) as (browser, _):
        browser.first_paint_ms()
        time.sleep(SETTLES_S)
        its = pss_mb(browser.processes())
    tell(Figure(f"memory of all our processes after {VISITS} visits cut off", "MB", (ours,)))
    tell(Figure("memory of Chromium with one page", "MB", (its,)))
    tell(Figure("memory against Chromium's", "x", (ours / its,), reach=0.6))


def transitions(page: Page) -> None:
    with running_chromium(page, clicks=True) as (browser, answers):
        browser.first_paint_ms()
        browser.attach()
        session = session_of(answers)
        for _ in range(4):
            browser.click_ms(session)
        went = tuple(browser.click_ms(session) for _ in range(4 * ROUNDS))
    tell(Figure("Chromium: click → next screen, two animation frames", "ms", went))


def main() -> None:
    if PROGRAM is None:
        print("Chromium is not installed: nothing to stand beside.", file=sys.stderr)
        return
    page = Page()
    starts(page)
    memory(page)
    transitions(page)


main()
