/** Variables of the shell that would make a service behave as if it were part of whatever started us. */
const ofOthers =
  /^(?:npm_|INIT_CWD$|NODE_ENV$|NODE_OPTIONS$|NODE_PATH$|NODE_CHANNEL_|VITEST|VIRTUAL_ENV|PYTHONHOME$|PYTHONPATH$|CONDA_|GROUNDWORK_|PORT$|PIPENV_ACTIVE$|POETRY_ACTIVE$|_$|OLDPWD$|PWD$|SHLVL$)/;

/** What every process of a repository inherits: the person's own environment, which a start by hand would have as well. */
export function baseEnvironment(own: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== undefined && !ofOthers.test(pair[0])),
  );
}
