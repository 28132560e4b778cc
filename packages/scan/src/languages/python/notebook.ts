import { z } from 'zod';

const cell = z.object({ cell_type: z.string(), source: z.union([z.string(), z.array(z.string())]).catch('') });

const notebook = z.object({
  cells: z.array(cell.catch({ cell_type: 'unreadable', source: '' })).catch([]),
  /** Before version 4 cells stood in worksheets, their text in `input`. */
  worksheets: z
    .array(
      z.object({
        cells: z.array(
          z
            .object({ cell_type: z.string(), input: z.union([z.string(), z.array(z.string())]).catch('') })
            .catch({ cell_type: 'unreadable', input: '' }),
        ),
      }),
    )
    .catch([]),
  metadata: z
    .object({
      kernelspec: z.object({ language: z.string().optional(), name: z.string().optional() }).optional(),
      language_info: z.object({ name: z.string().optional() }).optional(),
    })
    .catch({}),
});

/** A notebook's code cells as one Python text with its shell and magic lines made comments; `null` when it is no Python notebook. */
export function notebookSource(text: string): string | null {
  const parsed = notebook.safeParse(JSON.parse(text));
  if (!parsed.success) return null;
  const { cells, worksheets, metadata } = parsed.data;
  const language = metadata.language_info?.name ?? metadata.kernelspec?.language ?? 'python';
  if (!/^(i?python|python\d)$/i.test(language)) return null;
  const sources = [
    ...cells.map((each) => ({ ...each, code: each.source })),
    ...worksheets.flatMap((sheet) => sheet.cells.map((each) => ({ ...each, code: each.input }))),
  ];
  const lines = new Placed(text);
  for (const { cell_type: type, code } of sources) if (type === 'code') lines.add(code);
  return lines.text();
}

/** Code lines, each on the line of the notebook file that holds it as far as that can be: evidence then points at the file. */
class Placed {
  readonly #file: string;
  readonly #lines: string[] = [];
  #at = 0;
  #line = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(code: string | readonly string[]): void {
    const written = typeof code === 'string' ? [code] : code;
    const plain = plainCode(written.join('')).split('\n');
    let next = 0;
    for (const each of written) {
      this.#seek(each);
      while (this.#lines.length < this.#line) this.#lines.push('');
      const held = each.split('\n').length - (each.endsWith('\n') ? 1 : 0);
      for (const line of plain.slice(next, next + held)) this.#lines.push(line);
      next += held;
    }
    this.#lines.push('');
  }

  text(): string {
    return this.#lines.join('\n');
  }

  #seek(written: string): void {
    const found = this.#file.indexOf(JSON.stringify(written).slice(0, 120), this.#at);
    if (found < 0) return;
    for (
      let newline = this.#file.indexOf('\n', this.#at);
      newline >= 0 && newline < found;
      newline = this.#file.indexOf('\n', newline + 1)
    ) {
      this.#line++;
      this.#at = newline + 1;
    }
  }
}

/** Cell magics that run what follows as Python in this kernel. */
const pythonMagics = /^%%(time|timeit|capture|prun|px|python3?)\b/;

function plainCode(cellText: string): string {
  const lines = cellText.split('\n');
  const [first = ''] = lines;
  const whole = first.trimStart().startsWith('%%') && !pythonMagics.test(first.trimStart());
  return lines
    .map((line) =>
      whole || /^\s*[%!?]/.test(line) || /^\s*[\w.]+\?{1,2}\s*$/.test(line)
        ? line.replace(/^(\s*)/, '$1pass  # ')
        : line.replace(/^(\s*)([\w, ]+)=\s*[!%](.*)$/, '$1$2= None  # $3'),
    )
    .join('\n');
}
