package org.audioprocessor.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a database's URL that matter to us; the driver reads the rest.
 *
 * @param hosts without ports; empty for the driver's default, this machine
 * @param database empty if it names none
 * @param options the names of what the URL sets, in lower case
 */
record JdbcUrl(
    String text, Dialect dialect, List<String> hosts, String database, Set<String> options) {
  private static final Pattern FORM =
      Pattern.compile("jdbc:(postgresql|mysql)(?::\\w+)?:(?://([^/?]*)/?)?([^?]*)(?:\\?(.*))?");
  private static final Pattern SECRET_OPTION = Pattern.compile("(?i)(password\\d?=)[^&]*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/?@]*@");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  static JdbcUrl of(String text) throws QueueException {
    String url = text.strip();
    if (url.startsWith("jdbc:mariadb:")) {
      throw unusable(
          "The program reaches MariaDB through MySQL's driver: write jdbc:mysql: instead of"
              + " jdbc:mariadb: in the database's URL.");
    }
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw unusable(
          "The database's URL must look like jdbc:postgresql://host:5432/database or"
              + " jdbc:mysql://host:3306/database.");
    }
    Set<String> options = options(form.group(4));
    if (USER_INFO.matcher(url).find() || options.contains("password")) {
      throw unusable(
          "The database's URL must not hold a user's name or a password before the host, nor a"
              + " password among its options: URLs are shown and logged. Use the settings for the"
              + " user and the password.");
    }
    Dialect dialect = form.group(1).equals("mysql") ? Dialect.MYSQL : Dialect.POSTGRESQL;
    String database = form.group(3);
    if (database.isBlank() && dialect == Dialect.MYSQL) {
      throw unusable("The database's URL must name the database: jdbc:mysql://host:3306/database.");
    }
    return new JdbcUrl(url, dialect, hosts(form.group(2)), database, options);
  }

  /** Fit to be shown. */
  static String withoutSecrets(String url) {
    String shown = USER_INFO.matcher(url).replaceAll("//…@");
    return SECRET_OPTION.matcher(shown).replaceAll("$1…");
  }

  /** Nobody else's machine lies on the way. */
  boolean isLoopback() {
    return hosts.stream().allMatch(host -> LOOPBACK.matcher(host).matches());
  }

  /** The URL itself says something about one of these. */
  boolean says(String... names) {
    return Arrays.stream(names).anyMatch(name -> options.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** For sentences. */
  String place() {
    String host = hosts.isEmpty() ? "localhost" : String.join(", ", hosts);
    return OneLine.of(database.isEmpty() ? host : database + " on " + host);
  }

  private static List<String> hosts(@Nullable String authority) {
    return authority == null || authority.isBlank()
        ? List.of()
        : Arrays.stream(authority.split(",", -1)).map(JdbcUrl::withoutPort).toList();
  }

  private static String withoutPort(String hostAndPort) {
    return hostAndPort.startsWith("[")
        ? hostAndPort.replaceAll("[\\[\\]](?::\\d+)?", "")
        : hostAndPort.replaceAll(":\\d+$", "");
  }

  private static Set<String> options(@Nullable String query) {
    return query == null
        ? Set.of()
        : Arrays.stream(query.split("&", -1))
            .map(option -> option.replaceAll("=.*", "").toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static QueueException unusable(String sentence) {
    return new QueueException(QueueException.Kind.ADDRESS_UNUSABLE, sentence, null);
  }
}
