-- Tables of our own beside the platform's Uploads, which is never altered.
-- Each statement can be run again: MySQL commits every one by itself, and whoever runs them may be killed in between.
-- So an index, which MySQL cannot make "if not exists", stands inside its table there (the lines marked so), and beside it elsewhere.
-- Nullable columns say NULL: MySQL and MariaDB give a bare TIMESTAMP an automatic value otherwise.

CREATE TABLE IF NOT EXISTS audio_processor_lease (
  upload_id       ${name} NOT NULL PRIMARY KEY,
  track_id        ${name} NOT NULL,
  owner           ${name} NOT NULL,
  token           BIGINT NOT NULL,
  attempts        INT NOT NULL,
  lost            INT NOT NULL,
  active          SMALLINT NOT NULL,
  expires_at      ${instant} NULL,
  next_attempt_at ${instant} NULL,
  last_outcome    VARCHAR(20) NULL
  ${mysql}, INDEX audio_processor_lease_expiry (active, expires_at)
);
${others}CREATE INDEX IF NOT EXISTS audio_processor_lease_expiry ON audio_processor_lease (active, expires_at);

CREATE TABLE IF NOT EXISTS audio_processor_track (
  track_id           ${name} NOT NULL PRIMARY KEY,
  holder_upload      ${name} NULL,
  holder_token       BIGINT NULL,
  hold_owner         ${name} NULL,
  hold_token         BIGINT NOT NULL,
  hold_until         ${instant} NULL,
  last_generation    INT NOT NULL,
  current_generation INT NULL,
  current_try        INT NULL
);

CREATE TABLE IF NOT EXISTS audio_processor_generation (
  track_id     ${name} NOT NULL,
  generation   INT NOT NULL,
  try_number   INT NOT NULL,
  upload_id    ${name} NULL,
  token        BIGINT NULL,
  state        VARCHAR(20) NOT NULL,
  created_at   ${instant} NULL,
  published_at ${instant} NULL,
  replaced_at  ${instant} NULL,
  PRIMARY KEY (track_id, generation, try_number)
);

CREATE TABLE IF NOT EXISTS audio_processor_object (
  track_id      ${name} NOT NULL,
  generation    INT NOT NULL,
  try_number    INT NOT NULL,
  object_number INT NOT NULL,
  object_key    ${line} NOT NULL,
  PRIMARY KEY (track_id, generation, try_number, object_number)
);

CREATE TABLE IF NOT EXISTS audio_processor_attempt (
  upload_id  ${name} NOT NULL,
  token      BIGINT NOT NULL,
  owner      ${name} NOT NULL,
  attempt    INT NOT NULL,
  started_at ${instant} NULL,
  ended_at   ${instant} NULL,
  outcome    VARCHAR(20) NULL,
  kind       VARCHAR(40) NULL,
  sentence   ${line} NULL,
  detail     ${text},
  PRIMARY KEY (upload_id, token)
);
