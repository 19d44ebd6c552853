package org.audioprocessor.cli.run;

import java.util.Objects;
import org.audioprocessor.intake.IntakeException;
import org.audioprocessor.intake.PickUpload;
import org.audioprocessor.intake.PickUpload.Picked;
import org.audioprocessor.intake.PickUpload.Wanted;
import org.audioprocessor.queue.UploadQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One upload, by its file name or by its id. */
public final class WhichUpload {
  @Parameters(paramLabel = "FILE_NAME", arity = "1")
  private @Nullable String fileName;

  @Option(names = "--id", paramLabel = "ID", description = "the upload's id instead of its name")
  private @Nullable String uploadId;

  public Picked pick(UploadQueue queue, Wanted wanted) throws IntakeException {
    PickUpload pick = new PickUpload(queue);
    return uploadId == null
        ? pick.byFileName(Objects.requireNonNull(fileName), wanted)
        : pick.byId(uploadId);
  }

  public String text() {
    return Objects.requireNonNull(uploadId == null ? fileName : uploadId);
  }
}
