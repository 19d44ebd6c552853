package org.audioprocessor.desktop.queue.table;

import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.queue.ReviewVerdict;
import org.jspecify.annotations.Nullable;

/** Formats a reviewer's verdict for a row. */
final class VerdictWords {
  private VerdictWords() {}

  /** Returns a text such as “rejected: clicks at 1:12”. */
  static String of(ReviewVerdict verdict, @Nullable String note) {
    String word = Messages.word("track.verdict.", verdict);
    return note == null || note.isBlank() ? word : Messages.text("queue.verdict.note", word, note);
  }
}
