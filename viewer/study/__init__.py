"""Reader studies: physicians and model on the same films, analysed as the field demands.

Qt-free.  ``viewer.study`` imports ``inference`` and nothing else of the product: neither the store nor the
export, no window, no model.  Answers of a study are a table (:class:`inference.stats.records.Answers`):
``viewer.study.analysis.answers`` reads and writes it, ``viewer.study.analysis.analyse`` computes every figure
from it, ``viewer.study.analysis.verify`` checks the computation on the user's machine.

Direction is stated, never guessed: a higher rating is more suspicious of a fracture.
"""
