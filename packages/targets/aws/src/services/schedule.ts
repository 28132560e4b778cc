/** A cron expression of five fields in EventBridge's words: six, one of the two days a `?`, and Sunday being 1. `null` for one it cannot say. */
export function scheduleExpression(cron: string): string | null {
  const known = macros[cron.trim()] ?? cron.trim();
  const every = /^(?:@every\s+|rate\()(\d+)\s*(m|h|d|minutes?|hours?|days?)\)?$/.exec(known);
  if (every) return rate(Number(every[1]), every[2] ?? 'm');
  const [minute, hour, day, month, weekday, ...more] = known.split(/\s+/);
  if (!minute || !hour || !day || !month || !weekday || more.length > 0) return null;
  if (day !== '*' && weekday !== '*') return null;
  const week = weekday === '*' ? '?' : weekdays(weekday);
  if (week === null) return null;
  return `cron(${minute} ${hour} ${weekday === '*' ? day : '?'} ${month.toUpperCase()} ${week} *)`;
}

const macros: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

function rate(amount: number, unit: string): string {
  const [word] = ['minute', 'hour', 'day'].filter((each) => each.startsWith(unit.slice(0, 1)));
  return `rate(${amount} ${word ?? 'minute'}${amount === 1 ? '' : 's'})`;
}

/** 0 to 7 with Sunday at both ends, as 1 to 7 with Sunday first; names stay. */
function weekdays(field: string): string | null {
  const [days = '', step] = field.split('/');
  const turned = days.split(',').map((part) =>
    part
      .split('-')
      .map((day) => (/^[0-7]$/.test(day) ? String((Number(day) % 7) + 1) : /^(?:[a-z]{3}|\*)$/i.test(day) ? day.toUpperCase() : null))
      .reduce<string | null>((text, day) => (text === null || day === null ? null : text === '' ? day : `${text}-${day}`), ''),
  );
  if (turned.includes(null)) return null;
  return `${turned.join(',')}${step === undefined ? '' : `/${step}`}`;
}
