"""The pictures a service pack may name: the drawings that the screens and the receipt have."""

ICONS: frozenset[str] = frozenset(
    {
        "agriculture", "announcement", "appointment", "back", "back-rtl", "card-on-reader", "certificate",
        "check", "clock", "complaint", "contrast", "cross", "delete", "delete-rtl", "document", "done",
        "face-1", "face-2", "face-3", "face-4", "face-5", "flame", "help", "house", "idcard", "illus-card",
        "illus-paper", "illus-reader-broken", "illus-wait", "language", "leave", "leave-rtl", "lock",
        "marriage", "medical", "memorial", "money", "network", "office", "offline", "paper-out", "pen",
        "pension", "people", "phone", "printer", "progress", "rating", "receipt", "school", "shield",
        "shop", "speaker", "tax", "text-colour", "text-size", "ticket", "touch", "warning", "wheelchair",
    }
)  # fmt: skip
