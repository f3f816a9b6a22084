-- 0004: the name under which a header was met last, as a pseudonym: one patient number may be two persons of two
-- hospitals.  Like location it may change and is no part of the audit chain.  Films under one UID are found fast.
CREATE TABLE source_name (
  source_id INTEGER PRIMARY KEY REFERENCES film_source(id),
  name_key  TEXT NOT NULL
) STRICT;
CREATE INDEX film_source_sop ON film_source(sop_key);
