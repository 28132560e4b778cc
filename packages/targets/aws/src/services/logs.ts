import { region, type Value } from '../cloudformation/value.ts';
import { prefixOf } from '../names.ts';
import type { Canvas } from '../render/canvas.ts';

/** Log group of a service or of a server in a container. */
export const logGroupOf = (id: string, prefix: string): string => `/groundwork/${prefix}/${id}`;

export const logsTo = (id: string, canvas: Canvas): Value => ({
  LogDriver: 'awslogs',
  Options: { 'awslogs-group': logGroupOf(id, prefixOf(canvas.deployment)), 'awslogs-region': region, 'awslogs-stream-prefix': 'task' },
});
