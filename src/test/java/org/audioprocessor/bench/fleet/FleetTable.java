package org.audioprocessor.bench.fleet;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what each worker did and took, and what is to be said against it. */
record FleetTable(List<InstalledWorker> workers, FleetTables tables) {

  void print(FleetVerdict verdict) throws SQLException {
    Map<String, String> completed = tables.completedBy();
    System.out.printf(
        Locale.ROOT, "%n| worker | tracks | own metrics | CPU s | MB alone | MB with children |%n");
    System.out.printf(Locale.ROOT, "|---|---|---|---|---|---|%n");
    for (int i = 0; i < workers.size(); i++) {
      InstalledWorker worker = workers.get(i);
      System.out.printf(
          Locale.ROOT,
          "| %d | %s | %d | %.1f | %d | %d |%n",
          i + 1,
          completed.entrySet().stream()
              .filter(one -> worker.is(one.getKey()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse("0"),
          worker.published(),
          worker.cpuSeconds(),
          worker.mostOwnMegabytes(),
          worker.mostMegabytes());
    }
    System.out.printf(
        Locale.ROOT, "%nattempts: %s; published by: %s%n", tables.outcomes(), verdict.programs());
    verdict.problems().forEach(problem -> System.out.printf(Locale.ROOT, "PROBLEM  %s%n", problem));
    System.out.printf(
        Locale.ROOT, "%s%n", verdict.problems().isEmpty() ? "All is well." : "Not well.");
  }
}
