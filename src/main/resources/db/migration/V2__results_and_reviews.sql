-- As in the first migration, each statement can be run again.
-- What the last completion of an upload measured, and what people said about it.

CREATE TABLE IF NOT EXISTS audio_processor_result (
  upload_id        ${name} NOT NULL PRIMARY KEY,
  track_id         ${name} NOT NULL,
  generation       INT NOT NULL,
  try_number       INT NOT NULL,
  input_lufs       DOUBLE PRECISION NULL,
  output_lufs      DOUBLE PRECISION NULL,
  true_peak_dbtp   DOUBLE PRECISION NULL,
  duration_seconds DOUBLE PRECISION NULL,
  metadata_key     ${line} NULL,
  completed_at     ${instant} NULL,
  verdict          VARCHAR(20) NULL
  ${mysql}, INDEX audio_processor_result_review (verdict, completed_at, upload_id)
);
${others}CREATE INDEX IF NOT EXISTS audio_processor_result_review ON audio_processor_result (verdict, completed_at, upload_id);

CREATE TABLE IF NOT EXISTS audio_processor_review (
  upload_id     ${name} NOT NULL,
  review_number INT NOT NULL,
  generation    INT NOT NULL,
  verdict       VARCHAR(20) NOT NULL,
  note          ${line} NULL,
  reviewer      ${name} NOT NULL,
  reviewed_at   ${instant} NULL,
  PRIMARY KEY (upload_id, review_number)
);

-- what was published before these tables were there can be reviewed too; generation 0 is not ours
INSERT INTO audio_processor_result (upload_id, track_id, generation, try_number, completed_at)
SELECT g.upload_id, g.track_id, g.generation, g.try_number, g.published_at
FROM audio_processor_generation g
WHERE g.state = 'PUBLISHED' AND g.upload_id IS NOT NULL AND g.generation > 0
  AND NOT EXISTS (SELECT 1 FROM audio_processor_result known WHERE known.upload_id = g.upload_id)
  AND NOT EXISTS (SELECT 1 FROM audio_processor_generation later
    WHERE later.upload_id = g.upload_id AND later.state = 'PUBLISHED'
      AND later.track_id = g.track_id AND later.generation > g.generation);
