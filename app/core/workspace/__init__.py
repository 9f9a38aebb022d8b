"""The one room that remembers: encrypted files, releases, and the log of every act."""
