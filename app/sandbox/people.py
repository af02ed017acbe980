"""Invented people: names, numbers and what a lead file would say of them.

Owns: working all of it out from an index, the same every time. Leaves to others: who is called.
The numbers are well formed Indian mobile numbers on a few round prefixes; nothing here ever dials.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


FIRST: Final = _words(
    "Aarav Ishita Rohan Meera Sandeep Farah Vikram Neha Karan Lakshmi Imran Pooja Arjun Divya Manoj Sneha Rahul Ananya "
    "Suresh Kavita Deepak Ritu Nikhil Shalini Abdul Geeta Harish Priya Gurpreet Sunita Anil Rekha Joseph Fatima Mohan "
    "Swati Tarun Bhavna Yusuf Nandini Prakash Anjali Ravi Jyoti Siddharth Leela Ganesh Madhuri Ashok Tanvi"
)
LAST: Final = _words(
    "Sharma Kulkarni Deshmukh Nair Yadav Qureshi Patil Joshi Malhotra Iyer Shaikh Chavan Reddy Gupta Verma Banerjee "
    "Singh Mehta Pillai Das Kaur Rao Fernandes Chauhan Bhat Mishra Ansari Menon Thakur Saxena Naidu Pawar Ghosh "
    "Trivedi Kapoor Bose Jadhav Shetty Agarwal Khan Dixit"
)
CITIES: Final = _words(
    "Pune Mumbai Nashik Thane Nagpur Kolhapur Surat Ahmedabad Vadodara Bengaluru Mysuru Hubballi Chennai Coimbatore "
    "Madurai Hyderabad Warangal Delhi Gurugram Noida Lucknow Kanpur Jaipur Indore Bhopal Kolkata Patna Ranchi Kochi"
)
LANGUAGES: Final = ("Hindi", "English", "Marathi", "Hindi", "Hindi", "English", "Gujarati", "Tamil")
_MONTHS: Final = _words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")
_PREFIXES: Final = ("98765", "97690", "99307", "90044", "88790", "70211", "93245", "81081", "99200", "96195")
_MIX: Final = 48_271  # shares no factor with a million, so no two indexes meet


def number(index: int) -> str:
    """A mobile number in E.164; different for every index below a million."""
    mixed = (index * _MIX + 11) % 1_000_000
    return f"+91{_PREFIXES[mixed // 100_000]}{mixed % 100_000:05d}"


def name(index: int) -> str:
    """First and last name."""
    return f"{FIRST[index * 7 % len(FIRST)]} {LAST[index * 11 % len(LAST)]}"


def loan_amount(index: int) -> int:
    """Rupees."""
    return (index * 37 % 58 + 2) * 12_500


def variables(index: int, around_ms: int) -> dict[str, str]:
    """What a lead file holds besides number: texts, as a CSV gives them. The due date follows `around_ms`."""
    due = datetime.fromtimestamp(around_ms / 1000, UTC) + timedelta(days=4 + index % 21)
    return {
        "name": name(index),
        "loan_amount": str(loan_amount(index)),
        "due_date": f"{due.day:02d} {_MONTHS[due.month - 1]} {due.year}",
        "city": CITIES[index * 5 % len(CITIES)],
        "language": LANGUAGES[index * 3 % len(LANGUAGES)],
    }
