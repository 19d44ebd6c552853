package org.audioprocessor.queue.connect;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.ConnectionUrlParser;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.HostsListView;
import com.mysql.cj.exceptions.CJException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.text.PlainText;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * A database's URL as parsed by its driver. The servers are those that the driver connects to, so
 * that decisions about encryption and probes concern the same hosts.
 *
 * @param servers at least one
 * @param database empty if it names none
 * @param options names of the URL's options, in lower case
 */
public record JdbcUrl(
    String text, Dialect dialect, List<Server> servers, String database, Set<String> options) {
  private static final int LAST_PORT = 65_535;
  private static final Pattern FORM =
      Pattern.compile("jdbc:(postgresql|mysql)(?::\\w+)?:(?://([^/?]*)/?)?([^?]*)(?:\\?(.*))?");
  private static final Pattern SECRET_OPTION = Pattern.compile("(?i)(password\\d?=)[^&]*");
  private static final Pattern USER_INFO = Pattern.compile("//[^/?@]*@");
  private static final Pattern LOOPBACK =
      Pattern.compile("(?i)localhost|127(?:\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

  /** Host and port of a server. */
  record Server(String host, int port) {
    /** Creates a server; brackets of IPv6 addresses are removed. */
    static Server of(String host, int port) throws QueueException {
      if (port < 1 || port > LAST_PORT) {
        throw unusable(
            "The port in the database's URL must be a number from 1 to " + LAST_PORT + ".");
      }
      return new Server(host.replaceAll("[\\[\\]]", ""), port);
    }

    boolean isLoopback() {
      return LOOPBACK.matcher(host).matches();
    }
  }

  public static JdbcUrl of(String text) throws QueueException {
    String url = text.strip();
    if (url.startsWith("jdbc:mariadb:")) {
      // MySQL's driver connects to both
      url = "jdbc:mysql:" + url.substring("jdbc:mariadb:".length());
    }
    Matcher form = FORM.matcher(url);
    if (!form.matches()) {
      throw notInForm();
    }
    if (USER_INFO.matcher(url).find()) {
      throw holdsSecrets();
    }
    Dialect dialect = form.group(1).equals("mysql") ? Dialect.MYSQL : Dialect.POSTGRESQL;
    Map<String, String> options =
        dialect == Dialect.MYSQL ? mySqlOptions(url) : postgreSqlOptions(form.group(4));
    UrlOptions.requireAllowed(dialect, options);
    String database = form.group(3);
    if (database.isBlank() && dialect == Dialect.MYSQL) {
      throw unusable("The database's URL must name the database: jdbc:mysql://host:3306/database.");
    }
    List<Server> servers = dialect == Dialect.MYSQL ? mySqlServers(url) : postgreSqlServers(url);
    return new JdbcUrl(url, dialect, servers, database, lowerCase(options.keySet()));
  }

  /** Returns the URL without passwords, to be shown. */
  static String withoutSecrets(String url) {
    String shown = USER_INFO.matcher(url).replaceAll("//…@");
    return SECRET_OPTION.matcher(shown).replaceAll("$1…");
  }

  /** Returns true if all servers are on this machine. */
  boolean isLoopback() {
    return servers.stream().allMatch(Server::isLoopback);
  }

  /** Returns true if the URL sets one of these options. */
  boolean sets(String... names) {
    return Arrays.stream(names).anyMatch(name -> options.contains(name.toLowerCase(Locale.ROOT)));
  }

  /** Returns database and hosts, for messages. */
  public String description() {
    String host = servers.stream().map(Server::host).collect(Collectors.joining(", "));
    return PlainText.escaped(database.isEmpty() ? host : database + " on " + host);
  }

  /** The driver does not decode names; decoded names are checked too. */
  private static Map<String, String> postgreSqlOptions(@Nullable String query) {
    Map<String, String> options = new LinkedHashMap<>();
    if (query != null) {
      for (String option : query.split("&", -1)) {
        String[] parts = option.split("=", 2);
        String value = parts.length < 2 ? "" : decoded(parts[1]);
        options.put(parts[0], value);
        options.put(decoded(parts[0]), value);
      }
      options.remove("");
    }
    return options;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return text;
    }
  }

  private static List<Server> postgreSqlServers(String url) throws QueueException {
    @Nullable Properties parsed = Driver.parseURL(url, null);
    String hosts = parsed == null ? "" : parsed.getProperty(PGProperty.PG_HOST.getName(), "");
    String ports = parsed == null ? "" : parsed.getProperty(PGProperty.PG_PORT.getName(), "");
    String[] host = hosts.split(",", -1);
    String[] port = ports.split(",", -1);
    if (parsed == null || host.length != port.length) {
      throw notInForm();
    }
    List<Server> servers = new ArrayList<>();
    for (int i = 0; i < host.length; i++) {
      // the driver connects to this machine if the name is empty
      String name = host[i].isEmpty() ? "localhost" : host[i];
      servers.add(Server.of(name, Integer.parseInt(port[i])));
    }
    return servers;
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  static QueueException notInForm() {
    return unusable(
        "The database's URL must look like jdbc:postgresql://host:5432/database or"
            + " jdbc:mysql://host:3306/database.");
  }

  static QueueException holdsSecrets() {
    return unusable(
        "The database's URL must not hold a user's name or a password before the host, nor a"
            + " password among its options: URLs are shown and logged. Use the settings for the"
            + " user and the password.");
  }

  static QueueException unusable(String sentence) {
    return new QueueException(QueueException.Kind.ADDRESS_UNUSABLE, sentence, null);
  }

  /**
   * Returns the options of the query and of all hosts, without host names and ports. Loads no
   * class.
   */
  private static Map<String, String> mySqlOptions(String url) throws QueueException {
    try {
      ConnectionUrlParser parser = ConnectionUrlParser.parseConnectionString(url);
      Map<String, String> options = new LinkedHashMap<>(parser.getProperties());
      for (HostInfo host : parser.getHosts()) {
        if (host.getUser() != null || host.getPassword() != null) {
          throw holdsSecrets();
        }
        host.getHostProperties()
            .forEach((name, value) -> {
              if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("port")) {
                options.put(name, value);
              }
            });
      }
      return options;
    } catch (CJException e) {
      throw notInForm();
    }
  }

  /**
   * Returns the servers that the driver connects to. The driver loads classes named by options, so
   * check the options first.
   */
  private static List<Server> mySqlServers(String url) throws QueueException {
    try {
      List<Server> servers = new ArrayList<>();
      for (HostInfo host :
          ConnectionUrl.getConnectionUrlInstance(url, new Properties())
              .getHostsList(HostsListView.ALL)) {
        servers.add(Server.of(host.getHost(), host.getPort()));
      }
      return List.copyOf(servers);
    } catch (CJException e) {
      throw notInForm();
    }
  }
}
