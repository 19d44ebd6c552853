-- The platform's table as the program expects it; only for trying: the program itself never creates or alters it.
CREATE TABLE IF NOT EXISTS Uploads (
  upload_id         VARCHAR(255) PRIMARY KEY,
  file_name         VARCHAR(255) NOT NULL,
  upload_type       VARCHAR(50)  DEFAULT 'track',
  processing_status VARCHAR(20)  DEFAULT '0',
  uploaded_at       TIMESTAMP    DEFAULT CURRENT_TIMESTAMP,
  error_message     TEXT
);
