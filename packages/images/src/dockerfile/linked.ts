import { run, type Line } from './recipe.ts';

const list = '/tmp/linked-packages';

/**
 * Notes the system packages that compiled parts are linked to, as Docker's own images of Python and PHP find them: what is compiled
 * against headers of the first stage needs their libraries in the last, whoever named them or not.
 */
export function noteLinked(folders: readonly string[], programs: readonly string[] = []): Line {
  const find = `find ${folders.join(' ')} -type f \\( -name '*.so' -o -name '*.so.*' -o -name '*.node'${programs.map((path) => ` -o -path '${path}'`).join('')} \\)`;
  return run(
    [
      `${find} -exec ldd {} + 2> /dev/null \\`,
      String.raw`  | awk '$2 == "=>" && $3 ~ /^\/(usr\/)?lib\// { sub("^/(usr/)?", "", $3); print "*/" $3 }' | sort -u \\`.replace(
        /\\\\$/,
        '\\',
      ),
      `  | xargs -r dpkg-query --search 2> /dev/null | sed 's/:.*//' | sort -u > ${list}`,
    ].join('\n'),
    'System packages that what was compiled is linked to.',
  );
}

/** Puts them into the last stage, where its image does not have them. */
export const installLinked: readonly Line[] = [
  { text: `COPY --from=build ${list} ${list}`, why: 'Libraries that what was compiled is linked to, where they are not there.' },
  run(
    [
      `xargs -r dpkg --status < ${list} > /dev/null 2>&1 || { apt-get update \\`,
      `  && xargs -r apt-get install -y --no-install-recommends < ${list} \\`,
      '  && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/ldconfig/* /var/log/apt /var/log/dpkg.log /var/log/alternatives.log; }',
    ].join('\n'),
  ),
];
