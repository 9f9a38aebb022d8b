"""dBase and FoxPro tables: what their header tells, their records, texts, values and memos."""
