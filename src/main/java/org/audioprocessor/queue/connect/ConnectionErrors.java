package org.audioprocessor.queue.connect;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.jdbc.SqlFailures;
import org.audioprocessor.text.PlainText;

/** Explains failed connections to a platform's database and how to fix them. */
public final class ConnectionErrors {
  /** Messages of the drivers. */
  private static final Pattern WITHOUT_TLS =
      Pattern.compile("not support SSL|not supported by server|not provided by server");

  /** PgBouncer's message; it forwards only parameters that it knows. */
  private static final Pattern REFUSED_PARAMETER =
      Pattern.compile("unsupported startup parameter(?: in options)?: (\\w+)");

  /** MySQL's message names the account. */
  private static final Pattern ACCOUNT = Pattern.compile("'[^']*'@'[^']*'");

  private ConnectionErrors() {}

  private static String account(SQLException failure, String user) {
    Matcher account = ACCOUNT.matcher(SqlFailures.detailOf(failure));
    return account.find() ? account.group() : "'" + user + "'@'%'";
  }

  public static QueueException of(SQLException failure, JdbcConfig jdbcConfig) {
    Kind kind = SqlFailures.kindOf(failure);
    String place = jdbcConfig.url().description();
    String user = PlainText.escaped(jdbcConfig.address().user());
    String sentence =
        switch (kind) {
          case UNAVAILABLE -> away(failure, place);
          case LOGIN_REFUSED ->
              "The database "
                  + place
                  + " rejected the user "
                  + user
                  + " or the password. Check both, and that the server allows this user to connect"
                  + " from this machine.";
          case NOT_SECURE -> notSecure(failure, jdbcConfig);
          case ADDRESS_UNUSABLE ->
              "The database does not exist: " + place + ". Check the name in the database's URL.";
          case DENIED ->
              "The user "
                  + user
                  + " has no permission to use the database "
                  + place
                  + ". Ask its administrator for: "
                  + (jdbcConfig.dialect() == Dialect.MYSQL
                      ? "GRANT SELECT, INSERT, UPDATE ON `"
                          + jdbcConfig.url().database()
                          + "`.`"
                          + Objects.requireNonNullElse(jdbcConfig.address().table(), "Uploads")
                          + "` TO "
                          + account(failure, user)
                      : "GRANT CONNECT ON DATABASE " + jdbcConfig.url().database() + " TO " + user)
                  + ".";
          default -> String.valueOf(QueueException.of(failure).getMessage());
        };
    return new QueueException(kind, sentence, failure);
  }

  private static String away(SQLException failure, String place) {
    Matcher refused = REFUSED_PARAMETER.matcher(rootDetail(failure));
    if (refused.find()) {
      return "The connection pooler before the database "
          + place
          + " rejects the parameter "
          + refused.group(1)
          + ". Add it to ignore_startup_parameters in pgbouncer.ini"
          + (refused.group(1).equals("search_path")
              ? ", or remove currentSchema from the URL and set AUDIO_PROCESSOR_DB_TABLE to"
                  + " schema.table."
              : ".");
    }
    boolean unknown = SqlFailures.chain(failure).anyMatch(UnknownHostException.class::isInstance);
    return unknown
        ? "The name of the database's host cannot be resolved: "
            + place
            + ". Check the database's URL and DNS."
        : "The database "
            + place
            + " does not answer. Check that it is running, its port, and that this machine can"
            + " reach it.";
  }

  private static String notSecure(SQLException failure, JdbcConfig jdbcConfig) {
    boolean mySql = jdbcConfig.dialect() == Dialect.MYSQL;
    String what =
        "The connection to the database " + jdbcConfig.url().description() + " is not secure: ";
    String detail = PlainText.escaped(rootDetail(failure)).replaceAll("\\.$", "");
    if (WITHOUT_TLS.matcher(detail).find()) {
      return what
          + "the server does not support TLS. Enable TLS on the server. "
          + (mySql ? "sslMode=DISABLED" : "sslmode=disable")
          + " in the URL disables encryption; use it only in a trusted network.";
    }
    String authority =
        mySql
            ? "trustCertificateKeyStoreUrl=file:/path/ca.p12&trustCertificateKeyStoreType=PKCS12"
            : "sslrootcert=/path/ca.pem";
    String weaker = mySql ? "sslMode=REQUIRED" : "sslmode=require";
    return what
        + detail
        + ". If a private certificate authority signed the certificate, add "
        + authority
        + " to the database's URL. The host in the URL must be the one in the certificate. "
        + weaker
        + " encrypts without verifying the server.";
  }

  private static String rootDetail(SQLException failure) {
    return SqlFailures.chain(failure)
        .map(SqlFailures::detailOf)
        .reduce("", (outer, inner) -> inner);
  }
}
