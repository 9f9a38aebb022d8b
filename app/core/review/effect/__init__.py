"""How well a table is de-identified, after GB/T 42460-2023: four levels, the risks that lead to them,
and what each means in words."""
