package org.audioprocessor.worker.claim;

import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.PublicationGuard;
import org.audioprocessor.process.publish.RawFiles;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadQueue;
import org.audioprocessor.queue.UploadStatus;

/** Moves the raw files of failed uploads to the failed prefix. */
public record FailedFileMover(UploadQueue queue, RawFiles rawFiles) {

  /** Moves the file, unless another upload needs it that has not failed. */
  void setAside(Upload upload, PublicationGuard guard) throws ProcessingException {
    try {
      boolean needed =
          queue.byFileName(upload.fileName()).stream()
              .filter(row -> row.upload().fileName().equals(upload.fileName()))
              .filter(row -> !row.upload().uploadId().equals(upload.uploadId()))
              .anyMatch(row -> row.status() != UploadStatus.FAILED);
      if (!needed) {
        rawFiles.moveToFailed(upload.fileName(), guard);
      }
    } catch (QueueException e) {
      throw QueueFailures.of(e);
    }
  }

  /** The guard for an upload without a claim: its row must have the status failed. */
  PublicationGuard whileFailed(String uploadId) {
    return () -> {
      try {
        if (queue.get(uploadId).filter(row -> row.status() == UploadStatus.FAILED).isEmpty()) {
          throw QueueFailures.lost();
        }
      } catch (QueueException e) {
        throw QueueFailures.of(e);
      }
    };
  }
}
