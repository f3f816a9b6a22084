"""Agreement beside kappa: intraclass correlation, Gwet's AC1 and AC2, Krippendorff's alpha."""
