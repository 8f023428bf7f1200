"""Hundreds of services as a county may have them, each with words of its own."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from kiosk.language.kazakh_script import cyrillic_to_arabic
from kiosk.services.packs import load_folder
from kiosk.services.search_keys import keys_of
from kiosk.services.wire import Pack, wire_text

SAMPLES = Path(__file__).parents[2] / "kiosk" / "sandbox" / "catalogue"
# What an errand is about, and what is done about it; their pairs are titles.
THINGS = (
    ("يەر", "Жер", "土地", "Land"), ("ئۆي", "Үй", "房屋", "House"), ("مەكتەپ", "Мектеп", "学校", "School"),
    ("پېنسىيە", "Зейнет", "养老金", "Pension"), ("داۋالاش", "Емдеу", "医疗", "Medical care"),
    ("باج", "Баж", "税", "Tax"), ("توي", "Неке", "婚姻", "Marriage"), ("بالا", "Бала", "儿童", "Child"),
    ("سۇ", "Су", "用水", "Water"), ("توك", "Ток", "用电", "Power"), ("يول", "Жол", "道路", "Road"),
    ("چارۋا", "Мал", "牲畜", "Livestock"), ("ئۇرۇق", "Тұқым", "种子", "Seed"),
    ("سودا", "Сауда", "贸易", "Trade"),
    ("قۇرۇلۇش", "Құрылыс", "建设", "Building"), ("ئورمان", "Орман", "林业", "Forest"),
    ("ھۈنەر", "Өнер", "技艺", "Craft"), ("دورا", "Дәрі", "药品", "Medicine"), ("خەت", "Хат", "邮件", "Mail"),
    ("ئىش", "Іс", "就业", "Work"), ("كىتاب", "Кітап", "图书", "Book"), ("ماشىنا", "Машина", "汽车", "Car"),
    ("ياردەم", "Көмек", "救助", "Aid"),
)  # fmt: skip
DEEDS = (
    ("تولۇقلىما پۇلى", "жәрдем қаржысы", "补贴", "subsidy"),
    ("گۇۋاھنامىسى", "куәлігі", "证明", "certificate"),
    ("تىزىملاش", "тіркеу", "登记", "registration"), ("تەكشۈرۈش", "тексеру", "检查", "inspection"),
    ("ئىجازىتى", "рұқсаты", "许可", "permit"), ("ئۆزگەرتىش", "өзгерту", "变更", "change"),
    ("توختىتىش", "тоқтату", "停止", "ending"), ("سۈرۈشتۈرۈش", "сұрастыру", "查询", "enquiry"),
    ("ۋاقىت بېكىتىش", "уақыт белгілеу", "预约", "appointment"), ("شىكايىتى", "шағымы", "投诉", "complaint"),
    ("ھەققى", "ақысы", "费用", "fee"), ("شەرتنامىسى", "шарты", "合同", "contract"),
    ("سۇغۇرتىسى", "сақтандыруы", "保险", "insurance"), ("قەرزى", "несиесі", "贷款", "loan"),
    ("مۇكاپاتى", "сыйлығы", "奖励", "award"), ("ئىمتىھانى", "емтиханы", "考试", "examination"),
    ("كۇرسى", "курсы", "培训", "course"), ("ئەنزىسى", "құжаты", "档案", "file"),
    ("رەسىمى", "суреті", "图纸", "drawing"), ("باھاسى", "бағасы", "价格", "price"),
    ("ئۆلچىمى", "өлшемі", "标准", "standard"), ("ساقلاش", "сақтау", "保管", "keeping"),
)  # fmt: skip


def many_services(count: int) -> list[dict[str, Any]]:
    """So many services in the wire form, each like one of the samples in turn."""
    samples = load_folder(SAMPLES).pack.services
    return [_another(samples[number % len(samples)], number) for number in range(count)]


def many_packs(count: int) -> Pack:
    services = many_services(count)
    return Pack({}, services, [keys_of(service) for service in services])


def write_many(file: Path, count: int) -> Path:
    file.write_bytes(wire_text(many_packs(count)))
    return file


def _another(sample: Mapping[str, Any], number: int) -> dict[str, Any]:
    service = deepcopy(dict(sample))
    thing, deed = THINGS[number % len(THINGS)], DEEDS[number // len(THINGS) % len(DEEDS)]
    title = {
        "ug": f"{thing[0]} {deed[0]}", "kk": f"{thing[1]} {deed[1]}", "zh-Hans": f"{thing[2]}{deed[2]}",
        "en": f"{thing[3]} {deed[3]}",
    }  # fmt: skip
    title["kk-Arab"] = cyrillic_to_arabic(title["kk"])
    return {**service, "id": f"service-{number}", "title": title}
