/** Symbols that a release build of today defines by itself. */
const defined = /^(true|RELEASE|TRACE|NET|NETCOREAPP|NET\d[\w.]*|NETSTANDARD[\w.]*|NETCOREAPP[\w.]*|LINUX)$/;

/** Whether `#if` compiles what follows when a release is built. What the project file may define is not looked at. */
export function isCompiled(condition: string, text: string): boolean {
  const anyOf = condition.replace(/[()\s]/g, '').split('||');
  return anyOf.some((each) =>
    each.split('&&').every((term) => {
      const name = term.replace(/^!+/, '');
      const is = defined.test(name) || text.includes(`#define ${name}`);
      return term.startsWith('!') ? !is : is;
    }),
  );
}
