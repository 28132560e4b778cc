import { inFolder, insertion, newFile, spaced, type Asked, type Refactoring } from './asked.ts';
import { knowsLibrary } from './dependencies.ts';
import { healthRoutes, type HealthRoute } from './health-routes.ts';
import { importEdits } from './imports.ts';

/** A health route beside the application, where a service that is asked over HTTP has none. */
export function healthRefactorings(asked: Asked): readonly Refactoring[] {
  const { service, path, text } = asked;
  // `/` is asked where there is nothing better.
  if ((service.health !== null && service.health !== '/') || (service.kind !== 'web' && service.kind !== 'inference')) return [];
  const title = `Write a health route of ${service.name}`;
  if (service.language === 'java') return springHealth(asked, title);
  if (/['"]\/?health['"]/.test(text)) return [];
  const lines = text.split('\n');
  for (const route of healthRoutes) {
    if (route.language !== service.language || (route.needs && !route.needs.test(text))) continue;
    const at = lines.findIndex((line) => route.made.test(line));
    if (at >= 0)
      return [
        {
          id: 'health',
          title,
          edits: () => [...importEdits(path, text, service.language, route.imports ?? []), edit(path, lines, at, route)],
        },
      ];
  }
  return [];
}

function edit(path: string, lines: readonly string[], at: number, { made, where, code }: HealthRoute) {
  const line = lines[at] ?? '';
  const found = made.exec(line);
  const app = found?.[1] ?? '';
  const written = code.map((each) => each.replaceAll('APP', app));
  if (where === 'behind') {
    const column = (found?.index ?? 0) + (found?.[0].length ?? 0);
    return {
      file: path,
      range: { startLine: at, startColumn: column, endLine: at, endColumn: column },
      text: written.join('\n'),
    };
  }
  const own = /^\s*/.exec(line)?.[0] ?? '';
  const indent = /\{\s*$/.test(line) ? `${own}\t` : own;
  const after = /\{\s*$/.test(line) ? at + 1 : endOfCall(lines, at) + 1;
  const indented = written.map((each) => (each === '' ? '' : `${indent}${each}`));
  const language = /\.py$/.test(path) ? 'python' : '';
  return insertion(path, after, spaced(indented, lines[after] ?? '', language));
}

/** Spring finds a controller in the package of its application by itself: it is a file of its own beside that. */
function springHealth(asked: Asked, title: string): readonly Refactoring[] {
  const { path, text, read } = asked;
  const isApplication = /@SpringBootApplication\b/.test(text) && path.endsWith('.java');
  const file = inFolder(path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.', 'HealthController.java');
  if (
    !isApplication ||
    read(file) !== null ||
    !['spring-boot-starter-web', 'spring-boot-starter-webmvc', 'spring-boot-starter-webflux'].some((each) => knowsLibrary(asked, each))
  )
    return [];
  const inPackage = /^package\s+[\w.]+;/m.exec(text)?.[0];
  const code = `${inPackage === undefined ? '' : `${inPackage}\n\n`}import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HealthController {

    @GetMapping("/health")
    Map<String, String> health() {
        return Map.of("status", "ok");
    }
}
`;
  return [{ id: 'health', title, edits: () => [newFile(file, code)] }];
}

/** The last line of a call, by its brackets; strings that hold one are rare where applications are made. */
function endOfCall(lines: readonly string[], from: number): number {
  let depth = 0;
  for (let line = from; line < lines.length; line++) {
    for (const sign of lines[line] ?? '') depth += '([{'.includes(sign) ? 1 : ')]}'.includes(sign) ? -1 : 0;
    if (depth <= 0) return line;
  }
  return from;
}
