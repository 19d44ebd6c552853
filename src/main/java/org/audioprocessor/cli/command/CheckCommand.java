package org.audioprocessor.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.audioprocessor.app.Decoding;
import org.audioprocessor.app.StartupException;
import org.audioprocessor.cli.ExitCode;
import org.audioprocessor.cli.ExitCode.EnvironmentException;
import org.audioprocessor.cli.GlobalOptions;
import org.audioprocessor.cli.output.MeasureFields;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.ProgressLine;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.quality.source.SourceFinding;
import org.audioprocessor.quality.source.SourceRules;
import org.audioprocessor.quality.source.SourceRules.Action;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks files for faults of their sound. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks files for faults of their sound: clipping, silence, interruptions, dead or inverted"
          + " channels, padded bits, upsampling, lossy sources and others.",
      "The exit status is 0 if all files could be read, whatever was found."
    })
public final class CheckCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    return options.forEach(files, CheckCommand::check);
  }

  private static ExitCode check(Path file, Decoding decoding, Output output) {
    try (ProgressLine progress = ProgressLine.of(output, file.toString())) {
      List<SourceFinding> found =
          decoding.measure(file, true, new CancelToken(), progress).findings();
      progress.erase();
      SourceRules rules = SourceRules.DEFAULT;
      List<SourceFinding> findings =
          found.stream().filter(finding -> rules.action(finding) != Action.PASS).toList();
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      fields.put("file", file.toString());
      fields.put("action", rules.action(findings).id());
      fields.put("findings", findings.stream().map(each -> fields(each, rules)).toList());
      output.result(text(file, findings, rules), fields);
      return ExitCode.DONE;
    } catch (ProcessingException e) {
      output.result(file + ": " + e.sentence(), MeasureCommand.failure(file, e));
      return ExitCode.of(e);
    }
  }

  private static Map<String, @Nullable Object> fields(SourceFinding finding, SourceRules rules) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("id", finding.kind().id());
    fields.put("action", rules.action(finding).id());
    fields.put("seconds", Output.number(finding.seconds()));
    fields.put("value", Output.number(finding.value()));
    fields.put("sentence", finding.sentence());
    return fields;
  }

  private static String text(Path file, List<SourceFinding> findings, SourceRules rules) {
    List<String> lines = new ArrayList<>();
    lines.add(file + ": " + rules.action(findings).id());
    for (SourceFinding finding : findings) {
      lines.add(
          "  "
              + rules.action(finding).id()
              + "  "
              + MeasureFields.duration(finding.seconds())
              + "  "
              + finding.sentence()
              + ".");
    }
    return String.join(System.lineSeparator(), lines);
  }
}
