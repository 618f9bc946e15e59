"""Events of many reports joined to incidents: ``link_events``; reports joined by what they are about: ``link_reports``."""

from dateline.link.joining import link_events
from dateline.link.reports import link_reports

__all__ = ["link_events", "link_reports"]
