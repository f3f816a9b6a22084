"""Data files only: icons, style, AO/OTA table, model bundles, demonstration films."""
