import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the manual page from the program's own help, so that the two cannot differ. */
final class ManualPage {
  /** A command in the list of commands: two spaces, its name, its description. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z][a-z-]+)  +\\S");

  private ManualPage() {}

  static String of(Path program, String version) throws IOException, InterruptedException {
    String help = Command.of(program, "--help").run();
    StringBuilder page = new StringBuilder();
    page.append(".TH AUDIO-PROCESSOR 1 \"\" \"Audio Processor ").append(version).append("\"\n");
    page.append(".SH NAME\naudio-processor \\- prepares the tracks of a music platform for listening\n");
    section(page, "SYNOPSIS", help);
    Matcher commands = COMMAND.matcher(help);
    List<String> names = commands.results().map(match -> match.group(1)).distinct().toList();
    for (String name : names) {
      section(page, name.toUpperCase(java.util.Locale.ROOT), Command.of(program, name, "--help").run());
    }
    page.append(".SH EXIT STATUS\n0 success, 1 some failed, 2 usage error, 3 the environment (disk, database, bucket) failed\n");
    return page.toString();
  }

  /** Preformatted text: a backslash and a leading dot are escaped, as groff(7) asks. */
  private static void section(StringBuilder page, String title, String text) {
    page.append(".SH ").append(title).append("\n.nf\n");
    text.lines()
        .map(line -> line.replace("\\", "\\e").replace("-", "\\-"))
        .map(line -> line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line)
        .forEach(line -> page.append(line).append('\n'));
    page.append(".fi\n");
  }
}
