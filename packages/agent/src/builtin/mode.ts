import type { SessionMode } from '@agentclientprotocol/sdk';
import { z } from 'zod';

/** What a session lets the model do by itself. */
export const modeSchema = z.enum(['ask', 'plan', 'work']);
export type Mode = z.infer<typeof modeSchema>;

export const modes: SessionMode[] = [
  { id: 'ask', name: 'Ask', description: 'Asks before every edit, and before every command that does more than read' },
  { id: 'plan', name: 'Plan', description: 'Reads and plans; changes nothing' },
  { id: 'work', name: 'Work', description: 'Edits and runs commands without asking: for a jail' },
];
