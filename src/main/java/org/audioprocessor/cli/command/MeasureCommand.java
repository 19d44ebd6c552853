package org.audioprocessor.cli.command;

import java.nio.file.Path;
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
import org.audioprocessor.cli.output.MeasureFields.ShortCertificate;
import org.audioprocessor.cli.output.Output;
import org.audioprocessor.cli.output.ProgressLine;
import org.audioprocessor.process.CancelToken;
import org.audioprocessor.process.ProcessingException;
import org.audioprocessor.process.measure.FileMeasurement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Measures files. */
@Command(
    name = "measure",
    mixinStandardHelpOptions = true,
    description = "Measures the loudness of files by EBU R128 and ITU-R BS.1770.")
public final class MeasureCommand implements Callable<Integer> {
  @Mixin private GlobalOptions options = new GlobalOptions();

  @Parameters(arity = "1..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws StartupException, EnvironmentException {
    return options.forEach(files, MeasureCommand::measure);
  }

  private static ExitCode measure(Path file, Decoding decoding, Output output) {
    try (ProgressLine progress = ProgressLine.of(output, file.toString())) {
      FileMeasurement found = decoding.measure(file, false, new CancelToken(), progress);
      progress.erase();
      Map<String, @Nullable Object> fields =
          MeasureFields.json(file.toString(), found.seconds(), found.loudness());
      fields.put("warnings", found.warnings());
      output.result(
          file
              + ": "
              + MeasureFields.text(found.loudness())
              + ", "
              + MeasureFields.duration(found.seconds())
              + ShortCertificate.notes(found.warnings()),
          fields);
      return ExitCode.DONE;
    } catch (ProcessingException e) {
      output.result(file + ": " + e.sentence(), failure(file, e));
      return ExitCode.of(e);
    }
  }

  static Map<String, @Nullable Object> failure(Path file, ProcessingException e) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", file.toString());
    fields.put("error", e.sentence());
    return fields;
  }
}
