package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.audioprocessor.queue.Review.ReviewVerdict;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadSort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

abstract class ReviewContract extends QueueContract {

  @Test
  void whatIsPublishedWaitsForAVerdictInTheOrderOfPublication() throws QueueException {
    publish("c", "C.mp3");
    publish("a", "A.mp3");
    publish("b", "B.mp3");
    queue.add(new Upload("waiting", "W.mp3"));
    db.row("before us", "Old.mp3", "track", "completed");

    assertThat(next(null)).isEqualTo("c");
    assertThat(next("c")).isEqualTo("a");
    assertThat(next("b")).isNull();
    give("c", 1, ReviewVerdict.APPROVED, "");
    assertThat(next(null)).isEqualTo("a");
    assertThat(next("c")).isEqualTo("a");
    assertThat(queue.reviews().counts())
        .containsEntry(ReviewVerdict.UNREVIEWED, 2L)
        .containsEntry(ReviewVerdict.APPROVED, 1L)
        .containsEntry(ReviewVerdict.REJECTED, 0L);
  }

  @Test
  void uploadsPublishedAtOneMomentAreAllReached() throws QueueException {
    for (int i = 0; i < 70; i++) {
      publish("u" + (10 + i), "Song" + i + ".mp3");
    }
    db.sql("UPDATE audio_processor_result SET completed_at = CURRENT_TIMESTAMP(6)");
    int reached = 0;
    for (String at = next(null); at != null; at = next(at)) {
      reached++;
    }

    assertThat(reached).isEqualTo(70);
    // those that are processed again are passed over, however many
    db.sql("UPDATE Uploads SET processing_status = '0' WHERE upload_id <> 'u79'");
    assertThat(next(null)).isEqualTo("u79");
  }

  @Test
  void aVerdictIsKeptWithWhoGaveItAndFoundByAFilter() throws QueueException {
    publish("a", "A.mp3");
    publish("b", "B.mp3");
    publish("c", "C.mp3");
    give("a", 1, ReviewVerdict.REJECTED, "clicks\nat 0:12 \u202e");
    give("b", 1, ReviewVerdict.APPROVED, "");

    assertThat(row("a").verdict()).isEqualTo(ReviewVerdict.REJECTED);
    assertThat(row("a").completion()).extracting("note").isEqualTo("clicks at 0:12 \\u{202e}");
    assertThat(row("b").completion()).extracting("note").isNull();
    Review review = queue.reviews().history("a").getFirst();
    assertThat(review.note()).isEqualTo("clicks at 0:12 \\u{202e}");
    assertThat(review.reviewer()).isEqualTo("Ann");
    assertThat(review.generation()).isEqualTo(1);
    assertThat(Duration.between(review.reviewedAt(), Instant.now()).abs())
        .isLessThan(Duration.ofMinutes(5));
    assertThat(queue.reviews().history("b").getFirst().note()).isNull();
    assertThat(ids(ReviewVerdict.REJECTED)).containsExactly("a");
    assertThat(ids(ReviewVerdict.UNREVIEWED)).containsExactly("c");
    assertThat(ids(ReviewVerdict.APPROVED, ReviewVerdict.UNREVIEWED))
        .containsExactlyInAnyOrder("b", "c");
    assertThat(queue.lists().countOf(filter(ReviewVerdict.values()))).isEqualTo(3);
  }

  @Test
  void aVerdictCanBeChangedAndTakenBack() throws QueueException {
    publish("a", "A.mp3");
    give("a", 1, ReviewVerdict.REJECTED, "too loud");
    give("a", 1, ReviewVerdict.APPROVED, "on second hearing");
    assertThat(row("a").verdict()).isEqualTo(ReviewVerdict.APPROVED);
    give("a", 1, ReviewVerdict.UNREVIEWED, "");

    assertThat(row("a").verdict()).isEqualTo(ReviewVerdict.UNREVIEWED);
    assertThat(row("a").completion()).extracting("note").isNull();
    assertThat(queue.reviews().history("a"))
        .extracting(Review::verdict)
        .containsExactly(ReviewVerdict.UNREVIEWED, ReviewVerdict.APPROVED, ReviewVerdict.REJECTED);
  }

