/** Tools of the package manager itself, and what every machine that builds has. */
const tools =
  /^(ca-certificates|apt-(utils|transport-https)|gnupg2?|lsb-release|software-properties-common|dirmngr|locales|tzdata|sudo|debconf-utils|build-essential|gcc|g\+\+|make|cmake|pkg-config|autoconf|automake|libtool|bison|flex|curl|wget|unzip|zip|vim|nano|less|procps|htop|tmux|openssh-client|dumb-init|tini|gosu|netcat(-openbsd|-traditional)?|iputils-ping|jq|xz-utils|python[\d.]*(-pip|-dev|-venv|-setuptools|-distutils|-full|-minimal|-is-python3)?|nodejs|npm|supervisor|cron|nginx)$/;

/** Debian packages that `RUN` lines install and do not remove again; tools apart. */
export function aptPackages(runs: readonly string[]): string[] {
  const found = new Set<string>();
  for (const run of runs) {
    if (!/apt(-get)?\s/.test(run) || run.length > 50_000) continue;
    const plain = run.replace(/\\\r?\n/g, ' ').replace(/#[^\n]*/g, ' ');
    const lists = new Map([...plain.matchAll(/\b(\w+)="([^"]*)"/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
    for (const part of plain.split(/&&|;|\|\||\n/)) {
      const words = expand(part, lists).trim().split(/\s+/);
      const at = words.findIndex((word) => /(^|\/)apt(-get)?$/.test(word));
      if (at < 0) continue;
      const verb = words.slice(at + 1).find((word) => !word.startsWith('-') && !/=/.test(word));
      const names = words
        .slice(words.indexOf(verb ?? '', at) + 1)
        .filter((word) => /^[a-z0-9][a-z0-9+.-]*(=\S+|:\w+)?$/.test(word))
        .map((word) => word.split(/[=:]/)[0] ?? word);
      if (verb === 'install') for (const each of names) found.add(each);
      if (verb === 'purge' || verb === 'remove') for (const each of names) found.delete(each);
    }
  }
  return [...found].filter((each) => !tools.test(each)).sort();
}

const expand = (text: string, lists: ReadonlyMap<string, string>): string =>
  text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => lists.get(name) ?? whole);
