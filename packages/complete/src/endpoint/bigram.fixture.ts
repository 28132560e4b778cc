import { writeFileSync } from 'node:fs';

/** Tokens that are not a byte: those of the Qwen Coder family. */
const specials = [
  '<|endoftext|>',
  '<|fim_prefix|>',
  '<|fim_suffix|>',
  '<|fim_middle|>',
  '<|fim_pad|>',
  '<|repo_name|>',
  '<|file_sep|>',
] as const;
const width = 288;
const kinds = { uint32: 4, float32: 6, string: 8, array: 9, int32: 5 } as const;
const alignment = 32;

/**
 * Writes a model for llama.cpp that says one text over and over, whatever it is asked: what follows a token is told by that token
 * alone, so no character may stand in the text twice. It is a real model of the llama architecture, of one layer that adds nothing.
 * The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
 */
export function writeBigramModel(file: string, says: string): void {
  const tokens = [...byteTokens(), ...specials, 'ĠĠ'];
  const id = (token: string): number => tokens.indexOf(token);
  const first = says.charCodeAt(0);
  const next = tokens.map((_, token) => {
    const at = token < 256 ? says.indexOf(String.fromCharCode(token)) : -1;
    return at < 0 || at + 1 >= says.length ? first : says.charCodeAt(at + 1);
  });
  const matrix = (rows: number, columns: number, one: (row: number) => readonly number[]): Float32Array => {
    const data = new Float32Array(rows * columns);
    for (let row = 0; row < rows; row += 1) for (const column of one(row)) data[row * columns + column] = 1;
    return data;
  };
  const zeros = (rows: number, columns: number) => ({ shape: [columns, rows], data: new Float32Array(rows * columns) });
  const ones = { shape: [width], data: new Float32Array(width).fill(1) };
  const before = Map.groupBy(tokens.keys(), (token) => next[token] ?? first);
  const tensors: Record<string, { readonly shape: readonly number[]; readonly data: Float32Array }> = {
    'token_embd.weight': { shape: [width, tokens.length], data: matrix(tokens.length, width, (row) => [row]) },
    'output_norm.weight': ones,
    'output.weight': { shape: [width, tokens.length], data: matrix(tokens.length, width, (row) => before.get(row) ?? []) },
    'blk.0.attn_norm.weight': ones,
    'blk.0.ffn_norm.weight': ones,
    ...Object.fromEntries(['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) => [`blk.0.${name}.weight`, zeros(width, width)])),
    'blk.0.ffn_gate.weight': zeros(32, width),
    'blk.0.ffn_up.weight': zeros(32, width),
    'blk.0.ffn_down.weight': zeros(width, 32),
  };
  const values: readonly Buffer[] = [
    text('general.architecture', 'llama'),
    text('general.name', 'bigram'),
    ...Object.entries({
      context_length: 4096,
      embedding_length: width,
      block_count: 1,
      feed_forward_length: 32,
      'attention.head_count': 4,
    }).map(([name, value]) => number(`llama.${name}`, value)),
    Buffer.concat([string('llama.attention.layer_norm_rms_epsilon'), uint32(kinds.float32), float32(1e-6)]),
    text('tokenizer.ggml.model', 'gpt2'),
    text('tokenizer.ggml.pre', 'gpt-2'),
    list('tokenizer.ggml.tokens', kinds.string, tokens.map(string)),
    list(
      'tokenizer.ggml.token_type',
      kinds.int32,
      tokens.map((_, token) => uint32(token >= 256 && token < 256 + specials.length ? 3 : 1)),
    ),
    list('tokenizer.ggml.merges', kinds.string, [string('Ġ Ġ')]),
    number('tokenizer.ggml.eos_token_id', id('<|endoftext|>')),
    number('tokenizer.ggml.bos_token_id', id('<|endoftext|>')),
    number('tokenizer.ggml.fim_pre_token_id', id('<|fim_prefix|>')),
    number('tokenizer.ggml.fim_suf_token_id', id('<|fim_suffix|>')),
    number('tokenizer.ggml.fim_mid_token_id', id('<|fim_middle|>')),
    number('tokenizer.ggml.fim_rep_token_id', id('<|repo_name|>')),
    number('tokenizer.ggml.fim_sep_token_id', id('<|file_sep|>')),
  ];
  let offset = 0;
  const described = Object.entries(tensors).map(([name, { shape, data }]) => {
    const written = Buffer.concat([string(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset)]);
    offset += padded(data.byteLength);
    return written;
  });
  const head = Buffer.concat([Buffer.from('GGUF'), uint32(3), uint64(described.length), uint64(values.length), ...values, ...described]);
  const parts = [head, ...Object.values(tensors).map(({ data }) => Buffer.from(data.buffer))];
  writeFileSync(file, Buffer.concat(parts.map((part) => Buffer.concat([part, Buffer.alloc(padded(part.length) - part.length)]))));
}

/** Each byte as GPT-2's vocabulary writes it: those that cannot be seen as letters further up. */
function byteTokens(): string[] {
  let further = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const isSeen = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
    return String.fromCharCode(isSeen ? byte : further++);
  });
}

const padded = (length: number): number => Math.ceil(length / alignment) * alignment;

function uint32(value: number): Buffer {
  const written = Buffer.alloc(4);
  written.writeUInt32LE(value);
  return written;
}

function float32(value: number): Buffer {
  const written = Buffer.alloc(4);
  written.writeFloatLE(value);
  return written;
}

function uint64(value: number): Buffer {
  const written = Buffer.alloc(8);
  written.writeBigUInt64LE(BigInt(value));
  return written;
}

function string(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

const text = (key: string, value: string): Buffer => Buffer.concat([string(key), uint32(kinds.string), string(value)]);
const number = (key: string, value: number): Buffer => Buffer.concat([string(key), uint32(kinds.uint32), uint32(value)]);
const list = (key: string, of: number, items: readonly Buffer[]): Buffer =>
  Buffer.concat([string(key), uint32(kinds.array), uint32(of), uint64(items.length), ...items]);
