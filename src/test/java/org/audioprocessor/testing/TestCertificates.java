package org.audioprocessor.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate authority of the test's own and what it signed, as PEM.
 *
 * @param authority what clients are to trust
 * @param certificate of the server, for localhost
 * @param key of the server, readable by its owner only
 */
public record TestCertificates(Path authority, Path certificate, Path key) {
  private static final String PASSWORD = "only-for-tests";
  private static final String STORE = "keys.p12";

  /** Made with the JDK's keytool in an empty folder. */
  public static TestCertificates make(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    Files.createDirectories(folder);
    pair(folder, "authority", "CN=Authority of a test", "-ext", "bc:c");
    pair(folder, "server", "CN=localhost");
    keytool(folder, "-certreq", "-alias", "server", "-file", "server.csr");
    keytool(
        folder,
        "-gencert",
        "-alias",
        "authority",
        "-infile",
        "server.csr",
        "-outfile",
        "server.crt",
        "-ext",
        "san=dns:localhost",
        "-validity",
        "2");
    keytool(folder, "-importcert", "-alias", "server", "-file", "server.crt", "-noprompt");
    KeyStore store = KeyStore.getInstance(folder.resolve(STORE).toFile(), PASSWORD.toCharArray());
    Certificate signed = store.getCertificateChain("server")[0];
    Key secret = store.getKey("server", PASSWORD.toCharArray());
    Path key = pem(folder.resolve("server.key.pem"), "PRIVATE KEY", secret.getEncoded());
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    return new TestCertificates(
        pem(
            folder.resolve("authority.pem"),
            "CERTIFICATE",
            store.getCertificate("authority").getEncoded()),
        pem(folder.resolve("server.pem"), "CERTIFICATE", signed.getEncoded()),
        key);
  }

  private static void pair(Path folder, String alias, String name, String... more)
      throws IOException, InterruptedException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-genkeypair", "-alias", alias, "-dname", name, "-keyalg", "EC", "-validity", "2"));
    arguments.addAll(List.of(more));
    keytool(folder, arguments.toArray(new String[0]));
  }

  private static void keytool(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", STORE, "-storepass", PASSWORD));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("keytool.log")));
    }
  }

  private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return Files.writeString(
        file,
        "-----BEGIN "
            + kind
            + "-----\n"
            + lines.encodeToString(bytes)
            + "\n-----END "
            + kind
            + "-----\n");
  }
}
