package org.audioprocessor.desktop.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.audioprocessor.desktop.controls.Formats;
import org.audioprocessor.desktop.controls.Messages;
import org.audioprocessor.desktop.controls.Severity;
import org.audioprocessor.desktop.dialog.Notices;
import org.audioprocessor.desktop.dialog.Notices.Notice;
import org.audioprocessor.desktop.work.UiExecutors;
import org.audioprocessor.intake.AddUploads;
import org.audioprocessor.intake.AddUploads.Added;
import org.audioprocessor.intake.IntakeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /**
   * The chosen files and the files of chosen folders.
   *
   * @param files sorted by name, without hidden files and the files of hidden folders
   * @param unreadable folders and files that could not be read or have disappeared
   */
  record FilesToAdd(List<Path> files, List<Path> unreadable) {
    private static final Logger LOG = LoggerFactory.getLogger(FilesToAdd.class);

    /** Lists the files on disk. */
    static FilesToAdd in(List<Path> filesOrFolders) {
      List<Path> files = new ArrayList<>();
      List<Path> unreadable = new ArrayList<>();
      for (Path path : filesOrFolders) {
        if (Files.isDirectory(path)) {
          Walk walk = new Walk(path, unreadable);
          walk.run();
          files.addAll(walk.found.stream().sorted().toList());
        } else {
          files.add(path);
        }
      }
      return new FilesToAdd(files, unreadable);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
      private final Path start;
      private final List<Path> found = new ArrayList<>();
      private final List<Path> unreadable;

      Walk(Path start, List<Path> unreadable) {
        this.start = start;
        this.unreadable = unreadable;
      }

      void run() {
        try {
          Files.walkFileTree(start, this);
        } catch (IOException e) {
          note(start, e);
        }
      }

      @Override
      public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean skipped = !folder.equals(start) && isHidden(folder);
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (Files.isRegularFile(file) && !isHidden(file)) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFileFailed(Path path, IOException e) {
        if (!isHidden(path)) {
          note(path, e);
        }
        return FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
        if (e != null) {
          note(folder, e);
        }
        return FileVisitResult.CONTINUE;
      }

      private void note(Path path, IOException e) {
        LOG.debug("{} cannot be read", path, e);
        unreadable.add(path);
      }

      /**
       * Returns whether a file is hidden, such as .DS_Store and .Trash; on Windows by its
       * attribute.
       */
      private static boolean isHidden(Path path) {
        try {
          return String.valueOf(path.getFileName()).startsWith(".") || Files.isHidden(path);
        } catch (IOException e) {
          LOG.debug("{} is treated as not hidden", path, e);
          return false;
        }
      }
    }
  }
}
