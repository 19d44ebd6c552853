package org.audioprocessor.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.audioprocessor.settings.EffectiveSettings;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsFile;
import org.audioprocessor.settings.SettingsSources;
import org.audioprocessor.settings.Workspace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is configured, what works, and what to do about what does not. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what is configured, what works, and what to do about what does not.")
final class DoctorCommand implements Callable<Integer> {
  private static final String OURS = "AUDIO_PROCESSOR_";

  /** Read by the log's own configuration. */
  private static final String LOG_LEVEL = "AUDIO_PROCESSOR_LOG";

  @Mixin private GlobalOptions options = new GlobalOptions();

  private boolean broken;

  @Override
  public Integer call() {
    Output output = options.output();
    Path folder = options.workspaceFolder();
    Diagnosis diagnosis = new Diagnosis(folder, finding -> print(finding, output));
    if (diagnosis.workspaceWorks()) {
      String prefix = settings(folder, output);
      diagnosis.rest(prefix + "doctor-" + UUID.randomUUID() + ".probe");
    }
    output.say(broken ? "Something is broken; see above." : "Everything works.");
    return (broken ? ExitCode.ENVIRONMENT : ExitCode.DONE).code();
  }

  /** The prefix under which published tracks stand. */
  private String settings(Path folder, Output output) {
    try {
      SettingsFile file =
          new SettingsFile(new Workspace(folder).settingsFile(), InstantSource.system());
      EffectiveSettings found = SettingsSources.resolve(Map.of(), System.getenv(), file);
      found.values().forEach(value -> print(value, output));
      unknownVariables(output);
      for (String warning : found.warnings()) {
        print(Finding.note("settings", warning, ""), output);
      }
      String prefix = found.settings().prefixes().processed();
      return prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    } catch (SettingsException e) {
      print(Finding.broken("settings", String.valueOf(e.getMessage()), ""), output);
      return SettingKey.PROCESSED_PREFIX.defaultValue();
    }
  }

  /** Names only: a value may be a password. */
  private void unknownVariables(Output output) {
    Set<String> known =
        SettingKey.ALL.stream()
            .flatMap(key -> key.environmentVariable().stream())
            .collect(Collectors.toSet());
    known.add(LOG_LEVEL);
    Set<String> unknown = new TreeSet<>(System.getenv().keySet());
    unknown.removeIf(name -> !name.startsWith(OURS) || known.contains(name));
    if (!unknown.isEmpty()) {
      String names = Screen.plain(String.join(", ", unknown));
      print(
          Finding.note(
              "environment",
              names + " has no effect in this version.",
              "This version works on its embedded workspace. Check the spelling too."),
          output);
    }
  }

  private void print(EffectiveSettings.Value value, Output output) {
    String origin = value.origin().name().toLowerCase(Locale.ROOT);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("setting", value.name());
    fields.put("value", value.text());
    fields.put("origin", origin);
    fields.put("source", value.source().isEmpty() ? null : value.source());
    String source = value.source().isEmpty() ? origin : origin + " " + value.source();
    output.result(
        "  set    "
            + Screen.cell(value.name(), 24)
            + " "
            + Screen.plain(value.text())
            + "  ("
            + Screen.plain(source)
            + ")",
        fields);
  }

  private void print(Finding finding, Output output) {
    broken |= finding.state() == Finding.State.BROKEN;
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("check", finding.check());
    fields.put("ok", finding.state() != Finding.State.BROKEN);
    fields.put("detail", finding.detail());
    fields.put("advice", finding.advice().isEmpty() ? null : finding.advice());
    output.result(String.join("\n", text(finding)), fields);
  }

  private static List<String> text(Finding finding) {
    String mark =
        switch (finding.state()) {
          case WORKS -> "  ok     ";
          case NOTE -> "  look   ";
          case BROKEN -> "  BROKEN ";
        };
    String line = mark + Screen.cell(finding.check(), 24) + " " + Screen.plain(finding.detail());
    return finding.advice().isEmpty()
        ? List.of(line)
        : List.of(line, "         " + Screen.cell("", 24) + " " + finding.advice());
  }
}
