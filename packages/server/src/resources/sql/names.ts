/** A name as SQL's standard quotes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** As MySQL and MariaDB quote it. */
export const inBackticks = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

/** `about 1,200 rows`; a guess of none says nothing. */
export function rowCount(count: number | null, exact: boolean): string {
  if (count === null || (count === 0 && !exact)) return '';
  const number = `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`;
  return exact ? number : `about ${number}`;
}

/** Fewer rows than this are counted; more would be felt. */
export const countedUpTo = 200_000;
