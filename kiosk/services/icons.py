"""The pictures a service pack may name: the drawings that the screens and the receipt have."""

ICONS: frozenset[str] = frozenset(
    {
        "agriculture", "announcement", "appointment", "back", "back-rtl", "bank-card", "card-on-reader",
        "certificate", "check", "child", "clock", "code-message", "company", "complaint", "contrast", "cross",
        "delete", "delete-rtl", "document", "done", "either-card", "face-1", "face-2", "face-3", "face-4",
        "face-5", "flame", "gift", "headphones", "help", "house", "household-book", "idcard", "illus-card",
        "illus-paper", "illus-reader-broken", "illus-wait", "keypad", "language", "leave", "leave-rtl",
        "link", "lock", "marriage", "medical", "memorial", "money", "network", "office", "offline",
        "paper-out", "pen", "pension", "people", "phone", "printer", "progress", "project", "rating",
        "receipt", "school", "search", "shield", "shop", "social-card", "speaker", "tax", "text-colour",
        "text-size", "ticket", "touch", "unknown-call", "warning", "wheelchair",
    }
)  # fmt: skip
