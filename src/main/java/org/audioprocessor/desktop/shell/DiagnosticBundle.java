package org.audioprocessor.desktop.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.app.BuildInfo;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.desktop.log.LogViewModel.LogServices;
import org.audioprocessor.desktop.wiring.Secrets;
import org.audioprocessor.diagnosis.Diagnosis;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.Workspace;
import org.audioprocessor.settings.secret.DatabasePassword;
import org.audioprocessor.settings.secret.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Writes the diagnostic bundle, one ZIP file: versions, settings with their origins, the doctor's
 * findings, the session's events, the program's log. {@link Secrets} are removed from all of it.
 */
public final class DiagnosticBundle implements LogServices.Bundle {
  private static final int MOST_LOG_FILES = 10;
  private static final int LAST_LINES = 500;

  private final ApplicationOptions options;

  public DiagnosticBundle(ApplicationOptions options) {
    this.options = options;
  }

  @Override
  public void write(Path zip, List<String> sessionLines) throws IOException {
    Secrets secrets = Secrets.of(options);
    Path unfinished = zip.resolveSibling(zip.getFileName() + ".part");
    try {
      pack(unfinished, sessionLines, secrets);
      Files.move(unfinished, zip, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private void pack(Path zip, List<String> sessionLines, Secrets secrets) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      put(out, "versions.txt", versions(), secrets);
      put(out, "settings.txt", settings(), secrets);
      put(out, "doctor.txt", findings(), secrets);
      put(out, "session.txt", sessionLines, secrets);
      for (Path log : logFiles()) {
        put(out, "logs/" + log.getFileName(), lastLines(log), secrets);
      }
    }
  }

  private static void put(ZipOutputStream out, String name, List<String> lines, Secrets secrets)
      throws IOException {
    String text = secrets.takenOutOf(String.join("\n", lines) + "\n");
    out.putNextEntry(new ZipEntry(name));
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.closeEntry();
  }

  private static List<String> versions() {
    return List.of(
        "Audio Processor " + BuildInfo.version(),
        "FFmpeg " + BuildInfo.ffmpegVersion(),
        "Java " + Runtime.version(),
        "System " + System.getProperty("os.name") + " " + System.getProperty("os.version"),
        "Processor " + System.getProperty("os.arch"));
  }

  private List<String> settings() {
    List<String> lines = new ArrayList<>();
    try {
      EffectiveSettings found = Application.settings(options);
      for (EffectiveSettings.Value value : found.values()) {
        lines.add(
            value.name()
                + " = "
                + value.text()
                + "  ("
                + value.origin()
                + " "
                + value.source()
                + ")");
      }
      lines.addAll(found.warnings());
    } catch (StartupException e) {
      lines.add(String.valueOf(e.getMessage()));
    }
    return lines;
  }

  private @Nullable Secret password(Connection connection) {
    try {
      return options.password(connection).map(DatabasePassword::secret).orElse(null);
    } catch (SettingsException e) {
      return null; // the log-in says what is wrong with it
    }
  }

  private List<String> findings() {
    List<String> lines = new ArrayList<>();
    Diagnosis diagnosis = new Diagnosis(options.workspace(), found -> lines.add(line(found)));
    diagnosis.workspace();
    try {
      var settings = Application.settings(options).settings();
      Connection connection = settings.connection();
      diagnosis.connection(connection, password(connection), settings.prefixes().processed());
      diagnosis.program(settings);
    } catch (StartupException e) {
      lines.add(String.valueOf(e.getMessage()));
    }
    return lines;
  }

  private static String line(Finding found) {
    return found.state() + " " + found.check() + ": " + found.detail() + " " + found.advice();
  }

  /** Returns the newest log files. */
  private List<Path> logFiles() throws IOException {
    Path folder = new Workspace(options.workspace()).logs();
    if (Files.notExists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .sorted(Comparator.<Path>comparingLong(file -> file.toFile().lastModified()).reversed())
          .limit(MOST_LOG_FILES)
          .toList();
    }
  }

  /** Reads any bytes: a decoder that crashed may have written invalid text. */
  private static List<String> lastLines(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
    return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
  }
}
