"""What a reading of an answer comes to: how sure it is, the units it leaves, and why it is no surer."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from sheets_sync.domain.marks import N_


class State(Enum):
    """How sure a reading is: TIED may be settled by who sent it, DOUBTED may not, NONE says nothing at all."""

    CLEAR = "clear"
    TIED = "tied"
    DOUBTED = "doubted"
    NONE = "none"


class Reading(NamedTuple):
    """The units an answer may mean, best first, and the sentence that concludes its explanation."""

    state: State
    units: tuple[int, ...] = ()
    reason: str = ""


NO_READING = Reading(State.NONE, (), N_("That names no unit of the register."))

THAT_IS = N_("That is {units}.")
SEVERAL_FIT = N_("That may be any of these, so it has to be asked: {units}.")
ONE_WITHIN_THE_OTHER = N_("The places named lie one within the other; that leaves {units}.")
SAME_NAME = N_("Several units have this name, so it has to be asked: {units}.")
ONLY_NEAR = N_("The spelling is only near to a name, so it has to be asked: {units}.")
OTHER_KIND = N_("No unit of the kind that was said has this name, so it has to be asked: {units}.")
TWO_KINDS = N_("Two kinds of unit are said of one name, so it has to be asked: {units}.")
SEVERAL_UNITS = N_("More than one unit seems to be named, so it has to be asked: {units}.")
DISAGREEING = N_("The parts of the answer do not agree with one another, so it has to be asked: {units}.")
ADDRESS_OR_UNIT = N_("It may be the kapanewon with its address or the kalurahan in it, so it has to be asked: {units}.")
OF_THE_CITY_TOO = N_("A part of the city of Yogyakarta has this name too, so it has to be asked: {units}.")
STRAY_WORDS = N_("Part of the answer is not understood, so it has to be asked: {units}.")
ONLY_A_TYPE = N_("Only the kind of office is said, so it has to be asked: {units}.")
TOO_COMMON = N_("These words name no office by themselves, so it has to be asked: {units}.")


def of_equals(units: tuple[int, ...], reason: str = THAT_IS) -> Reading:
    """Clear for one unit, for that reason; tied for several that are equally likely."""
    return Reading(State.CLEAR, units, reason) if len(units) == 1 else Reading(State.TIED, units, SEVERAL_FIT)
