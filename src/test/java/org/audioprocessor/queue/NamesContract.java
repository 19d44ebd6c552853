package org.audioprocessor.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.audioprocessor.queue.generation.Generation.GenerationTry;
import org.audioprocessor.queue.list.UploadFilter;
import org.audioprocessor.queue.list.UploadList;
import org.audioprocessor.queue.list.UploadSort;
import org.audioprocessor.testing.StrangeNames;
import org.audioprocessor.text.PlainText;
import org.junit.jupiter.api.Test;

/** Names that databases compare, fold, pad or convert each in their own way. */
abstract class NamesContract extends QueueContract {

  @Test
  void twoHundredStrangeNamesGoThroughTheQueueUnchanged() throws QueueException {
    List<String> names = StrangeNames.seeded(4, 200);
    Map<String, String> added = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      added.put("u" + i, names.get(i));
      queue.add(new Upload("u" + i, names.get(i)));
    }

    for (String uploadId : added.keySet()) {
      Claim claim = claimed(uploadId);
      String fileName = added.get(uploadId);
      assertThat(claim.fileName()).isEqualTo(fileName);
      GenerationTry written = queue.generations().begin(claim).orElseThrow();
      assertThat(written.trackId()).isEqualTo(claim.trackId());
      String key = claim.trackId() + "/segment.ts";
      assertThat(queue.generations().record(claim, written, List.of(key))).isTrue();
      assertThat(queue.completed(claim, written, fileName, Result.UNKNOWN)).isTrue();

      assertThat(row(uploadId).upload().fileName()).isEqualTo(fileName);
      assertThat(queue.byFileName(fileName)).hasSize(1);
      assertThat(queue.ofTrack(claim.trackId())).hasSize(1);
      assertThat(queue.generations().keys(written)).containsExactly(key);
      assertThat(queue.generations().current(claim.trackId()).orElseThrow().id())
          .isEqualTo(written);
      assertThat(queue.history(uploadId).getFirst().ending().detail()).isEqualTo(fileName);
    }
  }

  @Test
  void aSentenceThatQuotesAStrangeNameIsKept() throws QueueException {
    List<String> names = StrangeNames.seeded(5, 60);
    for (int i = 0; i < names.size(); i++) {
      String sentence = "“" + names.get(i) + "” is not audio.";
      assertThat(queue.failed(working("u" + i, "song" + i), "permanent", sentence)).isTrue();
      assertThat(row("u" + i).errorMessage()).isEqualTo(PlainText.escaped(sentence));
    }
  }

  /** Each pair is one name to some collation. */
  @Test
  void namesThatDifferInCaseAccentsOrSpacesAreDifferentTracks() throws QueueException {
    List<String> tracks =
        List.of("Song", "song", "Söng", "So\u0308ng", "Song ", " Song", "ß", "ss", "Ω", "\u2126");
    List<GenerationTry> written = new ArrayList<>();
    for (int i = 0; i < tracks.size(); i++) {
      Claim claim = working("u" + i, tracks.get(i) + ".mp3");
      written.add(queue.generations().begin(claim).orElseThrow());
    }

    assertThat(written).extracting(GenerationTry::generation).containsOnly(1);
    for (int i = 0; i < tracks.size(); i++) {
      assertThat(queue.byFileName(tracks.get(i) + ".mp3"))
          .extracting(row -> row.upload().uploadId())
          .containsExactly("u" + i);
      assertThat(queue.generations().of(tracks.get(i))).hasSize(1);
    }
  }

  /** On MySQL the platform's table may find a row by an id in other letters. */
  @Test
  void anIdInOtherLettersNeverGetsPastALivingWorker() throws QueueException {
    Claim living = working("order-a", "Song.mp3");

    assertThat(queue.takeOver("ORDER-A")).isFalse();
    assertThat(queue.retry("ORDER-A")).isFalse();

    assertThat(queue.isStillHeld(living)).isTrue();
    assertThat(row("order-a").status()).isEqualTo(UploadStatus.PROCESSING);
  }

  @Test
  void statusesThatOnlyLookLikeWaitingAreLeftAloneAndHoldNothingUp() throws QueueException {
    for (int i = 0; i < 70; i++) {
      db.row("u" + i, "odd" + i + ".mp3", "track", "0 ");
    }
    db.sql("UPDATE Uploads SET uploaded_at = TIMESTAMP '2020-01-01 00:00:00'");
    queue.add(new Upload("new", "new.mp3"));

    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("new");
    assertThat(anyClaim()).isEmpty();
  }

  @Test
  void aNameIsFoundByEitherSpellingOfItsAccents() throws QueueException {
    String composed = "Caf\u00e9 \ud55c\uae00";
    String decomposed = "Cafe\u0301 \u1112\u1161\u11ab\u1100\u1173\u11af";
    String mixed = "Caf\u00e9 \u1112\u1161\u11ab\u1100\u1173\u11af";
    queue.add(new Upload("a", decomposed + ".mp3"));
    queue.add(new Upload("b", "Cafe 한글.mp3"));

    assertThat(queue.ofLikeTracks(composed))
        .extracting(row -> row.upload().trackId())
        .containsExactly(decomposed);
    for (String spelling : List.of(composed, decomposed, mixed)) {
      assertThat(queue.byFileName(spelling + ".mp3"))
          .extracting(row -> row.upload().fileName())
          .containsExactly(decomposed + ".mp3");
      assertThat(queue.page(UploadFilter.ALL.withSearch(spelling.substring(1, 4)), null, 9).rows())
          .extracting(row -> row.upload().uploadId())
          .contains("a");
    }
    queue.add(new Upload("c", composed + ".mp3"));
    assertThat(queue.byFileName(composed + ".mp3"))
        .extracting(row -> row.upload().uploadId())
        .containsExactly("c");
    assertThat(queue.ofTrack(composed)).hasSize(1);
  }

  /** A Turkish lower case of I has no dot; the locale C has no lower case of É. */
  @Test
  void aSearchFindsUpperAndLowerCaseInEveryLocale() throws QueueException {
    queue.add(new Upload("Id-I", "Intro ÉCOLE Привет.mp3"));
    Locale locale = Locale.getDefault();
    try {
      for (String language : List.of("tr-TR", "en-US")) {
        Locale.setDefault(Locale.forLanguageTag(language));
        for (String search : List.of("INTRO", "intro", "école", "ÉCOLE", "ПРИВЕТ", "ID-i")) {
          assertThat(queue.page(UploadFilter.ALL.withSearch(search), null, 9).rows())
              .as("%s in %s", search, language)
              .hasSize(1);
        }
      }
    } finally {
      Locale.setDefault(locale);
    }
  }

  @Test
  void aStatusThatOnlyResemblesWaitingIsNotCounted() throws QueueException {
    db.row("type", "a.mp3", "TRACK", "0");
    db.row("padded", "b.mp3", "track ", "0");
    db.row("status", "c.mp3", "track", "0 ");
    db.row("case", "d.mp3", "track", "Completed");
    queue.add(new Upload("real", "e.mp3"));

    assertThat(queue.counts())
        .containsEntry(UploadStatus.WAITING, 1L)
        .containsEntry(UploadStatus.COMPLETED, 0L)
        .containsEntry(UploadStatus.OTHER, 2L);
    assertThat(listed(UploadStatus.WAITING)).containsExactly("real");
    assertThat(listed(UploadStatus.OTHER)).containsExactlyInAnyOrder("status", "case");
    assertThat(listed(UploadStatus.OTHER, UploadStatus.WAITING)).hasSize(3);
    assertThat(QueuePages.ids(queue, 2)).containsExactlyInAnyOrder("status", "case", "real");
    assertThat(anyClaim().orElseThrow().uploadId()).isEqualTo("real");
    assertThat(anyClaim()).isEmpty();
  }

  private List<String> listed(UploadStatus first, UploadStatus... more) throws QueueException {
    UploadList list = queue.lists().open(UploadFilter.of(first, more), UploadSort.NEWEST_FIRST);
    assertThat(list.size()).isEqualTo(list.rows(0, 9).size());
    return list.rows(0, 9).stream().map(row -> row.upload().uploadId()).toList();
  }

  @Test
  void aSearchForWhatTheTableCannotStoreFindsNothing() throws QueueException {
    queue.add(new Upload("a", "Song.mp3"));

    assertThat(queue.page(UploadFilter.ALL.withSearch("😀"), null, 9).rows()).isEmpty();
    assertThat(queue.byFileName("😀")).isEmpty();
    assertThat(queue.get("😀")).isEmpty();
  }
}
