"""Builds what an office installs: a Debian package and a Windows installer, both on Linux."""
