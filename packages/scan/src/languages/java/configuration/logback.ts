import { XMLParser } from 'fast-xml-parser';
import type { Entry } from './file.ts';

export interface LogbackFile {
  readonly kind: 'logback';
  /** Where its Logstash appenders send to, with their placeholders. */
  readonly destinations: readonly Entry[];
  /** Name in placeholders to the Spring property it stands for and its default. */
  readonly properties: ReadonlyMap<string, { readonly property: string; readonly fallback: string | null }>;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  processEntities: false,
  isArray: (name) => name === 'appender' || name === 'destination' || name === 'springProperty',
});

/** Logback's configuration, for what it sends elsewhere. */
export function readLogback(text: string): LogbackFile | null {
  if (!text.includes('Logstash')) return null;
  const document: unknown = parser.parse(text);
  const destinations: Entry[] = [];
  const properties = new Map<string, { property: string; fallback: string | null }>();
  const walk = (node: unknown, depth: number): void => {
    if (typeof node !== 'object' || node === null || depth > 20) return;
    for (const [name, value] of Object.entries(node)) {
      for (const each of Array.isArray(value) ? value : [value]) {
        if (name === 'appender' && isRecord(each) && sendsToLogstash(each['@class'])) {
          for (const key of ['destination', 'remoteHost']) {
            const said: unknown = each[key];
            for (const destination of Array.isArray(said) ? said : [said])
              if (typeof destination === 'string')
                destinations.push({ key: `logstash.${key}`, value: destination, line: lineOf(text, destination) });
          }
        } else if (
          name === 'springProperty' &&
          isRecord(each) &&
          typeof each['@name'] === 'string' &&
          typeof each['@source'] === 'string'
        ) {
          properties.set(each['@name'], {
            property: each['@source'],
            fallback: typeof each['@defaultValue'] === 'string' ? each['@defaultValue'] : null,
          });
        }
        walk(each, depth + 1);
      }
    }
  };
  walk(document, 0);
  return destinations.length ? { kind: 'logback', destinations, properties } : null;
}

const sendsToLogstash = (type: unknown): boolean => typeof type === 'string' && /Logstash\w*SocketAppender$/.test(type);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const lineOf = (text: string, piece: string): number => text.slice(0, Math.max(0, text.indexOf(piece))).split('\n').length;
