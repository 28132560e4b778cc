import { exitCodes, GroundworkError } from '@groundwork/host';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One line of a file of predictions, as the harness and its leaderboard read it. */
export const predictionSchema = z.object({
  instance_id: z.string(),
  model_name_or_path: z.string(),
  model_patch: z.string().nullable(),
});
export type Prediction = z.infer<typeof predictionSchema>;

/** Reads predictions of any agent, as lines of JSON or as one list. */
export function readPredictions(file: string): readonly Prediction[] {
  if (!existsSync(file)) throw unreadable(file, 'There is no such file');
  const text = readFileSync(file, 'utf8');
  const rows = text.trimStart().startsWith('[')
    ? parse(text, file)
    : text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parse(line, file)]));
  const parsed = z.array(predictionSchema).safeParse(rows);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw unreadable(file, `Prediction ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw unreadable(file, 'It holds a line that is no JSON');
  }
}

const unreadable = (file: string, message: string): GroundworkError =>
  new GroundworkError({
    code: 'swe.predictions_unreadable',
    message,
    where: file,
    fix: 'One object a line: {"instance_id": ..., "model_name_or_path": ..., "model_patch": ...}',
    exit: exitCodes.usage,
  });
