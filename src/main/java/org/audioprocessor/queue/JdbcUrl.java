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
 * @param servers at least one
 * @param database empty if it names none
 * @param options the names of what the URL sets, in lower case
 */
record JdbcUrl(
    String text, Dialect dialect, List<Server> servers, String database, Set<String> options) {
  private static final int POSTGRESQL_PORT = 5432;
  private static final int MYSQL_PORT = 3306;
  private static final Pattern FORM =
      Pattern.compile("jdbc:(postgresql|mysql)(?::\\w+)?:(?://([^/?]*)/?)?([^?]*)(?:\\?(.*))?");
  private static final Pattern SECRET_OPTION = Pattern.compile("(?i)(password\\d?=)[^&]*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/?@]*@");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  /** A machine and its port. */
  record Server(String host, int port) {
    private static final Pattern FORM = Pattern.compile("\\[?(.*?)]?(?::(\\d{1,5}))?");

    static Server of(String text, int usualPort) {
      Matcher form = FORM.matcher(text);
      return form.matches() && form.group(2) != null
          ? new Server(form.group(1), Integer.parseInt(form.group(2)))
          : new Server(text.replaceAll("[\\[\\]]", ""), usualPort);
    }

    boolean isLoopback() {
      return LOOPBACK.matcher(host).matches();
    }
  }

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
    return new JdbcUrl(url, dialect, servers(form.group(2), dialect), database, options);
  }

  /** Fit to be shown. */
  static String withoutSecrets(String url) {
    String shown = USER_INFO.matcher(url).replaceAll("//…@");
    return SECRET_OPTION.matcher(shown).replaceAll("$1…");
  }

  /** Nobody else's machine lies on the way. */
  boolean isLoopback() {
    return servers.stream().allMatch(Server::isLoopback);
  }

  /** The URL itself says something about one of these. */
  boolean says(String... names) {
    return Arrays.stream(names).anyMatch(name -> options.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** For sentences. */
  String place() {
    String host = servers.stream().map(Server::host).collect(Collectors.joining(", "));
    return OneLine.of(database.isEmpty() ? host : database + " on " + host);
  }

  private static List<Server> servers(@Nullable String authority, Dialect dialect) {
    int port = dialect == Dialect.MYSQL ? MYSQL_PORT : POSTGRESQL_PORT;
    return authority == null || authority.isBlank()
        ? List.of(new Server("localhost", port))
        : Arrays.stream(authority.split(",", -1)).map(server -> Server.of(server, port)).toList();
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
