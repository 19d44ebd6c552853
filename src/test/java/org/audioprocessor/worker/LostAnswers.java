package org.audioprocessor.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLNonTransientConnectionException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Connections that break after a commit, before its answer arrives. */
final class LostAnswers {
  private LostAnswers() {}

  /** One failure per this number of commits. */
  static DataSource of(DataSource real, int every) {
    AtomicInteger commits = new AtomicInteger();
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object answer = call(real, method, arguments);
          return method.getName().equals("getConnection")
              ? deaf((Connection) Objects.requireNonNull(answer), commits, every)
              : answer;
        });
  }

  private static Connection deaf(Connection real, AtomicInteger commits, int every) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          Object answer = call(real, method, arguments);
          if (method.getName().equals("commit") && commits.getAndIncrement() % every == 0) {
            throw new SQLNonTransientConnectionException("the answer was lost", "08006");
          }
          return answer;
        });
  }

  private interface Call {
    @Nullable Object of(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> call.of(method, arguments)));
  }

  private static @Nullable Object call(
      Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
