"""数字证书: cards that an agency's certificate authority vouches for."""
