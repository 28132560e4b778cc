import type { Line } from '../../terminal/lines.ts';

const labelWidth = 11;

export const blank: Line = { indent: 0, left: '' };

/** A line of a column of labels; one without a label starts where the others' texts do. */
export function row(label: string, text: string, right = ''): Line {
  const left = text.trimStart();
  const indent = label === '' ? labelWidth + 2 + text.length - left.length : 2;
  return {
    indent,
    hang: label === '' ? 0 : labelWidth,
    left: label === '' ? left : label.padEnd(labelWidth) + text,
    right,
    rightWhole: true,
  };
}

export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}

export function linesText(value: number): string {
  return value === 1 ? '1 line' : `${number(value)} lines`;
}

export function number(value: number): string {
  return value.toLocaleString('en-US');
}
