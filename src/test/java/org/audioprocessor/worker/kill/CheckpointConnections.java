package org.audioprocessor.worker.kill;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Wraps connections: reports a checkpoint before and after each commit. */
final class CheckpointConnections {
  private CheckpointConnections() {}

  /**
   * Wraps it.
   *
   * @param open told how many connections more or fewer are in use
   */
  static DataSource of(DataSource real, Checkpoints checkpoints, ConnectionsInUse open) {
    return proxy(
        DataSource.class,
        (self, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            return call(real, method, arguments);
          }
          open.one();
          try {
            Connection connection =
                (Connection) Objects.requireNonNull(call(real, method, arguments));
            return proxy(Connection.class, new Told(connection, checkpoints, open));
          } catch (Throwable failed) {
            open.oneLess();
            throw failed;
          }
        });
  }

  private static final class Told implements InvocationHandler {
    private final Connection real;
    private final Checkpoints checkpoints;
    private final ConnectionsInUse open;
    private final List<String> statements = new ArrayList<>();
    private boolean closed;

    Told(Connection real, Checkpoints checkpoints, ConnectionsInUse open) {
      this.real = real;
      this.checkpoints = checkpoints;
      this.open = open;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      return switch (method.getName()) {
        case "prepareStatement" -> {
          statements.add(arguments == null ? "" : String.valueOf(arguments[0]));
          yield call(real, method, arguments);
        }
        case "commit" -> {
          String all = String.join("; ", statements).replaceAll("\\s+", " ");
          checkpoints.at("before commit " + all);
          Object nothing = call(real, method, arguments);
          checkpoints.at("after commit " + all);
          yield nothing;
        }
        case "close" -> {
          Object nothing = call(real, method, arguments);
          if (!closed) {
            closed = true;
            open.oneLess();
          }
          yield nothing;
        }
        default -> call(real, method, arguments);
      };
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
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
