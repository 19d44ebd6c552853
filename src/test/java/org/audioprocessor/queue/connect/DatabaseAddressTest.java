package org.audioprocessor.queue.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Properties;
import org.audioprocessor.queue.QueueException;
import org.audioprocessor.queue.QueueException.Kind;
import org.audioprocessor.queue.jdbc.Dialect;
import org.audioprocessor.queue.schema.OwnTableNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parses addresses and derives connection properties, without a connection. */
class DatabaseAddressTest {

  private static Properties properties(String url) throws QueueException {
    return JdbcConfig.of(new DatabaseAddress(url, "me", "secret-word", null))
        .properties(JdbcConfig.READ_TIMEOUT, false);
  }

  @Test
  void anAddressIsShownWithoutItsPassword() {
    DatabaseAddress address =
        new DatabaseAddress("jdbc:mysql://host/db?password=hidden", "me", "secret-word", null);

    assertThat(address.toString()).doesNotContain("secret-word").doesNotContain("hidden");
    assertThat(address.toString()).contains("me at jdbc:mysql://host/db");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:mariadb://host:3306                | must name the database",
        "jdbc:postgresql://host:99999/db         | must look like",
        "jdbc:mysql://host:99999/db              | a number from 1 to 65535",
        "postgres://host/db                      | must look like",
        "jdbc:oracle:thin:@host                  | must look like",
        "''                                      | must look like",
        "jdbc:mysql://host:3306                  | must name the database",
        "jdbc:mysql://host:3306/?sslMode=REQUIRED | must name the database",
        "jdbc:mysql://me:pass@host/db            | must not hold",
        "jdbc:postgresql://host/db?password=pass | must not hold",
      })
  void aUrlThatCannotBeUsedIsRefusedWithAdvice(String url, String advice) {
    assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> JdbcUrl.of(url))
        .withMessageContaining(advice)
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.ADDRESS_UNUSABLE))
        .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("pass@"));
  }

  @Test
  void mariaDbsOwnUrlIsReachedWithMySqlsDriver() throws QueueException {
    JdbcUrl url = JdbcUrl.of("jdbc:mariadb://host:3307/db?sslMode=REQUIRED");

    assertThat(url.text()).isEqualTo("jdbc:mysql://host:3307/db?sslMode=REQUIRED");
    assertThat(url.dialect()).isEqualTo(Dialect.MYSQL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://h/db?allowLoadLocalInfile=true",
        "jdbc:mysql://h/db?ALLOWLOADLOCALINFILE=true",
        "jdbc:mysql://h/db?allow%4coadLocalInfile=true",
        "jdbc:mysql://h/db? allowLoadLocalInfile = true",
        "jdbc:mysql://address=(host=h)(allowLoadLocalInfile=true)/db",
        "jdbc:mysql://(host=h,port=1,allowLoadLocalInfile=true)/db",
        "jdbc:mysql://one,[address=(host=b)(allowUrlInLocalInfile=true)]/db",
        "jdbc:mysql:replication://one,address=(host=b)(allowLoadLocalInfileInPath=/)/db",
        "jdbc:mysql://h/db?allowUrlInLocalInfile=true",
        "jdbc:mysql://h/db?autoDeserialize=true",
        "jdbc:mysql://h/db?queryInterceptors=some.Type",
        "jdbc:mysql://h/db?socketFactory=some.Type",
        "jdbc:mysql://h/db?propertiesTransform=some.Type",
        "jdbc:mysql://h/db?useConfigs=maxPerformance",
        "jdbc:mysql://h/db?defaultAuthenticationPlugin=mysql_clear_password",
        "jdbc:mysql://localhost/db?host=elsewhere&port=3306",
        "jdbc:mysql://h/db?user=root",
        "jdbc:mysql://h/db?protocol=pipe",
        "jdbc:mysql://h/db?trustCertificateKeyStoreUrl=http://elsewhere/",
        "jdbc:postgresql://localhost:1/db?host=elsewhere&port=5432",
        "jdbc:postgresql://localhost:1/db?Host=elsewhere",
        "jdbc:postgresql://localhost:1/db?PGHOST=elsewhere",
        "jdbc:postgresql://localhost:1/db?pgport=5432",
        "jdbc:postgresql://localhost:1/db?PGDBNAME=other",
        "jdbc:postgresql://localhost:1/db?dbname=other",
        "jdbc:postgresql://localhost:1/db?service=elsewhere",
        "jdbc:postgresql://h/db?user=postgres",
        "jdbc:postgresql://h/db?socketFactory=some.Type",
        "jdbc:postgresql://h/db?socketFactoryArg=x",
        "jdbc:postgresql://h/db?so%63ketFactory=some.Type",
        "jdbc:postgresql://h/db?sslfactory=org.postgresql.ssl.NonValidatingFactory",
        "jdbc:postgresql://h/db?sslhostnameverifier=some.Type",
        "jdbc:postgresql://h/db?sslpasswordcallback=some.Type",
        "jdbc:postgresql://h/db?authenticationPluginClassName=some.Type",
        "jdbc:postgresql://h/db?xmlFactoryFactory=some.Type",
        "jdbc:postgresql://h/db?loggerFile=/tmp/x",
        "jdbc:postgresql://h/db?jaasLogin=true",
        "jdbc:postgresql:db?host=elsewhere",
        "jdbc:postgresql:?host=elsewhere",
      })
  void anOptionThatReadsFilesLoadsCodeOrMovesTheConnectionIsRefused(String url) {
    assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> JdbcUrl.of(url))
        .withMessageMatching("(?s).*(not allowed|must look like).*")
        .satisfies(refusal -> assertThat(refusal.kind()).isEqualTo(Kind.ADDRESS_UNUSABLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jdbc:mysql://h%2eexample/db                      | h.example | 3306",
        "jdbc:mysql://address=(port=1)(host=db.example)/d | db.example | 1",
        "jdbc:mysql://(host=::1,port=2)/d                 | ::1 | 2",
        "jdbc:postgresql://[::1]:4/db?sslmode=require     | ::1 | 4",
        "jdbc:postgresql:db                               | localhost | 5432",
      })
  void theServerIsTheOneThatTheDriverConnectsTo(String url, String host, int port)
      throws QueueException {
    assertThat(JdbcUrl.of(url).servers()).containsExactly(new JdbcUrl.Server(host, port));
  }

  @Test
  void aWorkspaceCannotGiveOptionsToTheEmbeddedDatabase(@TempDir Path folder) {
    Path hostile = folder.resolve("a;INIT=CREATE ALIAS X FOR 'java.lang.System.exit'");

    assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> EmbeddedDatabase.open(hostile).close())
        .withMessageContaining("semicolon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://localhost/db",
        "jdbc:postgresql:db",
        "jdbc:postgresql:///db",
        "jdbc:postgresql://127.0.0.1:5433,[::1]:5432/db",
        "jdbc:mysql://127.0.0.2:3306/db",
        "jdbc:mysql://[::1]/db",
      })
  void onThisMachineNoEncryptionIsAskedFor(String url) throws QueueException {
    assertThat(JdbcUrl.of(url).isLoopback()).isTrue();
    assertThat(properties(url)).doesNotContainKeys("sslmode", "sslMode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/db",
        "jdbc:postgresql://localhost,db.example/db",
        "jdbc:mysql://localhost.example/db",
        "jdbc:mysql://10.0.0.5:3306/db",
        "jdbc:mysql://address=(host=db.example)(port=3306)/db",
        "jdbc:mysql:replication://one,two/db",
      })
  void toAnotherMachineTheHostIsVerifiedAndNoKeyIsTakenUnasked(String url) throws QueueException {
    Properties properties = properties(url);

    assertThat(properties.getProperty("sslmode", properties.getProperty("sslMode")))
        .isIn("verify-full", "VERIFY_IDENTITY");
    assertThat(properties).doesNotContainKey("allowPublicKeyRetrieval");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db.example/db?sslmode=require&socketTimeout=99",
        "jdbc:mysql://db.example/db?sslMode=REQUIRED&socketTimeout=99",
      })
  void whatTheUrlSaysIsLeftToIt(String url) throws QueueException {
    assertThat(properties(url)).doesNotContainKeys("sslmode", "sslMode", "socketTimeout");
  }

  @Test
  void anAuthorityOfOnesOwnReplacesTheKnownOnes() throws QueueException {
    assertThat(properties("jdbc:postgresql://db.example/db?sslrootcert=/ca.pem"))
        .containsEntry("sslmode", "verify-full")
        .doesNotContainKey("sslfactory");
  }

  @Test
  void ofSeveralPostgresServersTheOneThatCanBeWrittenToIsWanted() throws QueueException {
    assertThat(properties("jdbc:postgresql://one,two:5433/db"))
        .containsEntry("targetServerType", "primary");
    assertThat(JdbcUrl.of("jdbc:postgresql://one,[fe80::2]:5433/db").servers())
        .containsExactly(new JdbcUrl.Server("one", 5432), new JdbcUrl.Server("fe80::2", 5433));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "x\"; DROP", "", "ä", "1a"})
  void aSchemaMustHaveAPlainName(String schema) {
    DatabaseAddress address = new DatabaseAddress("jdbc:mysql://h/db", "me", "", schema);

    assertThatExceptionOfType(QueueException.class)
        .isThrownBy(() -> JdbcConfig.of(address))
        .withMessageContaining("schema's name");
  }

  @Test
  void onlyOurTablesAreLookedForInOurSchema() {
    OwnTableNames own = OwnTableNames.in("Own", Dialect.POSTGRESQL);

    assertThat(own.qualified("SELECT * FROM Uploads u JOIN audio_processor_lease l ON 1 = 1"))
        .isEqualTo("SELECT * FROM Uploads u JOIN \"Own\".audio_processor_lease l ON 1 = 1");
    assertThat(OwnTableNames.in("Own", Dialect.MYSQL).qualified("audio_processor_track"))
        .isEqualTo("`Own`.audio_processor_track");
  }
}
