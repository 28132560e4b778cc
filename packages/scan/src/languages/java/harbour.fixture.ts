import type { Blueprint } from '@groundwork/blueprint';
import { blueprintOf } from '../../tree/blueprint.fixture.ts';

/** A harbour's services, built by Maven or Gradle. */
export const pom = (dependencies: readonly string[], more = ''): string => `<project>
  <groupId>harbour</groupId><artifactId>crane</artifactId><version>1.0</version>
  <properties><java.version>21</java.version></properties>
  <dependencies>
${dependencies.map((name) => `    <dependency><groupId>${name.split(':')[0]}</groupId><artifactId>${name.split(':')[1]}</artifactId></dependency>`).join('\n')}
  </dependencies>${more}
</project>`;

const boot = 'org.springframework.boot:spring-boot-starter';

export const spring = (...starters: readonly string[]): string =>
  pom(
    starters.map((name) => (name.includes(':') ? name : `${boot}-${name}`)),
    '<build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build>',
  );

export const main = `package harbour;
import org.springframework.boot.SpringApplication;
@SpringBootApplication
public class CraneApplication { public static void main(String[] args) { SpringApplication.run(CraneApplication.class, args); } }`;

export const source = 'src/main/java/harbour/CraneApplication.java';

export const read = (files: Readonly<Record<string, string>>): Promise<Blueprint> => blueprintOf('harbour', files);
