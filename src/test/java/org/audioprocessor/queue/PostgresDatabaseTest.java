package org.audioprocessor.queue;

import java.util.List;
import org.audioprocessor.testing.DatabaseServer;
import org.audioprocessor.testing.PostgresServer;

class PostgresDatabaseTest extends PlatformDatabaseContract {
  @Override
  DatabaseServer server() {
    return PostgresServer.shared();
  }

  @Override
  DatabaseAddress userWith(DatabaseAddress where, String... grants) {
    String user = "user_" + DatabaseServer.NUMBER.incrementAndGet();
    server()
        .run(
            where,
            "CREATE USER " + user + " PASSWORD 'secret-word'",
            "GRANT " + String.join(", ", grants) + " ON Uploads TO " + user);
    return where.withUser(user, "secret-word");
  }

  @Override
  List<String> schemaOfItsOwn(String schema, String user) {
    return List.of("CREATE SCHEMA " + schema + " AUTHORIZATION " + user);
  }
}
