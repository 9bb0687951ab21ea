"""What is measured, and of whom, in plain words. No measure is made out of others, and none sums a school up."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Unit = Literal["percent", "score", "progress", "count", "words"]
OWN = "own."
"""Begins the name of a measure that a sheet's own heading names."""


@dataclass(frozen=True)
class Measure:
    """One thing that is counted or measured.

    Attributes:
        name: "ks2.rwm.expected".
        subject: the file's subject, which measures are listed under ("Key stage 2").
        words: what it is, as a sentence would say it.
        unit: how its values read.
        of: name of the measure that counts its pupils, "" if nothing does.
    """

    name: str
    subject: str
    words: str
    unit: Unit = "percent"
    of: str = ""


@dataclass(frozen=True)
class Group:
    """Some of the pupils."""

    name: str
    words: str


KS2, CENSUS, REGISTER, OFSTED = "Key stage 2", "School census", "The register", "Ofsted"
EARLY, PHONICS, KS1, KS4, SHEET = "Early years", "Phonics", "Key stage 1", "Key stage 4", "The school's own sheet"
_EXPECTED, _HIGHER = "reach the expected standard in {}", "reach the higher standard in {}"


def _key_stage_2() -> list[Measure]:
    of = "ks2.pupils"
    subjects = (
        ("rwm", "reading, writing and maths"),
        ("reading", "reading"),
        ("writing", "writing"),
        ("maths", "maths"),
        ("gps", "grammar, punctuation and spelling"),
    )
    made = [Measure(f"ks2.{name}.expected", KS2, _EXPECTED.format(words), of=of) for name, words in subjects]
    made.insert(1, Measure("ks2.rwm.higher", KS2, _HIGHER.format(subjects[0][1]), of=of))
    made += [Measure(f"ks2.{name}.higher", KS2, _HIGHER.format(words), of=of) for name, words in subjects[1:]]
    made += [
        Measure(f"ks2.{name}.score", KS2, f"average scaled score in {words}", "score", of)
        for name, words in subjects[1:]
        if name != "writing"
    ]
    made += [
        Measure(f"ks2.{name}.progress", KS2, f"progress in {words} since key stage 1", "progress", of)
        for name, words in subjects[1:4]
    ]
    return [
        *made,
        Measure("ks2.science.expected", KS2, _EXPECTED.format("science"), of=of),
        Measure("ks2.rwm.expected.3yr", KS2, f"{_EXPECTED.format(subjects[0][1])}, three years together"),
        Measure("ks2.rwm.higher.3yr", KS2, f"{_HIGHER.format(subjects[0][1])}, three years together"),
        Measure(of, KS2, "pupils at the end of key stage 2", "count"),
    ]


def _others() -> list[Measure]:
    of = "census.pupils"
    return [
        Measure("census.share", CENSUS, "share of all pupils", of=of),
        Measure("census.pupils", CENSUS, "pupils on roll", "count"),
        Measure("register.share", REGISTER, "share of all pupils", of="register.pupils"),
        Measure("register.pupils", REGISTER, "pupils on roll", "count"),
        Measure("register.places", REGISTER, "places", "count"),
        Measure("ofsted.inspected", OFSTED, "latest full inspection", "words"),
        Measure("ofsted.published", OFSTED, "report published", "words"),
        Measure("ofsted.deprivation", OFSTED, "deprivation of where pupils live, fifth of all schools", "words"),
        Measure("early.good", EARLY, "reach a good level of development", of="early.pupils"),
        Measure("early.pupils", EARLY, "children at the end of reception", "count"),
        Measure("phonics.year1", PHONICS, "meet the phonics standard in year 1", of="phonics.pupils"),
        Measure("phonics.year2", PHONICS, "meet the phonics standard by the end of year 2"),
        Measure("phonics.pupils", PHONICS, "pupils in year 1", "count"),
        *(
            Measure(f"ks1.{name}.{step}", KS1, words.format(name), of="ks1.pupils")
            for step, words in (("expected", _EXPECTED), ("higher", "work at greater depth in {}"))
            for name in ("reading", "writing", "maths")
        ),
        Measure("ks1.pupils", KS1, "pupils at the end of key stage 1", "count"),
        Measure("ks4.basics4", KS4, "reach grade 4 or above in English and maths", of="ks4.pupils"),
        Measure("ks4.basics5", KS4, "reach grade 5 or above in English and maths", of="ks4.pupils"),
        Measure("ks4.attainment8", KS4, "average Attainment 8 score", "score", "ks4.pupils"),
        Measure("ks4.progress8", KS4, "Progress 8 score", "progress", "ks4.pupils"),
        Measure("ks4.ebacc", KS4, "enter the English Baccalaureate", of="ks4.pupils"),
        Measure("ks4.pupils", KS4, "pupils at the end of key stage 4", "count"),
    ]


MEASURES: Mapping[str, Measure] = {one.name: one for one in (*_key_stage_2(), *_others())}
ALL = "all"
GROUPS: Mapping[str, Group] = {
    one.name: one
    for one in (
        Group(ALL, "All pupils"),
        Group("disadvantaged", "Disadvantaged"),
        Group("others", "Not disadvantaged"),
        Group("boys", "Boys"),
        Group("girls", "Girls"),
        Group("eal", "English as an additional language"),
        Group("english", "First language English"),
        Group("low", "Low prior attainment"),
        Group("middle", "Middle prior attainment"),
        Group("high", "High prior attainment"),
        Group("settled", "Here through years 5 and 6"),
        Group("fsm", "Free school meals"),
        Group("fsm6", "Free school meals in the last six years"),
        Group("send", "Support for special needs"),
        Group("ehcp", "Education, health and care plan"),
    )
}


def measure_of(name: str) -> Measure:
    """Return a measure by its name; one of a sheet's own is named by its heading."""
    own = name.removeprefix(OWN)
    return MEASURES.get(name) or Measure(name, SHEET, own[:1].lower() + own[1:], "score")


def group_of(name: str) -> Group:
    """Return a group by its name; one that is not known is called as it is named."""
    return GROUPS.get(name) or Group(name, name)
