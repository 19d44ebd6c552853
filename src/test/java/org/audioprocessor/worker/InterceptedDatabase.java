package org.audioprocessor.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/** Connections of a real database with actions of a test at their steps. */
public final class InterceptedDatabase {
  /** The actions of a test before a connection is lent or a transaction is committed. */
  @FunctionalInterface
  public interface Step {
    void run() throws SQLException;
  }

  public volatile Step beforeLending = () -> {};
  volatile Step beforeCommit = () -> {};

  DataSource over(DataSource real) {
    return proxy(DataSource.class, real, "getConnection", () -> beforeLending.run());
  }

  private <T> T proxy(Class<T> type, T real, String disturbed, Step before) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals(disturbed)) {
                before.run();
              }
              try {
                Object answer = method.invoke(real, arguments);
                return answer instanceof Connection connection
                    ? proxy(Connection.class, connection, "commit", () -> beforeCommit.run())
                    : answer;
              } catch (InvocationTargetException e) {
                throw Objects.requireNonNull(e.getCause());
              }
            }));
  }
}
