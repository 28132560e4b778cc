export function percent(share: number | null, digits = 1): string {
  return share === null ? '–' : `${(share * 100).toFixed(digits)} %`;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** `12.4 k`, `3.1 M`: for where room is scarce. */
export function short(value: number): string {
  if (value >= 999_500) return `${(value / 1e6).toFixed(1)} M`;
  return value >= 9995 ? `${(value / 1000).toFixed(0)} k` : count(value);
}

export function age(days: number): string {
  if (days >= 730) return `${(days / 365).toFixed(1).replace('.0', '')} years`;
  return days === 1 ? '1 day' : `${count(days)} days`;
}

export function hours(value: number | null): string {
  if (value === null) return '–';
  if (value < 1) return `${Math.round(value * 60)} min`;
  return value < 48 ? `${value.toFixed(1)} h` : `${(value / 24).toFixed(1)} days`;
}
