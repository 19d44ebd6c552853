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

/** Why a platform's database cannot be entered, with what to do about it. */
public final class ConnectionErrors {
  /** Each driver in its own words. */
  private static final Pattern WITHOUT_TLS =
      Pattern.compile("not support SSL|not supported by server|not provided by server");

  /** PgBouncer's, which forwards only the parameters that it knows. */
  private static final Pattern REFUSED_PARAMETER =
      Pattern.compile("unsupported startup parameter(?: in options)?: (\\w+)");

  /** MySQL names the account when it refuses a database. */
  private static final Pattern ACCOUNT = Pattern.compile("'[^']*'@'[^']*'");

  private ConnectionErrors() {}

  private static String account(SQLException failure, String user) {
    Matcher account = ACCOUNT.matcher(SqlFailures.detailOf(failure));
    return account.find() ? account.group() : "'" + user + "'@'%'";
  }

  public static QueueException of(SQLException failure, JdbcConfig jdbcConfig) {
    Kind kind = SqlFailures.kindOf(failure);
    String place = jdbcConfig.url().place();
    String user = PlainText.escaped(jdbcConfig.address().user());
    String sentence =
        switch (kind) {
          case UNAVAILABLE -> away(failure, place);
          case LOGIN_REFUSED ->
              "The database "
                  + place
                  + " refused the user "
                  + user
                  + " or the password. Check both, and that the server lets this user in from this"
                  + " machine.";
          case NOT_SECURE -> notSecure(failure, jdbcConfig);
          case ADDRESS_UNUSABLE ->
              "There is no database " + place + ". Check the name in the database's URL.";
          case DENIED ->
              "The user "
                  + user
                  + " may not use the database "
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
          + " refuses the parameter "
          + refused.group(1)
          + ". Add it to ignore_startup_parameters in pgbouncer.ini"
          + (refused.group(1).equals("search_path")
              ? ", or take currentSchema out of the URL and set AUDIO_PROCESSOR_DB_TABLE to"
                  + " schema.table."
              : ".");
    }
    boolean unknown = SqlFailures.chain(failure).anyMatch(UnknownHostException.class::isInstance);
    return unknown
        ? "The name of the database's host is not known: "
            + place
            + ". Check the database's URL and the network's name service."
        : "The database "
            + place
            + " does not answer. Check that it runs, its port, and that the network lets this"
            + " machine reach it.";
  }

  private static String notSecure(SQLException failure, JdbcConfig jdbcConfig) {
    boolean mySql = jdbcConfig.dialect() == Dialect.MYSQL;
    String what = "The connection to the database " + jdbcConfig.url().place() + " is not secure: ";
    String detail = PlainText.escaped(rootDetail(failure)).replaceAll("\\.$", "");
    if (WITHOUT_TLS.matcher(detail).find()) {
      return what
          + "the server offers no TLS. Switch TLS on in the server. "
          + (mySql ? "sslMode=DISABLED" : "sslmode=disable")
          + " in the URL gives encryption up; that is only for a network that nobody else can"
          + " read.";
    }
    String authority =
        mySql
            ? "trustCertificateKeyStoreUrl=file:/path/ca.p12&trustCertificateKeyStoreType=PKCS12"
            : "sslrootcert=/path/ca.pem";
    String weaker = mySql ? "sslMode=REQUIRED" : "sslmode=require";
    return what
        + detail
        + ". If a certificate authority of your own signed its certificate, add "
        + authority
        + " to the database's URL. The host in the URL must be the one in the certificate. "
        + weaker
        + " encrypts without checking whom it talks to.";
  }

  private static String rootDetail(SQLException failure) {
    return SqlFailures.chain(failure)
        .map(SqlFailures::detailOf)
        .reduce("", (outer, inner) -> inner);
  }
}
