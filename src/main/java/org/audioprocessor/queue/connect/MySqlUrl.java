package org.audioprocessor.queue.connect;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.ConnectionUrlParser;
import com.mysql.cj.conf.HostInfo;
import com.mysql.cj.conf.HostsListView;
import com.mysql.cj.exceptions.CJException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.audioprocessor.queue.QueueException;

/** A MySQL URL as its driver reads it: options stand in its query and in each of its hosts. */
final class MySqlUrl {
  private MySqlUrl() {}

  /** All options of all hosts, without the hosts' own names and ports. Loads no class. */
  static Map<String, String> options(String url) throws QueueException {
    try {
      ConnectionUrlParser parser = ConnectionUrlParser.parseConnectionString(url);
      Map<String, String> options = new LinkedHashMap<>(parser.getProperties());
      for (HostInfo host : parser.getHosts()) {
        if (host.getUser() != null || host.getPassword() != null) {
          throw JdbcUrl.holdsSecrets();
        }
        host.getHostProperties()
            .forEach((name, value) -> {
              if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("port")) {
                options.put(name, value);
              }
            });
      }
      return options;
    } catch (CJException e) {
      throw JdbcUrl.notInForm();
    }
  }

  /**
   * The hosts that the driver connects to. The driver loads the classes that some options name: the
   * options are checked first.
   */
  static List<JdbcUrl.Server> servers(String url) throws QueueException {
    try {
      List<JdbcUrl.Server> servers = new ArrayList<>();
      for (HostInfo host :
          ConnectionUrl.getConnectionUrlInstance(url, new Properties())
              .getHostsList(HostsListView.ALL)) {
        servers.add(JdbcUrl.Server.of(host.getHost(), host.getPort()));
      }
      return List.copyOf(servers);
    } catch (CJException e) {
      throw JdbcUrl.notInForm();
    }
  }
}
