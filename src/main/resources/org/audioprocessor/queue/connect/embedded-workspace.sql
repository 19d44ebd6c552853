-- The platform's table, where there is no platform: only ever run on the embedded database.
CREATE TABLE IF NOT EXISTS Uploads (
  upload_id         VARCHAR(255) PRIMARY KEY,
  file_name         VARCHAR(255) NOT NULL,
  upload_type       VARCHAR(50)  DEFAULT 'track',
  processing_status VARCHAR(20)  DEFAULT '0',
  uploaded_at       TIMESTAMP    DEFAULT CURRENT_TIMESTAMP,
  error_message     TEXT
);
-- claim candidates read it forwards, pages read the descending ones
CREATE INDEX IF NOT EXISTS uploads_waiting ON Uploads (processing_status, uploaded_at, upload_id);
CREATE INDEX IF NOT EXISTS uploads_newest_by_status ON Uploads (processing_status, uploaded_at DESC, upload_id DESC);
CREATE INDEX IF NOT EXISTS uploads_newest ON Uploads (uploaded_at DESC, upload_id DESC);
CREATE INDEX IF NOT EXISTS uploads_by_file_name ON Uploads (file_name);
