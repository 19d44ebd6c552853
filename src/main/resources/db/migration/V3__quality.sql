-- As in the first migration, each statement can be run again.
-- How the excerpts of an upload's published renditions sound compared with their source: the mean 2f score.

CREATE TABLE IF NOT EXISTS audio_processor_quality (
  upload_id   ${name} NOT NULL PRIMARY KEY,
  score_2f    DOUBLE PRECISION NOT NULL,
  recorded_at ${instant} NULL
  ${mysql}, INDEX audio_processor_quality_newest (recorded_at)
);
${others}CREATE INDEX IF NOT EXISTS audio_processor_quality_newest ON audio_processor_quality (recorded_at);
