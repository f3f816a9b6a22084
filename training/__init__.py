"""Model training (torch): synthetic films, fitting, evaluation, bundles, fine-tuning on corrections."""
