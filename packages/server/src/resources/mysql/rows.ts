import type mysql from 'mysql2';
import { bounded, cell, hexOf, textOfBytes } from '../cells.ts';
import type { Part } from '../sql/script.ts';

/** Numbers of types in the protocol, by the words that SQL has for them. */
const typeNames: Readonly<Record<number, string>> = {
  0: 'decimal',
  1: 'tinyint',
  2: 'smallint',
  3: 'int',
  4: 'float',
  5: 'double',
  7: 'timestamp',
  8: 'bigint',
  9: 'mediumint',
  10: 'date',
  11: 'time',
  12: 'datetime',
  13: 'year',
  15: 'varchar',
  16: 'bit',
  245: 'json',
  246: 'decimal',
  247: 'enum',
  248: 'set',
  252: 'blob',
  253: 'varchar',
  254: 'char',
  255: 'geometry',
};
const binaryCharset = 63;
const bit = 16;
const inTransactionFlag = 1;

export interface Running {
  readonly limit: number;
  /** Stops the statement at the server: more rows than are wanted are not worth their time. */
  readonly kill: () => Promise<void>;
  /** Told whether the connection is in a transaction after a statement without rows. */
  readonly status?: (inTransaction: boolean) => void;
}

/** One statement: its first rows, or how many it changed. */
export function runStatement(connection: mysql.Connection, sql: string, { limit, kill, status }: Running): Promise<Part> {
  return new Promise((done, fail) => {
    const rows: (string | null)[][] = [];
    let fields: readonly mysql.FieldPacket[] | null = null;
    let affected: number | null = null;
    let enough = false;
    // As the server writes it: what it means is in the description of the column.
    const query = connection.query({ sql, rowsAsArray: true, typeCast: (field) => field.buffer() });
    query.on('fields', (described: readonly mysql.FieldPacket[] | undefined) => {
      if (described) fields ??= described;
    });
    query.on('result', (row: readonly (Buffer | null)[] | mysql.ResultSetHeader) => {
      if ('affectedRows' in row) {
        affected = (affected ?? 0) + row.affectedRows;
        status?.((row.serverStatus & inTransactionFlag) !== 0);
      } else if (rows.length <= limit) rows.push(row.map((value, index) => cell(textOf(value, fields?.[index]))));
      else if (!enough) {
        enough = true;
        kill().catch(() => {});
      }
    });
    query.on('error', (cause) => {
      if (!enough) fail(cause);
    });
    query.on('end', () => {
      if (fields === null) return done({ rows: null, affected });
      const columns = fields.map(({ name, columnType, type }) => ({ name, type: typeNames[columnType ?? type ?? -1] ?? '' }));
      done({ rows: { columns, ...bounded(rows, limit), total: null }, affected: null });
    });
  });
}

function textOf(value: Buffer | null, field: mysql.FieldPacket | undefined): string | null {
  if (value === null) return null;
  if ((field?.columnType ?? field?.type) === bit) return BigInt(`0x${value.toString('hex') || '0'}`).toString();
  const isBinary = field?.characterSet === binaryCharset && (field.columnType ?? field.type ?? 0) > 248;
  return isBinary ? hexOf(value) : textOfBytes(value);
}
