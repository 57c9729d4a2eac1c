"""The categories that every new ledger starts with."""

from __future__ import annotations

from dataclasses import dataclass

from expenseiq_core.domain.ledger import CategoryKind


@dataclass(frozen=True, slots=True)
class DefaultCategory:
    """A category as first made; people may rename, merge and recolour theirs."""

    name: str
    emoji: str
    colour: str
    description: str
    kind: CategoryKind = "spending"
    aliases: tuple[str, ...] = ()


OTHER = "Other"
"""Where an expense goes that nothing says more about."""

DEFAULT_CATEGORIES = (
    DefaultCategory("Food", "🍽", "#e67e22", "Meals, groceries, coffee and drinks"),
    DefaultCategory("Transport", "🚌", "#3498db", "Tickets, fuel, taxis, parking"),
    DefaultCategory("Home", "🏠", "#8e6e53", "Rent, furniture, repairs"),
    DefaultCategory("Utilities", "💡", "#f1c40f", "Power, water, internet, phone, insurance"),
    DefaultCategory("Health", "🩺", "#e74c3c", "Pharmacy, doctor, sport, care"),
    DefaultCategory("Clothes", "👕", "#9b59b6", "Clothes and shoes"),
    DefaultCategory("Fun", "🎬", "#1abc9c", "Cinema, games, books, subscriptions, going out"),
    DefaultCategory("Travel", "✈️", "#2980b9", "Flights, hotels, trips"),
    DefaultCategory("Gifts", "🎁", "#e84393", "Presents and donations"),
    DefaultCategory("Education", "📚", "#6c5ce7", "Courses, school, learning"),
    DefaultCategory("Kids & pets", "🧸", "#fd79a8", "Children and animals"),
    DefaultCategory(OTHER, "📦", "#95a5a6", "Everything else"),
    DefaultCategory("Savings", "🏦", "#27ae60", "Put aside, invested", "saving"),
    DefaultCategory(
        "Transfers & cash", "💱", "#7f8c8d", "Between own accounts, cash from a machine", "neutral"
    ),
)
