"""Registers: who owns and who directs whom."""