  @Test
  void aNewGenerationIsUnreviewedAndAVerdictOnTheOldOneIsRefused() throws QueueException {
    publish("a", "A.mp3");
    give("a", 1, ReviewVerdict.APPROVED, "");
    queue.reprocess("a");
    assertThat(row("a").verdict()).as("it is about to be replaced").isNull();
    Claim again = claimed("a");
    GenerationTry written = queue.generations().begin(again).orElseThrow();
    queue.completed(again, written, "", Result.UNKNOWN);

    assertThat(row("a").verdict()).isEqualTo(ReviewVerdict.UNREVIEWED);
    assertThat(queue.reviews().record("a", 1, ReviewVerdict.REJECTED, "", "Ann")).isFalse();
    assertThat(row("a").verdict()).isEqualTo(ReviewVerdict.UNREVIEWED);
    assertThat(queue.reviews().history("a")).hasSize(1);
    give("a", 2, ReviewVerdict.REJECTED, "");
  }

  @Test
  void whatAnotherUploadOfTheTrackReplacedNeedsNoVerdict() throws QueueException {
    publish("first", "Song.mp3");
    publish("second", "Song.flac");

    assertThat(row("first").verdict()).isNull();
    assertThat(next(null)).isEqualTo("second");
    assertThat(ids(ReviewVerdict.UNREVIEWED)).containsExactly("second");
    assertThat(queue.reviews().counts()).containsEntry(ReviewVerdict.UNREVIEWED, 1L);
  }

  /** Kept counts would be late by seconds. */
  @Test
  void theCountsFollowEachVerdictAtOnce() throws QueueException {
    publish("a", "A.mp3");
    publish("b", "B.mp3");
    assertThat(queue.reviews().counts()).containsEntry(ReviewVerdict.UNREVIEWED, 2L);
    give("a", 1, ReviewVerdict.APPROVED, "");
    assertThat(queue.reviews().counts())
        .containsEntry(ReviewVerdict.UNREVIEWED, 1L)
        .containsEntry(ReviewVerdict.APPROVED, 1L);
    give("a", 1, ReviewVerdict.REJECTED, "clicks");
    give("b", 1, ReviewVerdict.REJECTED, "");
    give("a", 1, ReviewVerdict.UNREVIEWED, "");
    assertThat(queue.reviews().counts())
        .containsEntry(ReviewVerdict.UNREVIEWED, 1L)
        .containsEntry(ReviewVerdict.APPROVED, 0L)
        .containsEntry(ReviewVerdict.REJECTED, 1L);
  }

  @Test
  void aNoteThatIsTooLongIsRefusedAndNotCut() throws QueueException {
    publish("a", "A.mp3");

    give("a", 1, ReviewVerdict.REJECTED, "x".repeat(1000));
    assertThat(queue.reviews().history("a").getFirst().note()).hasSize(1000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> give("a", 1, ReviewVerdict.REJECTED, "x".repeat(1001)))
        .withMessageContaining("1000 characters");
    assertThat(queue.reviews().record("unknown", 1, ReviewVerdict.APPROVED, "", "Ann")).isFalse();
  }

  private void publish(String uploadId, String fileName) throws QueueException {
    Claim claim = working(uploadId, fileName);
    GenerationTry written = queue.generations().begin(claim).orElseThrow();
    assertThat(queue.completed(claim, written, "", Result.UNKNOWN)).isTrue();
  }

  private void give(String uploadId, int generation, ReviewVerdict verdict, String note)
      throws QueueException {
    assertThat(queue.reviews().record(uploadId, generation, verdict, note, "Ann")).isTrue();
  }

  private @Nullable String next(@Nullable String after) throws QueueException {
    return queue.reviews().nextUnreviewed(after).map(row -> row.upload().uploadId()).orElse(null);
  }

  private static UploadFilter filter(ReviewVerdict... verdicts) {
    return UploadFilter.ALL.withVerdicts(Set.of(verdicts));
  }

  private List<String> ids(ReviewVerdict... verdicts) throws QueueException {
    return queue.lists().open(filter(verdicts), UploadSort.NEWEST_FIRST).rows(0, 100).stream()
        .map(row -> row.upload().uploadId())
        .toList();
  }
}
