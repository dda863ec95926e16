"""The command line of Waybill: it imports everything, and nothing imports it."""

__version__ = "0.1.0"
