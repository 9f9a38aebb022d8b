"""名单: a signed document that says who may sign for an agency, as what, and when."""
