import { baseName, folderOf } from '../../repository/paths.ts';
import { kindOfCommand, languageOfCommand } from '../command.ts';
import { declaration, declaredService, declaredVariable, stated, type DeclarationReader } from '../declaration.ts';
import { kindOfName } from '../names.ts';
import { readSections } from './sections.ts';

/** systemd units: what is started, with which variables, and timers. */
export const systemdReader: DeclarationReader = {
  format: 'systemd',
  matches: (path) => /\.(service|timer)(\.(example|sample|template|in|j2))?$/.test(path) && !/\.(ts|js|py|java|cs|go|php)$/.test(path),
  read(path, text) {
    if (!/^\[(Service|Timer)\]/m.test(text)) return null;
    const sections = readSections(text);
    const of = (section: string, key: string) => sections.filter((each) => each.section === section && each.key === key);
    const name = baseName(path).replace(/(@?)\.(service|timer).*$/, '');
    const schedule = of('Timer', 'OnCalendar')[0];
    if (schedule)
      return declaration(path, 'systemd', {
        services: [declaredService(name, stated(path, schedule.line, 'timer', 0.8), { kind: 'cron', schedule: cronOf(schedule.value) })],
      });
    const start = of('Service', 'ExecStart')[0];
    if (!start) return null;
    const command = start.value.replace(/^[-@:+!]+/, '');
    const once = of('Service', 'Type')[0]?.value === 'oneshot';
    return declaration(path, 'systemd', {
      services: [
        declaredService(name, stated(path, start.line, `unit ${name}`, 0.85), {
          kind: kindOfCommand(command) ?? (once ? 'job' : kindOfName(name)),
          language: languageOfCommand(command),
          command,
          variables: of('Service', 'Environment').flatMap(({ value, line }) =>
            [...value.matchAll(/(?:^|\s)["']?([A-Za-z_]\w*)=("[^"]*"|'[^']*'|[^\s"']*)/g)].map((match) =>
              declaredVariable(
                match[1] ?? '',
                (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2'),
                stated(path, line, `${match[1] ?? ''} is set here`, 0.8),
              ),
            ),
          ),
          path: folderOf(path) === '.' ? '.' : null,
        }),
      ],
    });
  },
};

const everyday: Readonly<Record<string, string>> = {
  minutely: '* * * * *',
  hourly: '0 * * * *',
  daily: '0 0 * * *',
  weekly: '0 0 * * 1',
  monthly: '0 0 1 * *',
  yearly: '0 0 1 1 *',
};

/** `*-*-* 03:30:00` and the words of systemd.time(7) to cron; `null` for what cron cannot say. */
function cronOf(calendar: string): string | null {
  const word = everyday[calendar.trim()];
  if (word) return word;
  const match = /^(?:\*-\*-\*\s+)?(\*|\d{1,2}):(\d{1,2})(?::\d{1,2})?$/.exec(calendar.trim());
  return match ? `${Number(match[2])} ${match[1] === '*' ? '*' : Number(match[1])} * * *` : null;
}
