"""Tables and a recipe in, publishable tables out."""
