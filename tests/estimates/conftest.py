"""Published tables of who stood on which lists, as facts, each with the paper that tells them."""

from __future__ import annotations

import pytest

from tollbook.estimates.table import Table


def published(lists: str, cells: str) -> Table:
    """The table of cells as papers print them: "110:142" is 142 on the first and second list, not on the third."""
    told = (cell.split(":") for cell in cells.split())
    return Table.of(lists.split(), ((int(pattern[::-1], 2), int(count)) for pattern, count in told))


@pytest.fixture(scope="session")
def kosovo() -> Table:
    """4,400 killings, Kosovo, March to June 1999: exhumations and the interviews of three organisations.

    Ball, Betts, Scheuren, Dudukovich & Asher (2002), Killings and Refugee Flow in Kosovo March-June 1999, AAAS.
    """
    return published(
        "EXH ABA OSCE HRW",
        """1000:1131 0100:845 1100:177 0010:936 1010:228 0110:217 1110:181 0001:306 1001:106 0101:31
        1101:18 0011:123 1011:42 0111:32 1111:27""",
    )


@pytest.fixture(scope="session")
def madigan_york() -> Table:
    """626 children born with spina bifida, New York State, 1969 to 1974: births, deaths, and care.

    Madigan & York (1997), Bayesian methods for estimation of the size of a closed population, Biometrika 84,
    19-31.
    """
    return published("a b c", "100:247 010:49 110:142 001:60 101:112 011:4 111:12")


@pytest.fixture(scope="session")
def massachusetts() -> Table:
    """537 children born with a congenital anomaly in Massachusetts, on five lists.

    Wittes, Colton & Sidel (1974), Journal of Chronic Diseases 27, 25-36; as in Madigan & York (1997).
    """
    return published(
        "a b c d e",
        """10000:83 01000:97 11000:30 00100:4 10100:3 01100:2 00010:37 10010:34 01010:37 11010:23 00110:1
        01110:3 00001:27 10001:36 01001:22 11001:5 00101:4 10101:5 01101:1 11101:3 00011:19 10011:18
        01011:25 11011:8 00111:1 10111:2 01111:5 11111:2""",
    )


@pytest.fixture(scope="session")
def uk() -> Table:
    """2,744 potential victims of slavery, United Kingdom, 2013: two of six lists, police and agency, made one.

    Bales, Hesketh & Silverman (2015), Modern slavery in the UK: how many victims?, Significance 12(3), 16-21.
    """
    return published(
        "LA NG PFNCA GO GP",
        """10000:54 01000:463 11000:15 00100:995 10100:19 01100:62 11100:1 00010:695 10010:3 01010:19
        11010:1 00110:76 01110:4 11110:1 00001:316 01001:1 00101:11 00011:8""",
    )


@pytest.fixture(scope="session")
def netherlands() -> Table:
    """8,234 presumed victims of trafficking, the Netherlands, 2010 to 2015: two of six lists made one.

    Van Dijk, Cruyff, van der Heijden & Kragten-Heerdink (2017), Monitoring Target 16.2 of the United Nations
    Sustainable Development Goals; as in Chan, Silverman & Vincent (2021), JASA 116, 1297-1306.
    """
    return published(
        "IO K P R Z",
        """10000:756 01000:1299 11000:1 00100:4466 10100:81 01100:44 00010:650 10010:5 00110:82 10110:2
        00001:632 10001:73 01001:4 00101:125 10101:11 00011:2 00111:1""",
    )


@pytest.fixture(scope="session")
def new_orleans() -> Table:
    """185 victims of trafficking, Greater New Orleans, 2016: four of eight lists made one.

    Bales, Murphy & Silverman (2020), How many trafficked people are there in Greater New Orleans?, Journal of
    Human Trafficking 6, 375-384.
    """
    return published(
        "A BEFG C D H",
        """10000:25 01000:24 11000:1 00100:70 10100:1 01100:2 11100:1 00010:33 10010:2 01010:2 11010:1
        00110:1 00001:21 01001:1""",
    )


@pytest.fixture(scope="session")
def western_us() -> Table:
    """345 victims of trafficking, a place in the west of the United States, on five lists.

    Farrell, Dank, Kafafian & others (2019), Capturing human trafficking victimization through crime reporting,
    National Institute of Justice; as in Chan, Silverman & Vincent (2021), JASA 116, 1297-1306.
    """
    return published(
        "A B C D E",
        """10000:52 01000:90 00100:114 10100:4 01100:6 00010:45 10010:2 01010:1 01110:1 00001:21 10001:5
        10101:1 00011:3""",
    )
