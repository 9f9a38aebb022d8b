"""What only the Windows installer needs."""
