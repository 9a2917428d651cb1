"""An independent model of the consent rules, written from the law table and the rulings alone.

It shares no line and no author with the core; `agree.py` asks both the same questions.
"""
