import { dotnetClients } from './clients.ts';

/** Types the catalogue knows, by the namespace a `using` brings them from. */
const byNamespace: ReadonlyMap<string, readonly string[]> = (() => {
  const found = new Map<string, Set<string>>();
  for (const library of dotnetClients) {
    const namespaces = (library.modules ?? library.packages).toSorted((a, b) => b.length - a.length);
    const paths = [...(library.clients ?? []).flatMap((rule) => rule.calls), ...(library.settings ?? []).map((rule) => rule.path)];
    for (const path of paths) {
      if (path.startsWith('*')) continue;
      const namespace = namespaces.find((each) => path.startsWith(`${each}.`));
      const type = namespace === undefined ? undefined : /^\w+/.exec(path.slice(namespace.length + 1))?.[0];
      if (namespace === undefined || type === undefined) continue;
      found.set(namespace, (found.get(namespace) ?? new Set()).add(type));
    }
  }
  return new Map([...found].map(([namespace, types]) => [namespace, [...types]]));
})();

export const typesOfNamespace = (namespace: string): readonly string[] => byNamespace.get(namespace) ?? [];
