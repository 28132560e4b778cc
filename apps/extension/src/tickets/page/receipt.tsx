import { Check, ChevronLeft, ChevronRight, CircleDashed, GitBranch, GitPullRequest, Info, X } from 'lucide';
import type { VNode } from 'preact';
import { Failure, Section } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import type { FileResult, ReceiptModel } from '../receipt-model.ts';
import { Checks } from './checks.tsx';
import { Facts, Outcome } from './outcome.tsx';
import { send } from './send.ts';
import { Words } from './words.tsx';

const signs = { passed: Check, failed: X, reported: Info } as const;

/** What holds of the file whose diff is beside it, what was executed to prove the whole change, and the branch it becomes. */
export function Receipt({ model }: { model: ReceiptModel }): VNode {
  const { goal, receipt, file, files, executed, trouble } = model;
  return (
    <div class="document ticket beside">
      <main tabIndex={-1}>
        <h1 dir="auto">
          <Words of={goal} />
        </h1>
        <p class="where">
          <button type="button" class="place" onClick={() => send({ type: 'ticket' })}>
            {model.id}
          </button>
        </p>
        {trouble !== null && <Failure message={trouble.message} fix={trouble.fix} copy={(text) => send({ type: 'copy', text })} />}
        {receipt === null ? (
          <div class="outcome open" role="status">
            <Icon of={CircleDashed} />
            <p>Nothing is verified yet. This is what the agent wrote so far.</p>
          </div>
        ) : (
          <Outcome receipt={receipt} />
        )}
        {file !== null && <File model={model} file={file} />}
        <Checks title="Executed on a clean tree" checks={executed} />
        {files.length > 1 && <Files model={model} />}
        {receipt !== null && <Facts receipt={receipt} />}
      </main>
      <Footer model={model} />
    </div>
  );
}

function File({ model, file }: { model: ReceiptModel; file: NonNullable<ReceiptModel['file']> }): VNode {
  const { path, before, next, results } = file;
  const at = model.files.findIndex((each) => each.path === path);
  const here = model.files[at];
  return (
    <section aria-live="polite" class="file">
      <div class="lead">
        <h2>
          <code dir="auto">{path}</code>
          {here !== undefined && <Lines of={here} />}
        </h2>
        {model.files.length > 1 && (
          <div class="steps">
            <Step of={before} label="The file before" icon={ChevronLeft} />
            <span class="quiet">{`${at + 1} of ${model.files.length}`}</span>
            <Step of={next} label="The next file" icon={ChevronRight} />
          </div>
        )}
      </div>
      <ul class="rows">
        {results.map((result) => (
          <Result key={result.id} result={result} path={path} />
        ))}
        {results.length === 0 && (
          <li>
            <span class="quiet">It is read once the agent is done.</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Step({ of, label, icon }: { of: string | null; label: string; icon: typeof ChevronLeft }): VNode {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      disabled={of === null}
      onClick={() => of !== null && send({ type: 'diff', path: of })}
    >
      <Icon of={icon} size={14} />
    </button>
  );
}

function Result({ result, path }: { result: FileResult; path: string }): VNode {
  const { state, title, places } = result;
  return (
    <li class={`check ${state}`}>
      <Icon of={signs[state]} size={14} />
      <div>
        <span class="unseen">{`${state}: `}</span>
        <span dir="auto">{title}</span>
        {places.map(({ line, why }) => (
          <p key={`${line}:${why}`}>
            {line !== null && (
              <>
                <button type="button" class="place" onClick={() => send({ type: 'place', file: path, line })}>
                  {`line ${line}`}
                </button>{' '}
              </>
            )}
            <span class="quiet" dir="auto">
              {why}
            </span>
          </p>
        ))}
      </div>
    </li>
  );
}

function Files({ model }: { model: ReceiptModel }): VNode {
  const { files, file } = model;
  return (
    <Section title={`${files.length} files changed`}>
      {files.map((each) => (
        <li key={each.path} class={each.state === null ? '' : `check ${each.state}`}>
          <Icon of={each.state === null ? CircleDashed : signs[each.state]} size={14} />
          <div>
            <button
              type="button"
              class="place"
              aria-current={each.path === file?.path ? 'true' : undefined}
              onClick={() => send({ type: 'diff', path: each.path })}
            >
              {each.path}
            </button>
          </div>
          <Lines of={each} />
        </li>
      ))}
    </Section>
  );
}

/** How many lines of a file are new, and how many are gone. */
export function Lines({ of: { added, deleted } }: { of: { readonly added: number; readonly deleted: number } }): VNode {
  return (
    <span class="lines">
      <span class="added">{`+${added}`}</span> <span class="deleted">{`−${deleted}`}</span>
    </span>
  );
}

function Footer({ model }: { model: ReceiptModel }): VNode | null {
  const { delivered, receipt, busy } = model;
  if (!receipt?.resolved) return null;
  return (
    <footer>
      <Branch delivered={delivered} />
      <div class="buttons">{delivered === null ? <Deliver busy={busy} /> : <Request delivered={delivered} busy={busy} />}</div>
    </footer>
  );
}

/** Where the change is, or where it would be. */
export function Branch({ delivered }: { delivered: ReceiptModel['delivered'] }): VNode {
  return (
    <p aria-live="polite" class="branch">
      {delivered === null ? (
        'Your branch and your files stay as they are. Nothing is pushed.'
      ) : (
        <>
          {'On the branch '}
          <code>{delivered.branch}</code>
          {'. Take it with '}
          <button type="button" class="place" title="Copy" onClick={() => send({ type: 'copy', text: `git merge ${delivered.branch}` })}>
            <code>{`git merge ${delivered.branch}`}</code>
          </button>
        </>
      )}
    </p>
  );
}

export function Deliver({ busy }: { busy: boolean }): VNode {
  return (
    <button type="button" class="action primary" disabled={busy} onClick={() => send({ type: 'deliver' })}>
      <Icon of={GitBranch} size={14} />
      <span>Make the Branch</span>
    </button>
  );
}

/** What comes after the branch: a pull request, or a look at the one there is. */
export function Request({ delivered: { url }, busy }: { delivered: NonNullable<ReceiptModel['delivered']>; busy: boolean }): VNode {
  return url === null ? (
    <button type="button" class="action" disabled={busy} onClick={() => send({ type: 'publish' })}>
      <Icon of={GitPullRequest} size={14} />
      <span>Open a Pull Request…</span>
    </button>
  ) : (
    <button type="button" class="action" onClick={() => send({ type: 'open', url })}>
      <Icon of={GitPullRequest} size={14} />
      <span>Show the Pull Request</span>
    </button>
  );
}
