package org.audioprocessor.queue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source that counts executed statements: one statement is one round trip. */
final class CountedStatements {
  private final AtomicInteger sent = new AtomicInteger();
  private final DataSource dataSource;

  CountedStatements(DataSource real) {
    dataSource =
        proxy(DataSource.class, (method, arguments) -> connection(invoke(real, method, arguments)));
  }

  DataSource dataSource() {
    return dataSource;
  }

  int sent() {
    return sent.get();
  }

  private @Nullable Object connection(@Nullable Object made) {
    return made instanceof Connection real
        ? proxy(Connection.class, (method, arguments) -> statement(invoke(real, method, arguments)))
        : made;
  }

  private @Nullable Object statement(@Nullable Object made) {
    return made instanceof PreparedStatement real
        ? proxy(
            PreparedStatement.class,
            (method, arguments) -> {
              sent.addAndGet(method.getName().startsWith("execute") ? 1 : 0);
              return invoke(real, method, arguments);
            })
        : made;
  }

  private interface Calls {
    @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
  }

  private static @Nullable Object invoke(
      Object real, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> calls.call(method, arguments)));
  }
}
