import { exitCodes, GroundworkError } from '@groundwork/host';

/** What a server said about a query, with the place in the text it means. */
export function queryError(
  cause: unknown,
  { where = null, fix = null }: { readonly where?: string | null; readonly fix?: string | null } = {},
): GroundworkError {
  if (cause instanceof GroundworkError) return cause;
  return new GroundworkError({
    code: 'query.failed',
    message: cause instanceof Error ? cause.message : String(cause),
    ...(where === null ? {} : { where }),
    ...(fix === null ? {} : { fix }),
    cause,
  });
}

export function cancelled(): GroundworkError {
  return new GroundworkError({ code: 'query.cancelled', message: 'Cancelled' });
}

export function tookTooLong(ms: number): GroundworkError {
  return new GroundworkError({
    code: 'query.timeout',
    message: `It was stopped after ${ms / 1000} seconds`,
    fix: 'Ask for less, or run it with the client of the resource in a terminal',
  });
}

/** What a person wrote began a transaction and did not end it: nothing of it is kept, and it must not look as if it were. */
export function openTransaction(): GroundworkError {
  return new GroundworkError({
    code: 'query.open_transaction',
    message: 'It began a transaction and did not end it, so nothing of it was kept',
    fix: 'Put COMMIT at its end',
  });
}

export function noSuchPlace(place: readonly string[]): GroundworkError {
  return new GroundworkError({
    code: 'resources.no_place',
    message: place.length === 0 ? 'This has no rows of its own' : `There is nothing to read at ${place.join(' / ')}`,
    exit: exitCodes.usage,
  });
}

/** Lines and columns count from 1, as editors show them. */
export function positionIn(text: string, index: number): string {
  const lines = text.slice(0, index).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}
