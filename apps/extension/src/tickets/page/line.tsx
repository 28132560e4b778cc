import { useState } from 'preact/hooks';
import type { InputHTMLAttributes } from 'preact';

export interface Line {
  readonly text: string;
  /** Says it, and is empty then. */
  readonly say: () => void;
  readonly input: InputHTMLAttributes;
}

/** A line that is said with Enter. It is no form: the sandbox of a webview lets none be submitted. */
export function useLine(said: (text: string) => void): Line {
  const [text, setText] = useState('');
  const say = (): void => {
    if (text.trim() === '') return;
    said(text.trim());
    setText('');
  };
  return {
    text,
    say,
    input: {
      type: 'text',
      value: text,
      autocomplete: 'off',
      onInput: ({ currentTarget }) => setText(currentTarget.value),
      // Enter that ends the composing of a character says nothing.
      onKeyDown: ({ key, isComposing }) => key === 'Enter' && !isComposing && say(),
    },
  };
}
