/**
 * What starts Neo4j's own database with its protocol: the program that does so in its distribution is in no package. Gives its
 * user a password before anybody is told one.
 */
export const neo4jNode = {
  name: 'Neo4jNode',
  text: `import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

public final class Neo4jNode {
    public static void main(final String[] places) {
        final DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of(places[0]))
                .loadPropertiesFromFile(Path.of(places[1]))
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        final String password = System.getenv("NEO4J_PASSWORD");
        if (password != null) {
            service.database("system").executeTransactionally(
                    "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        }
        while (true) {
            java.util.concurrent.locks.LockSupport.park();
        }
    }
}
`,
};
