"""Made-up names, firms, addresses and ways to reach somebody, from the tables of Faker's zh_CN.

A name cannot be marked as made up: somebody bears it. Firms and addresses carry the word 示例.
Mobile numbers are of 142, a range that no operator has been given; mail goes to the domains that RFC
2606 keeps for examples. Faker is slow to import: what takes from its tables
does so when it is asked.
"""

from functools import cache

import numpy as np
import pyarrow as pa

from app.core.desensitize.characters import joined
from app.core.desensitize.keyed import Draws, fixed_width

UNASSIGNED_MOBILE = "142"
_DOMAINS = ("example.com", "example.net", "example.org")
_FAIR = 1 << 20


def name(draws: Draws) -> pa.StringArray:
    """A surname as often as there are persons of it, and a given name of one or two characters."""
    surnames, shares = _surnames()
    places = np.searchsorted(shares, draws.below(_FAIR) / _FAIR, side="right")
    return joined(surnames.take(pa.array(places)), draws.pick(_given_names()))


def company(draws: Draws) -> pa.StringArray:
    """A firm of a city."""
    from faker.providers.address.zh_CN import Provider as Addresses
    from faker.providers.company.zh_CN import Provider as Companies

    cities, prefixes, suffixes = (
        pa.array(words, pa.string())
        for words in (Addresses.cities, Companies.company_prefixes, Companies.company_suffixes)
    )
    return joined(draws.pick(cities), "示例", draws.pick(prefixes), draws.pick(suffixes))


def address(draws: Draws) -> pa.StringArray:
    """An address of a city that is called 示例市."""
    from faker.providers.address.zh_CN import Provider as Addresses

    provinces, districts, streets = (
        pa.array(words, pa.string())
        for words in (Addresses.provinces, Addresses.districts, Addresses.cities)
    )
    return joined(
        draws.pick(provinces),
        "示例市",
        draws.pick(districts),
        "区",
        draws.pick(streets),
        "路",
        _numbers(draws, 999),
        "号",
        _numbers(draws, 30),
        "室",
    )


def phone_number(draws: Draws) -> pa.StringArray:
    """A mobile number of eleven digits."""
    return joined(UNASSIGNED_MOBILE, fixed_width(draws.digits(8)))


def email(draws: Draws) -> pa.StringArray:
    """An address of letters and digits."""
    domains = pa.array(_DOMAINS, pa.string())
    return joined("user", fixed_width(draws.digits(8)), "@", draws.pick(domains))


def _numbers(draws: Draws, most: int) -> pa.StringArray:
    return pa.array(draws.below(most) + 1).cast(pa.string())


@cache
def _surnames() -> tuple[pa.StringArray, "np.typing.NDArray[np.float64]"]:
    """Surnames, and the share of persons up to each."""
    from faker.providers.person.zh_CN import Provider as Persons

    weights = np.array(list(Persons.last_names.values()))
    return pa.array(Persons.last_names.keys(), pa.string()), np.cumsum(weights / weights.sum())


@cache
def _given_names() -> pa.StringArray:
    from faker.providers.person.zh_CN import Provider as Persons

    return pa.array(Persons.first_names, pa.string())
