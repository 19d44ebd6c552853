package org.audioprocessor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.audioprocessor.intake.PickUpload.Picked;
import org.audioprocessor.intake.PickUpload.Wanted;
import org.audioprocessor.queue.Claim;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.Upload;
import org.audioprocessor.queue.UploadRow;
import org.audioprocessor.queue.UploadStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retry, taking over, and which upload a name means. */
class RequeueUploadsTest {
  @TempDir private static Path folder;
  private static IntakeFixture fixture;

  @BeforeAll
  static void open() throws IOException, QueueException {
    fixture = new IntakeFixture(folder);
  }

  @BeforeEach
  void empty() throws IOException {
    fixture.empty();
  }

  @AfterAll
  static void close() throws IOException {
    fixture.close();
  }

  /** A row of a given age, so that newest is certain. */
  private void row(String id, String fileName, String status, int hoursAgo) {
    fixture.sql(
        "INSERT INTO Uploads (upload_id, file_name, processing_status, uploaded_at) VALUES"
            + " (?, ?, ?, CURRENT_TIMESTAMP - INTERVAL '"
            + hoursAgo
            + "' HOUR)",
        id,
        fileName,
        status);
  }

  private UploadStatus status(String id) throws QueueException {
    return fixture.queue.get(id).orElseThrow().status();
  }

  private UploadRow get(String id) throws QueueException {
    return fixture.queue.get(id).orElseThrow();
  }

  @Test
  void aNameMeansItsNewestFittingUploadAndSaysSo() throws Exception {
    row("oldest", "Song.wav", "failed", 3);
    row("failed", "Song.wav", "failed", 2);
    row("waiting", "Song.wav", "0", 1);

    PickUpload pick = new PickUpload(fixture.queue);
    Picked picked = pick.byFileName("Song.wav", Wanted.FAILED);

    assertThat(picked.row().upload().uploadId()).isEqualTo("failed");
    assertThat(picked.note().orElseThrow()).contains("3 uploads", "failed", "--id");
    assertThat(pick.byFileName("Song.wav", Wanted.WAITING).row().upload().uploadId())
        .isEqualTo("waiting");
  }

  @Test
  void aNameOfOneUploadNeedsNoNote() throws Exception {
    row("only", "Song.wav", "completed", 1);

    Picked picked = new PickUpload(fixture.queue).byFileName("Song.wav", Wanted.FAILED);

    assertThat(picked.row().upload().uploadId()).isEqualTo("only");
    assertThat(picked.note()).isEmpty();
  }

  @Test
  void anUnknownNameOrIdIsRefused() {
    PickUpload pick = new PickUpload(fixture.queue);

    assertThatThrownBy(() -> pick.byFileName("Nobody.wav", Wanted.WAITING))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("Nobody.wav");
    assertThatThrownBy(() -> pick.byId("none"))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("none");
  }

  @Test
  void aFailedUploadWaitsAgainWithoutItsError() throws Exception {
    Claim claim = fixture.working("Song.wav");
    fixture.queue.failed(claim, "NOT_AUDIO", "It is a text.");

    new RequeueUploads(fixture.queue).retry(get(claim.uploadId()));

    assertThat(status(claim.uploadId())).isEqualTo(UploadStatus.WAITING);
    assertThat(get(claim.uploadId()).errorMessage()).isNull();
  }

  @Test
  void whatDidNotFailIsNotRetriedAndSaysWhatItIs() throws Exception {
    row("done", "Song.wav", "completed", 1);
    row("foreign", "Other.wav", "processing", 1);
    RequeueUploads retry = new RequeueUploads(fixture.queue);

    assertThatThrownBy(() -> retry.retry(get("done"))).hasMessageContaining("is published");
    assertThatThrownBy(() -> retry.retry(get("foreign"))).hasMessageContaining("take it over");
    assertThat(status("done")).isEqualTo(UploadStatus.COMPLETED);
  }

  @Test
  void everyFailedUploadIsRetriedPageByPage() throws Exception {
    fixture.sql(
        "INSERT INTO Uploads (upload_id, file_name, processing_status)"
            + " SELECT 'f' || x, 'Song ' || x || '.wav', 'failed' FROM SYSTEM_RANGE(1, 1203)");
    row("waits", "Other.wav", "0", 1);
    List<String> retried = new ArrayList<>();

    new RequeueUploads(fixture.queue)
        .retryAllFailed(Set.of(), row -> retried.add(row.upload().uploadId()));

    assertThat(retried).hasSize(1203).doesNotHaveDuplicates().doesNotContain("waits");
    assertThat(fixture.queue.counts().get(UploadStatus.WAITING)).isEqualTo(1204);
  }

  @Test
  void anotherSystemsUploadIsTakenOverAfterAQuestion() throws Exception {
    row("stuck", "Song.wav", "processing", 1);
    RequeueUploads requeue = new RequeueUploads(fixture.queue);

    assertThat(requeue.takeOverQuestion(get("stuck"))).contains("another system").endsWith("?");
    requeue.takeOver(get("stuck"));

    assertThat(status("stuck")).isEqualTo(UploadStatus.WAITING);
  }

  @Test
  void anUnknownStatusIsTakenOver() throws Exception {
    row("odd", "Song.wav", "paused", 1);
    RequeueUploads requeue = new RequeueUploads(fixture.queue);

    assertThat(requeue.takeOverQuestion(get("odd"))).contains("“paused”");
    requeue.takeOver(get("odd"));

    assertThat(status("odd")).isEqualTo(UploadStatus.WAITING);
  }

  @Test
  void aLivingWorkerKeepsItsUpload() throws Exception {
    Claim claim = fixture.working("Song.wav");
    RequeueUploads requeue = new RequeueUploads(fixture.queue);

    assertThat(requeue.takeOverQuestion(get(claim.uploadId()))).contains("a worker");
    assertThatThrownBy(() -> requeue.takeOver(get(claim.uploadId())))
        .isInstanceOf(IntakeException.class)
        .hasMessageContaining("live worker");
    assertThat(fixture.queue.isStillHeld(claim)).isTrue();
  }

  @Test
  void anUploadWithoutAClaimIsNotTakenOver() throws Exception {
    fixture.queue.add(new Upload("free", "Song.wav"));

    assertThatThrownBy(() -> new RequeueUploads(fixture.queue).takeOverQuestion(get("free")))
        .hasMessageContaining("nothing to take over");
  }
}
