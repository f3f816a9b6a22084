"""Options that several commands of ``shenton-train`` share, or that are asked for without torch."""
