"""Faults, tried on real servers on this machine: ``make drills``."""
