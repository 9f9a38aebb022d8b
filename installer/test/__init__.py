"""The installers installed, used, upgraded and removed for real, and what that needs."""
