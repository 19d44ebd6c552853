package org.audioprocessor.cli.run;

import java.util.Objects;
import org.audioprocessor.app.ApplicationOptions;
import org.audioprocessor.settings.SettingKey;
import org.audioprocessor.settings.Settings;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option for the AAC encoder. */
public final class EncoderOption {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  private Settings.@Nullable Encoder chosen;

  @Option(
      names = "--encoder",
      paramLabel = "auto|ffmpeg|fdk|faac|quick",
      description = {
        "auto: for each rung the best measured one of those that are installed; ffmpeg: the",
        "bundled one; fdk, faac: a library of the system; quick: FFmpeg's at half the CPU"
      })
  void setEncoder(String word) {
    chosen =
        SettingKey.ENCODER
            .read(word)
            .orElseThrow(() ->
                new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--encoder takes "
                        + SettingKey.ENCODER.allowed()
                        + ", not “"
                        + PlainText.replaced(word)
                        + "”"));
  }

  /** The chosen encoder, or the setting's default. */
  public Settings.Encoder orDefault() {
    return chosen == null ? SettingKey.ENCODER.defaultValue() : chosen;
  }

  /** Adds the choice to the options of the program. */
  public ApplicationOptions in(ApplicationOptions options) {
    return chosen == null
        ? options
        : options.with(SettingKey.ENCODER, SettingKey.ENCODER.text(chosen));
  }
}
