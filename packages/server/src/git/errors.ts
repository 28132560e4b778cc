import { exitCodes, GroundworkError, type ExitCode } from '@groundwork/host';
import type { Ran } from './run.ts';

interface Known {
  readonly says: RegExp;
  readonly code: string;
  readonly message: string;
  readonly fix: string;
  readonly exit?: ExitCode;
}

/** What git says when it fails, in the order it is looked for. Its messages are those of the C locale. */
const known: readonly Known[] = [
  {
    says: /Please tell me who you are|empty ident name|no email was given|Author identity unknown|Committer identity unknown/,
    code: 'git.no_identity',
    message: 'git does not know who commits',
    fix: 'git config --global user.name "Your Name" and git config --global user.email you@example.com',
  },
  {
    says: /detected dubious ownership/,
    code: 'git.not_yours',
    message: 'The repository belongs to another account of this machine, so git leaves it alone',
    fix: 'Where you trust it: git config --global --add safe.directory FOLDER',
  },
  {
    says: /index\.lock|Unable to create '[^']*\.lock'|cannot lock ref/,
    code: 'git.locked',
    message: 'Another git is at work in this repository, or one was killed in the midst of it',
    fix: 'Try again; where no git runs any more, delete the .lock file it names',
    exit: exitCodes.tryAgain,
  },
  {
    says: /could not read (?:Username|Password)|Authentication failed|terminal prompts disabled|Permission denied \(|Host key verification failed|unable to get password|invalid credentials/i,
    code: 'git.authentication',
    message: 'The other side wants to know who you are',
    fix: 'Do it once in a terminal, where git can ask; a credential helper or an SSH agent remembers it',
  },
  {
    says: /Could not resolve host|Connection refused|Connection timed out|Network is unreachable|No route to host|unable to access|early EOF/,
    code: 'git.unreachable',
    message: 'The other side could not be reached',
    fix: 'Look at the address (git remote -v) and at the network, then try again',
    exit: exitCodes.tryAgain,
  },
  {
    says: /\[rejected\]|non-fast-forward|fetch first/,
    code: 'git.rejected',
    message: 'The other side has commits that are not here',
    fix: 'Pull first, then push again',
  },
  {
    says: /Need to specify how to reconcile|Not possible to fast-forward|divergent branches/,
    code: 'git.diverged',
    message: 'Here and there are commits that the other side does not have',
    fix: 'Say how they come together: git config pull.rebase true, or git config pull.rebase false to merge; then pull again',
  },
  {
    says: /CONFLICT \(|Automatic merge failed|could not apply|unmerged files|you need to resolve|not possible because you have unmerged/i,
    code: 'git.conflicts',
    message: 'There are conflicts',
    fix: 'Resolve them in the files, stage these, and commit',
  },
  {
    says: /would be overwritten by|commit your changes or stash them|uncommitted changes/,
    code: 'git.would_overwrite',
    message: 'This would overwrite changes that are not committed',
    fix: 'Commit them, stash them (git stash), or discard them',
  },
  {
    says: /no upstream branch|no tracking information|has no upstream/,
    code: 'git.no_upstream',
    message: 'The branch follows no branch elsewhere',
    fix: 'Publish it: git push --set-upstream REMOTE BRANCH',
  },
  {
    says: /No configured push destination|does not appear to be a git repository|No remote repository specified/,
    code: 'git.no_remote',
    message: 'The repository is connected to none elsewhere, or to one that is not there',
    fix: 'git remote add origin ADDRESS',
  },
  {
    says: /nothing to commit|nothing added to commit|no changes added to commit/,
    code: 'git.nothing',
    message: 'There is nothing to commit',
    fix: 'Stage what should be in it',
  },
  { says: /already exists/, code: 'git.exists', message: 'There is one of that name already', fix: 'Choose another name' },
  {
    says: /bad revision|unknown revision|is not a valid branch name|invalid reference|not a commit|did not match any/,
    code: 'git.unknown',
    message: 'There is nothing of that name',
    fix: 'Look at what there is: git branch --all',
  },
];

/** Why git failed, as it said it, with what helps where that is known. */
export function gitError({ errors, output, stalled }: Ran, doing: string): GroundworkError {
  const said = [errors, output.subarray(0, 20_000).toString('utf8')].join('\n');
  const exit = exitCodes.failed;
  if (stalled) {
    return new GroundworkError({
      code: 'git.stalled',
      message: `${doing} was given up: nothing was heard for a long time`,
      fix: 'Do it in a terminal, where it shows what it waits for',
      exit: exitCodes.tryAgain,
    });
  }
  const words = wordsOf(errors) || wordsOf(said);
  const match = known.find(({ says }) => says.test(said));
  if (!match) return new GroundworkError({ code: 'git.failed', message: `${doing} failed: ${words}`, exit });
  const { code, message, fix } = match;
  return new GroundworkError({ code, message: words === '' ? message : `${message}: ${words}`, fix, exit: match.exit ?? exit });
}

/** Its own sentences, without progress and advice. */
function wordsOf(text: string): string {
  const lines = text
    .replaceAll(/\u001b\[[\d;]*[A-Za-z]/g, '')
    .split(/[\r\n]+/)
    .map((line) => line.replace(/^(?:fatal|error|warning|remote): /, '').trim())
    .filter((line) => line !== '' && !/^hint:|^\*\*\*|^(?:Enumerating|Counting|Compressing|Receiving|Resolving|Writing) /.test(line));
  const words = lines.slice(0, 12).join('\n');
  return words.length > 1500 ? `${words.slice(0, 1500)} ...` : words;
}
