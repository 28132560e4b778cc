import type { LineWritten } from '@groundwork/toolkit';
import { commands } from '../protocol.ts';
import { code, label, plain } from '../text/markdown.ts';
import type { LineOrigin } from './line-origins.ts';

/** For where there is room for a few words: `Ada Page, 3 months ago`. */
export function shortOf(origin: LineOrigin, now: number): string {
  if (origin.is === 'uncommitted') return 'not committed';
  const written = origin.first ?? origin.last;
  return `${label(nameOf(written))}, ${ageOf(written.time, now)}`;
}

/** As a hover shows it. `knowsCommands`: commits and the account are a click away. */
export function storyOf(origin: LineOrigin, { now, knowsCommands }: { readonly now: number; readonly knowsCommands: boolean }): string {
  if (origin.is === 'uncommitted') return 'Not committed yet';
  const { last, first, folder, windowDays } = origin;
  const by = (written: LineWritten): string => {
    const id = code(written.commit.slice(0, 7));
    const shown = knowsCommands ? `[${id}](${commandLink(commands.showCommit, { commit: written.commit })})` : id;
    return `${ageOf(written.time, now)} · ${shown} ${plain(written.subject)}`;
  };
  const written = first ?? last;
  const moved = first === null ? null : `Moved or indented by ${plain(nameOf(last))} ${by(last)}`;
  return [
    `**${plain(nameOf(written))}** ${by(written)}`,
    moved,
    whoseOf(written),
    folder === null || folder.of < telling ? null : folderText(folder, windowDays, knowsCommands),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

/** Lines of a folder after which its share says something. */
const telling = 100;

const whose = { ai: 'AI-assisted', mixed: 'Partly AI-assisted', human: 'By a person' } as const;

/** Where nothing says whose work it is, nothing is said either. */
function whoseOf({ finding }: LineWritten): string | null {
  if (!finding || finding.class === 'unknown') return null;
  const by = finding.tool === null || finding.class === 'human' ? '' : ` (${plain(finding.tool)})`;
  return `${whose[finding.class]}${by}: ${code(finding.why)}`;
}

function folderText(
  { name, share, of }: NonNullable<Exclude<LineOrigin, { is: 'uncommitted' }>['folder']>,
  days: number,
  linked: boolean,
): string {
  const place = name === '.' ? 'At the top of the repository' : `In ${code(name)}`;
  const stayed = share === 0 ? 'all' : `${((1 - share) * 100).toFixed(share < 0.1 ? 1 : 0)} % of`;
  const link = linked ? ` · [Churn](${commandLink(commands.showChurn)})` : '';
  return `${place}, ${stayed} ${of.toLocaleString('en-US')} lines were still there after ${days} days${link}`;
}

/** Only what we name ourselves is in it: a word of hexadecimal digits. */
const commandLink = (command: string, argument?: object): string =>
  `command:${command}${argument === undefined ? '' : `?${encodeURIComponent(JSON.stringify([argument]))}`}`;

const nameOf = ({ author }: LineWritten): string => author.name.trim() || author.email.trim() || 'Somebody';

const [minute, hour, day] = [60, 3600, 86_400];

/** `3 months ago`. Both in seconds since 1970. */
export function ageOf(time: number, now: number): string {
  const age = Math.max(0, now - time);
  const ago = (unit: number, word: string): string => {
    const count = Math.max(1, Math.floor(age / unit));
    return `${count} ${word}${count === 1 ? '' : 's'} ago`;
  };
  if (age < minute) return 'just now';
  if (age < hour) return ago(minute, 'minute');
  if (age < day) return ago(hour, 'hour');
  if (age < 14 * day) return ago(day, 'day');
  if (age < 61 * day) return ago(7 * day, 'week');
  return age < 2 * 365.25 * day ? ago(30.44 * day, 'month') : ago(365.25 * day, 'year');
}
