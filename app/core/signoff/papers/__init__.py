"""The papers of a review, filled from its evidence: nothing on them was typed for them."""
