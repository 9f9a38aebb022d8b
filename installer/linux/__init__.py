"""What only the Debian package needs."""
