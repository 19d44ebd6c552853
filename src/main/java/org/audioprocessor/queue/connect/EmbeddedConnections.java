package org.audioprocessor.queue.connect;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Field;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.HashSet;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Connections to a workspace's database. Whichever process opens it first serves the others on a
 * loopback port; H2 has no limit there, and each connection takes a thread and 128 KiB before it
 * has named a user. So this limits the port whenever this process has begun to serve.
 *
 * @param url of H2
 */
record EmbeddedConnections(String url, String user, String password) implements DataSource {
  /** Each process of the program takes at most seven. */
  static final int MOST = 100;

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(EmbeddedConnections.class);

  @Override
  public Connection getConnection() throws SQLException {
    return getConnection(user, password);
  }

  @Override
  public Connection getConnection(String name, String secret) throws SQLException {
    Connection connection = DriverManager.getConnection(url, name, secret);
    try {
      prepare(connection);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Sets up the database if this process has opened it; may be called repeatedly. Commits are
   * written at once: with H2's default a killed process loses its last ones. H2 keeps this setting
   * but does not apply it when it opens the database again, and the statement for it is only for
   * administrators.
   */
  static void prepare(Connection connection) throws SQLException {
    Object database;
    try {
      Object session = call(connection, "getSession");
      if (!session.getClass().getSimpleName().equals("SessionLocal")) {
        return; // another process serves
      }
      database = call(session, "getDatabase");
      database.getClass().getMethod("setWriteDelay", int.class).invoke(database, 0);
    } catch (ReflectiveOperationException e) {
      throw new SQLException("H2 has changed: its commits cannot be written at once.", e);
    }
    limitPort(database);
  }

  private static void limitPort(Object database) {
    try {
      Object server = field(database, "server").value();
      if (server != null) {
        FieldOf socket = field(call(server, "getService"), "serverSocket");
        if (socket.value() instanceof ServerSocket plain && !(plain instanceof LimitedSocket)) {
          socket.set(new LimitedSocket(plain));
        }
      }
    } catch (ReflectiveOperationException | IOException | RuntimeException e) {
      LOG.warn("The workspace's port has no limit of connections: H2 has changed.", e);
    }
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static FieldOf field(Object target, String name) throws ReflectiveOperationException {
    Field field = target.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return new FieldOf(target, field);
  }

  private record FieldOf(Object target, Field field) {
    @Nullable Object value() throws ReflectiveOperationException {
      return field.get(target);
    }

    void set(Object value) throws ReflectiveOperationException {
      field.set(target, value);
    }
  }

  /** Closes each connection at once that is beyond the limit. */
  private static final class LimitedSocket extends ServerSocket {
    private final ServerSocket plain;
    private final Set<Socket> open = new HashSet<>();

    LimitedSocket(ServerSocket plain) throws IOException {
      this.plain = plain;
    }

    /** Called by the one thread of H2's server that accepts connections. */
    @Override
    public Socket accept() throws IOException {
      while (true) {
        Socket socket = plain.accept();
        open.removeIf(Socket::isClosed);
        if (open.size() < MOST) {
          open.add(socket);
          return socket;
        }
        LOG.debug("a connection to the workspace's port was refused: {} are open", MOST);
        socket.close();
      }
    }

    @Override
    public int getLocalPort() {
      return plain.getLocalPort();
    }

    @Override
    public boolean isClosed() {
      return plain.isClosed();
    }

    @Override
    public void close() throws IOException {
      plain.close();
    }
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(@Nullable PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
