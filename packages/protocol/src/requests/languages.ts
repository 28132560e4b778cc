import { z } from 'zod';
import { request } from '../define.ts';

export const languageServerSchema = z.strictObject({
  id: z.string().describe('It is spoken to over a WebSocket at `/lsp/ID`'),
  title: z.string(),
  languages: z.array(z.string()).describe('Language ids of the editor'),
  available: z.boolean(),
  reason: z.string().nullable().describe('Why it is not available'),
  fix: z.string().nullable().describe('The command that gets it'),
  limited: z.string().nullable().describe('What it leaves out until a person trusts the folder'),
  revision: z.string().describe('Another one when the server has to be started again: it would be started differently'),
  options: z.record(z.string(), z.unknown()).describe('`initializationOptions`'),
  settings: z.record(z.string(), z.unknown()).describe('What it is told when it asks for `workspace/configuration`, by section'),
});
export type LanguageServerStatus = z.infer<typeof languageServerSchema>;

export const debuggableSchema = z.strictObject({
  service: z.string(),
  type: z.string().describe('Type of the debug adapter: `debugpy`, `pwa-node`'),
  available: z.boolean(),
  reason: z.string().nullable(),
  fix: z.string().nullable(),
});

export const languagesRequests = {
  'languages/list': request(z.strictObject({}), z.array(languageServerSchema)),
  'debug/list': request(z.strictObject({}), z.array(debuggableSchema)),
  /**
   * Starts a service under its debugger, with the variables and servers that `up` gives it. The adapter is spoken to over a
   * WebSocket at `/debug/ID`, one message of the Debug Adapter Protocol a frame.
   */
  'debug/start': request(
    z.strictObject({ service: z.string(), trust: z.boolean() }),
    z.strictObject({
      id: z.string(),
      type: z.string(),
      request: z.enum(['launch', 'attach']),
      configuration: z.record(z.string(), z.unknown()),
    }),
  ),
  'debug/stop': request(z.strictObject({ id: z.string() }), z.null()),
};

export const languagesNotifications = {
  /** A folder was trusted, or libraries were installed: ask for the list again. */
  'languages/changed': z.strictObject({}),
};
