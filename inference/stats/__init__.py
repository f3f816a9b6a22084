"""Statistics of reader studies, one method a module; each docstring cites its formula's source.

Shapes throughout: I arms, J readers, K films (``[I, J, K]``), ``n1`` films with a fracture, ``n0`` without.
Probabilities and areas are fractions of one.  No function returns NaN: a figure that the data do not define
is ``None``, with a note that says why.
"""
