package org.audioprocessor.desktop.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notice;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.AddUploads.Added;
import org.audioprocessor.intake.IntakeException;

/** Adds dropped or chosen files and reports the result. */
public final class AddFiles {
  static final String TOPIC = "adding";
  private static final int MOST_SENTENCES = 3;

  private final AddUploads adding;
  private final Notices notices;
  private final UiExecutors executors;

  public AddFiles(AddUploads adding, Notices notices, UiExecutors executors) {
    this.adding = adding;
    this.notices = notices;
    this.executors = executors;
  }

  /**
   * Adds files and the files of folders.
   *
   * @param anyway adds files that do not look like audio too
   * @param then receives the ids of the added uploads on the UI thread, if there are any
   */
  public void add(List<Path> filesOrFolders, boolean anyway, Consumer<List<String>> then) {
    executors.background().execute(() -> addNow(filesOrFolders, anyway, then));
  }

  private void addNow(List<Path> filesOrFolders, boolean anyway, Consumer<List<String>> then) {
    List<String> ids = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    int refused = 0;
    FilesToAdd found = FilesToAdd.in(filesOrFolders);
    List<Path> files = found.files();
    for (int i = 0; i < files.size(); i++) {
      show(Severity.INFO, Messages.text("adding.progress", i + 1, files.size()));
      try {
        Added added = adding.add(files.get(i), anyway);
        ids.add(added.upload().uploadId());
        String name = Formats.shortName(added.upload().fileName());
        added.announcements().forEach(text -> sentences.add(name + ": " + text));
      } catch (IntakeException e) {
        refused++;
        String name = Formats.shortName(String.valueOf(files.get(i).getFileName()));
        sentences.add(name + ": " + e.getMessage());
        if (e.kind() == IntakeException.Kind.ENVIRONMENT) {
          break;
        }
      }
    }
    List<Path> unreadable = found.unreadable();
    if (!unreadable.isEmpty()) {
      String first = unreadable.getFirst().toString();
      sentences.add(Messages.text("adding.unreadable", unreadable.size(), first));
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
    boolean bad = refused > 0 || ids.isEmpty();
    show(bad ? Severity.ERROR : Severity.SUCCESS, text.toString());
    if (!ids.isEmpty()) {
      executors.ui().execute(() -> then.accept(List.copyOf(ids)));
    }
  }

  private void note(List<String> sentences) {
    executors
        .ui()
        .execute(() ->
            sentences.forEach(one -> notices.logOnly(Notice.of(TOPIC, Severity.SUCCESS, one))));
  }

  private void show(Severity severity, String sentence) {
    executors.ui().execute(() -> notices.show(Notice.of(TOPIC, severity, sentence)));
  }
}
