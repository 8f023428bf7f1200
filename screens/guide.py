"""Guide: what to have at hand, how long it takes, what it costs, before anything is asked."""

from collections.abc import Sequence

from kivy.properties import ObjectProperty, StringProperty

from kiosk.language.values import Message, Number, Words
from screens.screen import ForwardKey, Screen
from screens.widgets.mirrored import MirroredBox


class MaterialPicture(MirroredBox):
    """One thing to have at hand."""

    picture = StringProperty("")
    name = ObjectProperty(None, allownone=True)


class TermRow(MirroredBox):
    """A number of working days with a bar as long as the term."""

    days = ObjectProperty(0)
    share = ObjectProperty(1.0)
    key = StringProperty("")
    picture = StringProperty("clock")
    fill = StringProperty("prim")


class GuideScreen(Screen):
    stone = 0

    def build(self) -> None:
        service = self.service
        for material in service.materials:
            self.ids.materials.add_widget(MaterialPicture(picture=material.icon, name=material.name))
        if not service.materials:
            self.remove_widget(self.ids.bring)
        longest = max(service.promised_days, service.statutory_days or 0, 1)
        rows = [
            TermRow(days=service.promised_days, share=service.promised_days / longest, key="guide.promised")
        ]
        if service.statutory_days is not None:
            rows.append(
                TermRow(
                    days=service.statutory_days,
                    share=service.statutory_days / longest,
                    key="guide.statutory",
                    picture="office",
                    fill="line",
                )
            )
        for row in rows:
            self.ids.terms.add_widget(row)
        self.ids.fee.message = (
            Message("guide.free")
            if service.fee == 0
            else Message("guide.yuan", {"amount": Number(service.fee)})
        )
        self.ids.minutes.message = Message("guide.minutes", {"minutes": Number(service.minutes)})

    def sentence(self) -> Words:
        return self.service.guide

    def also_spoken(self) -> Sequence[Words]:
        service = self.service
        days: tuple[Words, ...] = ()
        if service.statutory_days is not None:
            days = (
                Message(
                    "guide.spoken",
                    {"promised": Number(service.promised_days), "statutory": Number(service.statutory_days)},
                ),
            )
        bring: tuple[Words, ...] = ()
        if service.materials:
            bring = (Message("guide.bring"), *(material.name for material in service.materials))
        return (*bring, *days, self.ids.fee.message)

    def forward_key(self) -> ForwardKey:
        return ForwardKey("guide.start")

    def forwarded(self) -> None:
        self.app.go("start")
