"""Tables of counts that may be published: small counts hidden, rounded, or under noise."""
