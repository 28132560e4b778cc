/** What would send git to another repository, make it chatty, or is our own. */
const notTheirs =
  /^(?:GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|COMMON_DIR|NAMESPACE|PREFIX|CONFIG|CONFIG_PARAMETERS|CONFIG_COUNT|CONFIG_KEY_\d+|CONFIG_VALUE_\d+|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS|IMPLICIT_WORK_TREE|EXTERNAL_DIFF|TRACE.*|REFLOG_ACTION|.*_PATHSPECS)|GROUNDWORK_.*|npm_.*|NODE_OPTIONS|NODE_ENV)$/;

export interface GitEnvironment {
  readonly own: NodeJS.ProcessEnv;
  /** Configuration that wins over every file. */
  readonly config?: Readonly<Record<string, string>>;
  /** It only reads: takes no lock that a program of the person's waits for. */
  readonly reads?: boolean;
  /** Paths it is given mean themselves, `*` included. Hooks inherit it, so not where one may run. */
  readonly literal?: boolean;
  /** Nothing is fetched, not even objects that a partial clone left out. */
  readonly offline?: boolean;
}

/** The person's environment, in which git asks nothing, opens nothing, and speaks the language its messages are read in. */
export function gitEnvironment({
  own,
  config = {},
  reads = false,
  literal = false,
  offline = false,
}: GitEnvironment): Record<string, string> {
  const env = Object.fromEntries(
    Object.entries(own).filter((pair): pair is [string, string] => pair[1] !== undefined && !notTheirs.test(pair[0])),
  );
  const settings = Object.entries(config);
  return {
    ...env,
    LC_ALL: 'C.UTF-8',
    LANGUAGE: '',
    GIT_PAGER: 'cat',
    GIT_EDITOR: ':',
    GIT_SEQUENCE_EDITOR: ':',
    GIT_MERGE_AUTOEDIT: 'no',
    // Without a terminal there is nobody to ask; `false` answers for a window that would open elsewhere.
    GIT_TERMINAL_PROMPT: '0',
    GIT_ASKPASS: 'false',
    SSH_ASKPASS: 'false',
    SSH_ASKPASS_REQUIRE: 'force',
    GCM_INTERACTIVE: 'never',
    ...(literal ? { GIT_LITERAL_PATHSPECS: '1' } : {}),
    ...(reads ? { GIT_OPTIONAL_LOCKS: '0' } : {}),
    ...(offline ? { GIT_ALLOW_PROTOCOL: 'none', GIT_NO_LAZY_FETCH: '1' } : {}),
    GIT_CONFIG_COUNT: String(settings.length),
    ...Object.fromEntries(
      settings.flatMap(([key, value], at) => [
        [`GIT_CONFIG_KEY_${at}`, key],
        [`GIT_CONFIG_VALUE_${at}`, value],
      ]),
    ),
  };
}
