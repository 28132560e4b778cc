/**
 * How assistants sign what they write. Each says so in the commits it makes, by its author, a trailer or a line below the message; the
 * addresses are those of its own documentation, settings or public commits.
 */
export interface Assistant {
  readonly tool: string;
  /** Of an author, committer or co-author. */
  readonly email?: RegExp;
  readonly name?: RegExp;
  /** A line of the message. */
  readonly line?: RegExp;
  /** It signs as committer of what people wrote, too: then that says nothing. */
  readonly commitsForOthers?: boolean;
}

export const assistants: readonly Assistant[] = [
  // https://docs.claude.com/en/docs/claude-code/settings (`attribution`): name of the model, address of Anthropic.
  { tool: 'Claude Code', email: /^noreply@anthropic\.com$/, line: /Generated with \[?Claude Code\b/ },
  // https://docs.github.com/copilot/concepts/agents/coding-agent: commits are authored by Copilot.
  {
    tool: 'GitHub Copilot',
    email: /^(?:\d+\+copilot(?:-swe-agent\[bot\])?@users\.noreply\.github\.com|copilot@github\.com)$/,
    name: /^copilot-swe-agent\[bot\]$/,
  },
  { tool: 'Cursor', email: /^cursoragent@cursor\.com$/, name: /^cursor agent$/ },
  // https://aider.chat/docs/git.html: " (aider)" after the name, a co-author (at aider.dev before v0.84), or the prefix of before 2024. After the committer's alone
  // it says that aider committed changes it found.
  {
    tool: 'aider',
    email: /^(?:noreply|aider)@aider\.(?:chat|dev)$/,
    name: / \(aider\)$/,
    line: /^aider: /,
    commitsForOthers: true,
  },
  { tool: 'Codex', email: /^(?:noreply|codex)@openai\.com$/, name: /^(?:chatgpt-codex-connector|openai-codex)\[bot\]$/ },
  { tool: 'Devin', name: /^devin-ai-integration(?:\[bot\])?$/, email: /^\d+\+devin-ai-integration\[bot\]@users\.noreply\.github\.com$/ },
  { tool: 'Jules', name: /^google-labs-jules(?:\[bot\])?$/, email: /^\d+\+google-labs-jules\[bot\]@users\.noreply\.github\.com$/ },
  {
    tool: 'Gemini',
    name: /^(?:gemini-code-assist\[bot\]|gemini-cli(?:-robot)?)$/,
    email: /^(?:\d+\+gemini-(?:code-assist|cli)\[bot\]@users\.noreply\.github\.com|gemini-cli-agent@google\.com)$/,
  },
  { tool: 'OpenHands', email: /^openhands@(?:all-hands|openhands)\.dev$/, name: /^openhands(?:-agent)?$/ },
  { tool: 'Amp', email: /^amp@ampcode\.com$/, line: /^Amp-Thread-ID: / },
  { tool: 'opencode', email: /^(?:noreply|bot)@opencode\.ai$/, name: /^opencode-agent\[bot\]$/ },
  { tool: 'Sweep', name: /^sweep(?:-ai)?(?:-deprecated)?\[bot\]$/ },
  { tool: 'Roo Code', name: /^roomote(?:\[bot\])?$/ },
  { tool: 'Lovable', name: /^(?:gpt-engineer-app|lovable-dev)\[bot\]$/ },
  { tool: 'v0', name: /^v0(?:-by-vercel)?\[bot\]$/, email: /^v0\[bot\]@users\.noreply\.github\.com$/ },
  // https://docs.replit.com: commits of its agent carry a trailer of their own.
  { tool: 'Replit Agent', line: /^Replit-Commit-Author: Agent$/ },
  { tool: 'Groundwork', line: /^Groundwork-Receipt: / },
];

/** Trailers whose value names an assistant or a model. `Assisted-by` is the Linux kernel's (Documentation/process/coding-assistants.rst). */
export const assistedTrailers = /^(?:assisted-by|generated-by|ai-assisted-by|co-developed-by): *(.+)$/i;

/** What such a value names: an assistant by its usual name, or a family of models. `Generated-by: make` is neither. */
export const assistedNames: readonly { readonly tool: string; readonly name: RegExp }[] = [
  { tool: 'Claude', name: /\bclaude\b/i },
  { tool: 'GitHub Copilot', name: /\bcopilot\b/i },
  { tool: 'ChatGPT', name: /\b(?:chatgpt|gpt-?\d|o[134](?:-mini)?\b)/i },
  { tool: 'Codex', name: /\bcodex\b/i },
  { tool: 'Cursor', name: /\bcursor\b/i },
  { tool: 'Gemini', name: /\bgemini\b/i },
  { tool: 'aider', name: /\baider\b/i },
  { tool: 'Devin', name: /\bdevin\b/i },
  { tool: 'other model', name: /\b(?:llama|qwen|deepseek|mistral|grok|codestral|starcoder)[-\w.]*\b/i },
];

/** Bots that follow a rule and write no code of their own mind. */
export const automation =
  /^(?:dependabot(?:-preview)?|renovate|greenkeeper|snyk-bot|pre-commit-ci|github-actions|imgbot|allcontributors|semantic-release-bot|weblate|crowdin-bot|mergify|k8s-ci-robot|pyup-bot|codecov|deepsource-autofix)(?:\[bot\])?$/;
