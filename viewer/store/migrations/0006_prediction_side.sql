-- 0006: an answer is known by its side, too. The same pixels under a header that names the other hip get an
-- answer of their own; before, the second was taken for the first.
CREATE TABLE prediction_by_side (
  id                 INTEGER PRIMARY KEY AUTOINCREMENT,
  film_id            INTEGER NOT NULL REFERENCES film(id),
  model_id           INTEGER NOT NULL REFERENCES model(id),
  input_sha256       TEXT NOT NULL,       -- of the exact network input
  provider           TEXT NOT NULL,
  threshold          REAL NOT NULL,
  p_fracture         REAL NOT NULL CHECK (p_fracture BETWEEN -0.001 AND 1.001),
  answer             TEXT NOT NULL REFERENCES ao_class(code),
  side               TEXT NOT NULL CHECK (side IN ('left', 'right', 'both', 'uncertain', 'none')),
  probabilities_json TEXT NOT NULL CHECK (json_valid(probabilities_json)),
  logits_json        TEXT NOT NULL CHECK (json_valid(logits_json)),
  elapsed_ms         REAL NOT NULL,
  created_at         TEXT NOT NULL,
  UNIQUE (film_id, model_id, input_sha256, provider, threshold, side),
  UNIQUE (id, film_id)
) STRICT;
INSERT INTO prediction_by_side SELECT id, film_id, model_id, input_sha256, provider, threshold, p_fracture, answer,
  side, probabilities_json, logits_json, elapsed_ms, created_at FROM prediction;
DROP TABLE prediction;
ALTER TABLE prediction_by_side RENAME TO prediction;
CREATE TRIGGER prediction_no_update BEFORE UPDATE ON prediction
  BEGIN SELECT RAISE(ABORT, 'prediction is append-only'); END;
CREATE TRIGGER prediction_no_delete BEFORE DELETE ON prediction
  BEGIN SELECT RAISE(ABORT, 'prediction is append-only'); END;
