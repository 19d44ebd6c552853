package org.audioprocessor.cli.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Application;
import org.audioprocessor.app.ConnectionFactory;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.TerminalScreen;
import org.audioprocessor.diagnosis.Diagnosis;
import org.audioprocessor.diagnosis.Diagnosis.Finding;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.schema.OwnTablesScript;
import org.audioprocessor.settings.Connection;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.settings.Settings.EffectiveSettings;
import org.audioprocessor.settings.SettingsException;
import org.audioprocessor.settings.SettingsSources.EnvironmentNames;
import org.audioprocessor.settings.secret.DatabasePassword;
import org.audioprocessor.text.PlainText;
import org.audioprocessor.worker.TracksAtOnce;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the settings and their origins, tests them, and gives a remedy for each fault. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Shows the settings, tests each of them, and gives a remedy for each fault.")
public final class DoctorCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Option(
      names = "--ddl",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "postgresql|mysql",
      description = {
        "prints only the SQL for the program's own tables and its user's rights, for an"
            + " administrator; for the configured database, or for the one named here"
      })
  private @Nullable String ddl;

  @Spec private @Nullable CommandSpec spec;

  private boolean broken;

  @Override
  public Integer call() throws StartupException {
    Output output = options.output();
    if (ddl != null) {
      String script = script(ddl);
      output.result(script.stripTrailing(), Map.of("ddl", script));
      return ExitCode.DONE.code();
    }
    Diagnosis diagnosis =
        new Diagnosis(options.workspaceFolder(), finding -> print(finding, output));
    if (diagnosis.workspace()) {
      Settings settings = settings(output);
      if (settings != null) {
        connection(diagnosis, settings, output);
      }
      diagnosis.program(settings);
    }
    output.say(broken ? "There are faults; see above." : "Everything works.");
    return (broken ? ExitCode.ENVIRONMENT : ExitCode.DONE).code();
  }

  private String script(String wanted) throws StartupException {
    Connection.Database set =
        Application.settings(options.applicationOptions()).settings().connection().database();
    Dialect named =
        switch (wanted.toLowerCase(Locale.ROOT)) {
          case "postgresql" -> Dialect.POSTGRESQL;
          case "mysql", "mariadb" -> Dialect.MYSQL;
          case "" -> null;
          default -> throw usage("--ddl takes postgresql or mysql, not " + wanted + ".");
        };
    if (set == null && named == null) {
      throw usage("No database is set. Name one: --ddl postgresql or --ddl mysql.");
    }
    try {
      OwnTablesScript script =
          set == null
              ? OwnTablesScript.of(Objects.requireNonNull(named))
              : OwnTablesScript.of(ConnectionFactory.address(set, null));
      return (named == null ? script : script.withDialect(named)).text();
    } catch (QueueException e) {
      throw usage(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException usage(String sentence) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
  }

  private void connection(Diagnosis diagnosis, Settings settings, Output output)
      throws StartupException {
    try {
      Optional<DatabasePassword> password =
          settings.connection().isEmbedded()
              ? Optional.empty()
              : options.applicationOptions().password(settings.connection());
      password.ifPresent(found -> print(found, output));
      diagnosis.connection(
          settings.connection(),
          password.map(DatabasePassword::secret).orElse(null),
          settings.prefixes().processed());
    } catch (SettingsException e) {
      print(Finding.broken("settings", String.valueOf(e.getMessage()), ""), output);
    }
  }

  /** Returns null, after printing the reason, if the settings cannot be used. */
  private @Nullable Settings settings(Output output) {
    try {
      EffectiveSettings found = Application.settings(options.applicationOptions());
      found.values().forEach(value -> print(value, output));
      unknownVariables(output);
      for (String warning : found.warnings()) {
        print(Finding.note("settings", warning, ""), output);
      }
      return found.settings();
    } catch (StartupException e) {
      print(Finding.broken("settings", String.valueOf(e.getMessage()), ""), output);
      return null;
    }
  }

  /** Prints names only, because a value may be a password. */
  private void unknownVariables(Output output) {
    Set<String> unknown = new TreeSet<>(System.getenv().keySet());
    unknown.removeIf(name -> !name.startsWith(EnvironmentNames.PREFIX));
    unknown.removeAll(EnvironmentNames.all());
    if (!unknown.isEmpty()) {
      String names = PlainText.replaced(String.join(", ", unknown));
      print(Finding.note("environment", names + " has no effect.", "Check the spelling."), output);
    }
  }

  private void print(DatabasePassword password, Output output) {
    print(
        new EffectiveSettings.Value(
            "database.password",
            password.secret().toString(),
            password.origin(),
            password.source()),
        output);
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
            + TerminalScreen.cell(value.name(), 24)
            + " "
            + PlainText.replaced(shown(value))
            + "  ("
            + PlainText.replaced(source)
            + ")",
        fields);
  }

  private static String shown(EffectiveSettings.Value value) {
    if (value.name().equals(SettingKey.THREADS.name()) && value.text().equals("0")) {
      return "from the machine: " + TracksAtOnce.ofThisMachine();
    }
    return value.text().isEmpty() ? "not set" : value.text();
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
    String line =
        mark
            + TerminalScreen.cell(finding.check(), 24)
            + " "
            + PlainText.replaced(finding.detail());
    return finding.advice().isEmpty()
        ? List.of(line)
        : List.of(line, "         " + TerminalScreen.cell("", 24) + " " + finding.advice());
  }
}
