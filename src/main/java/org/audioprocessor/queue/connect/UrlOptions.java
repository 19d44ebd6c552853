package org.audioprocessor.queue.connect;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.text.PlainText;

/**
 * Allow-list of driver options in a database's URL. Drivers have options that read local files,
 * load classes, run statements or connect to another host, and new versions add more.
 */
final class UrlOptions {
  private static final Set<String> POSTGRESQL =
      Set.of(
          "ssl",
          "sslmode",
          "sslrootcert",
          "sslcert",
          "sslkey",
          "sslfactory",
          "sslnegotiation",
          "sslresponsetimeout",
          "channelbinding",
          "requireauth",
          "gssencmode",
          "connecttimeout",
          "logintimeout",
          "sockettimeout",
          "cancelsignaltimeout",
          "tcpkeepalive",
          "tcpnodelay",
          "applicationname",
          "targetservertype",
          "loadbalancehosts",
          "hostrecheckseconds",
          "preparethreshold",
          "preparedstatementcachequeries",
          "preparedstatementcachesizemib",
          "defaultrowfetchsize",
          "binarytransfer",
          "stringtype",
          "currentschema",
          "options",
          "assumeminserverversion");

  private static final Set<String> MYSQL =
      Set.of(
          "sslmode",
          "usessl",
          "requiressl",
          "verifyservercertificate",
          "tlsversions",
          "tlsciphersuites",
          "fallbacktosystemtruststore",
          "trustcertificatekeystoreurl",
          "trustcertificatekeystoretype",
          "clientcertificatekeystoreurl",
          "clientcertificatekeystoretype",
          "allowpublickeyretrieval",
          "connecttimeout",
          "sockettimeout",
          "tcpkeepalive",
          "tcpnodelay",
          "usecompression",
          "connectiontimezone",
          "servertimezone",
          "characterencoding",
          "useunicode",
          "connectioncollation",
          "useserverprepstmts",
          "cacheprepstmts",
          "prepstmtcachesize",
          "prepstmtcachesqllimit",
          "createdatabaseifnotexist",
          "sessionvariables",
          // of servers in a list
          "protocol",
          "type",
          "failoverreadonly",
          "retriesalldown",
          "secondsbeforeretrysource",
          "queriesbeforeretrysource",
          "loadbalanceblocklisttimeout",
          "loadbalancepingtimeout");

  /** Options that are allowed only with values that start with this text. */
  private static final Map<String, String> VALUES =
      Map.of(
          // every other value names a class to load
          "sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory",
          "trustcertificatekeystoreurl", "file:",
          "clientcertificatekeystoreurl", "file:",
          // other values open a pipe or a socket file
          "protocol", "tcp");

  private UrlOptions() {}

  /**
   * Rejects options that are not on the list.
   *
   * @param options options as parsed by the driver
   */
  static void requireAllowed(Dialect dialect, Map<String, String> options) throws QueueException {
    Set<String> allowed = dialect == Dialect.MYSQL ? MYSQL : POSTGRESQL;
    for (Map.Entry<String, String> option : options.entrySet()) {
      String name = option.getKey().toLowerCase(Locale.ROOT);
      if (name.equals("password")) {
        throw JdbcUrl.holdsSecrets();
      }
      if (!allowed.contains(name)) {
        throw JdbcUrl.unusable(
            "The database's URL sets “"
                + PlainText.escaped(option.getKey())
                + "”, which is not allowed. Driver options can read files, load code or connect to"
                + " another server. Remove the option from the URL; host, port, database and user"
                + " have their own places in the settings.");
      }
      String start = VALUES.getOrDefault(name, "");
      if (!option.getValue().toLowerCase(Locale.ROOT).startsWith(start.toLowerCase(Locale.ROOT))) {
        throw JdbcUrl.unusable(
            "The database's URL sets “"
                + PlainText.escaped(option.getKey())
                + "” to a value that is not allowed. Only “"
                + start
                + "” is; correct the option or remove it from the URL.");
      }
    }
  }
}
