"""What the public sees of the platform: its pages, its files, and its catalog for programs."""
