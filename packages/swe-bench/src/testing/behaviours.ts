import type { Script, ScriptedMessage, ScriptedRequest, ScriptedTurn } from '@groundwork/gateway/testing';
import { touchedFiles } from '../grade/apply.ts';
import type { Instance } from '../instance/instance.ts';

export const behaviourNames = ['oracle', 'nothing', 'false_claim', 'tampering', 'breach', 'loop', 'malformed', 'refusal', 'crash'] as const;
export type Behaviour = (typeof behaviourNames)[number];

/** What a scripted model does with an instance, and the word the instance has to end with. */
export const behaviours: Readonly<Record<Behaviour, string>> = {
  oracle: 'resolved',
  nothing: 'no_change',
  false_claim: 'tests_failed',
  tampering: 'tests_tampered',
  breach: 'out_of_scope',
  loop: 'looped',
  malformed: 'malformed',
  refusal: 'refused',
  crash: 'crashed',
};

interface Playing {
  readonly instance: Instance;
  /** How many calls of tools were answered since it was told to work. */
  readonly answered: number;
}

const bash = (command: string): ScriptedTurn => ({ tools: [{ name: 'bash', input: { command } }] });
const claim: ScriptedTurn = { text: 'The issue is resolved, and all tests pass.' };

/** Does some things one after the other, and claims to be done. */
const inTurn =
  (...commands: readonly ((instance: Instance) => string)[]) =>
  ({ instance, answered }: Playing): ScriptedTurn => {
    const command = commands[answered];
    return command === undefined ? claim : bash(command(instance));
  };

const applies = ({ gold }: Instance): string =>
  `git apply --whitespace=nowarn - <<'END-OF-THE-PATCH'\n${gold.replace(/\n$/, '')}\nEND-OF-THE-PATCH`;
const quoted = (path: string): string => `'${path}'`;
const existingTests = ({ testPatch }: Instance): string => touchedFiles(testPatch).map(quoted).join(' ');

const plays: Readonly<Record<Behaviour, (playing: Playing) => ScriptedTurn>> = {
  oracle: inTurn(
    () => 'git status --short && ls',
    applies,
    () => 'git diff --stat',
  ),
  nothing: () => claim,
  false_claim: inTurn(({ gold }) => `echo >> ${quoted(touchedFiles(gold)[0] ?? '')}`),
  tampering: inTurn(applies, (instance) => `for test in ${existingTests(instance)}; do [ -e "$test" ] && : > "$test"; done; true`),
  breach: inTurn(applies, () => 'echo "Something else" > elsewhere.txt'),
  loop: () => bash('ls'),
  malformed: ({ answered }) => ({ tools: [{ name: 'bash', input: {}, rawInput: `{"comand": ${answered}` }] }),
  refusal: () => ({ text: 'I will not help with this.', stop: 'refusal' }),
  crash: inTurn(() => 'kill -9 $PPID'),
};

/**
 * A model that recognises an instance by its issue and plays a behaviour by the tools of our own agent. It stands for no real
 * one: what it shows is that the pipeline carries what a model does to the right end.
 */
export function scriptFor(instances: readonly Instance[], behaviourOf: (instance: Instance) => Behaviour): Script {
  return (request) => {
    const instance = instances.find(({ statement }) => asks(request, statement));
    if (instance === undefined) return { fault: { kind: 'status', status: 400, message: 'No instance is recognised' } };
    const last = request.messages.findLastIndex(({ role }) => role === 'user');
    if (request.messages[last]?.text.includes('This turn is for planning') === true) return { text: '1. Read the issue\n2. Resolve it' };
    return plays[behaviourOf(instance)]({ instance, answered: answersAfter(request.messages, last) });
  };
}

const asks = ({ messages }: ScriptedRequest, statement: string): boolean =>
  messages.some(({ text }) => text.includes(statement.trim().slice(0, 500)));

const answersAfter = (messages: readonly ScriptedMessage[], from: number): number =>
  messages.slice(from + 1).filter(({ role }) => role === 'tool').length;
