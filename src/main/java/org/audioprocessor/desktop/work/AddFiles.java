package org.audioprocessor.desktop.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.Added;
import org.audioprocessor.intake.IntakeException;

/** Adds files that somebody dropped or chose, and says what became of them. */
public final class AddFiles {
  private static final String TOPIC = "adding";
  private static final int MOST_SENTENCES = 3;

  private final AddUploads adding;
  private final Notices notices;
  private final Lanes lanes;

  public AddFiles(AddUploads adding, Notices notices, Lanes lanes) {
    this.adding = adding;
    this.notices = notices;
    this.lanes = lanes;
  }

  /**
   * Folders stand for the files in them.
   *
   * @param anyway also what does not look like audio
   * @param then gets the ids of the added ones, on the UI thread, if there are any
   */
  public void add(List<Path> filesOrFolders, boolean anyway, Consumer<List<String>> then) {
    lanes.background().execute(() -> addNow(filesOrFolders, anyway, then));
  }

  private void addNow(List<Path> filesOrFolders, boolean anyway, Consumer<List<String>> then) {
    List<String> ids = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    int refused = 0;
    try {
      List<Path> files = files(filesOrFolders);
      for (int i = 0; i < files.size(); i++) {
        show(Notice.Tone.CALM, Messages.text("adding.progress", i + 1, files.size()));
        try {
          Added added = adding.add(files.get(i), anyway);
          ids.add(added.upload().uploadId());
          added
              .announcements()
              .forEach(text -> sentences.add(added.upload().fileName() + ": " + text));
        } catch (IntakeException e) {
          refused++;
          sentences.add(files.get(i).getFileName() + ": " + e.getMessage());
          if (e.kind() == IntakeException.Kind.ENVIRONMENT) {
            break;
          }
        }
      }
    } catch (UncheckedIOException e) {
      refused++;
      sentences.add(Messages.text("adding.unreadable", String.valueOf(e.getMessage())));
    }
    report(ids, refused, sentences, then);
  }

  private void report(
      List<String> ids, int refused, List<String> sentences, Consumer<List<String>> then) {
    StringBuilder text = new StringBuilder(Messages.text("adding.done", ids.size(), refused));
    sentences.stream().limit(MOST_SENTENCES).forEach(one -> text.append(' ').append(one));
    if (sentences.size() > MOST_SENTENCES) {
      note(sentences.subList(MOST_SENTENCES, sentences.size()));
      text.append(' ').append(Messages.text("adding.more", sentences.size() - MOST_SENTENCES));
    }
    show(refused > 0 ? Notice.Tone.BAD : Notice.Tone.GOOD, text.toString());
    if (!ids.isEmpty()) {
      lanes.ui().execute(() -> then.accept(List.copyOf(ids)));
    }
  }

  private void note(List<String> sentences) {
    lanes
        .ui()
        .execute(
            () -> sentences.forEach(one -> notices.note(Notice.of(TOPIC, Notice.Tone.GOOD, one))));
  }

  private void show(Notice.Tone tone, String sentence) {
    lanes.ui().execute(() -> notices.show(Notice.of(TOPIC, tone, sentence)));
  }

  private static List<Path> files(List<Path> filesOrFolders) {
    List<Path> files = new ArrayList<>();
    for (Path path : filesOrFolders) {
      if (!Files.isDirectory(path)) {
        files.add(path);
        continue;
      }
      try (Stream<Path> inside = Files.walk(path)) {
        inside.filter(Files::isRegularFile).filter(AddFiles::isShown).sorted().forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** Not what the system hides, such as .DS_Store. */
  private static boolean isShown(Path file) {
    return !String.valueOf(file.getFileName()).startsWith(".");
  }
}
