"""Check digits of Chinese identifiers, one number at a time, over normalised text."""

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
USCC_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def id_check_digit(first17: str) -> str:
    """The 18th character of a citizen identity number: ISO 7064 MOD 11-2. Source: GB 11643-1999."""
    return _ID_CHECK[sum(int(d) * w for d, w in zip(first17, ID_WEIGHTS, strict=True)) % 11]


def id_checks(number: str) -> bool:
    """Whether the check digit of an 18-character identity number is right."""
    return id_check_digit(number[:17]) == number[17].upper()


def luhn_checks(digits: str) -> bool:
    """ISO/IEC 7812-1, annex B."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def uscc_check_digit(first17: str) -> str:
    """The 18th character of a unified social credit code. Source: GB 32100-2015, MOD 31-3."""
    total = sum(USCC_ALPHABET.index(c) * w for c, w in zip(first17, USCC_WEIGHTS, strict=True))
    return USCC_ALPHABET[(31 - total % 31) % 31]


def uscc_checks(code: str) -> bool:
    """Whether the check character of an 18-character credit code is right."""
    return uscc_check_digit(code[:17]) == code[17]
