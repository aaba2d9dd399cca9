"""The version of the software, written into every library and every export."""

VERSION = "0.1.0"
