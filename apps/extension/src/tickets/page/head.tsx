import { CircleQuestionMark } from 'lucide';
import type { VNode } from 'preact';
import { Section } from '../../webview/document.tsx';
import { Icon } from '../../webview/icon.tsx';
import type { HeadShown, QuestionShown } from '../model.ts';
import { useLine } from './line.tsx';
import { send } from './send.ts';
import { Words } from './words.tsx';

/** What is proven, what may change, and what it may cost. */
export function Head({ head }: { head: HeadShown }): VNode {
  return (
    <>
      {head.acceptance.length > 0 && (
        <Section title="Done when">
          {head.acceptance.map(({ text, isCommand }) => (
            <li key={text}>{isCommand ? <code dir="auto">{text}</code> : <span dir="auto">{text}</span>}</li>
          ))}
        </Section>
      )}
      {head.tests.length > 0 && (
        <Section title="And still">
          {head.tests.map((each) => (
            <li key={each}>
              <code dir="auto">{each}</code>
            </li>
          ))}
        </Section>
      )}
      <Section title="Within">
        <Globs name="May change" globs={head.scope} />
        {head.protect.length > 0 && <Globs name="May not" globs={head.protect} />}
        {head.keep.length > 0 && <Globs name="Stays, but for new files" globs={head.keep} />}
        <li>
          <div>
            <strong>May spend</strong>
            <span>{head.budget}</span>
          </div>
        </li>
        {head.issue !== null && (
          <li>
            <div>
              <strong>From</strong>
              <button type="button" class="place" onClick={() => head.issue !== null && send({ type: 'open', url: head.issue })}>
                {head.issue}
              </button>
            </div>
          </li>
        )}
      </Section>
      {head.decided.length > 0 && (
        <Section title="Decided">
          {head.decided.map(({ id, answer }) => (
            <li key={id}>
              <div>
                <span dir="auto">
                  <Words of={answer} />
                </span>
              </div>
              <span class="quiet" dir="auto">
                {id}
              </span>
            </li>
          ))}
        </Section>
      )}
    </>
  );
}

function Globs({ name, globs }: { name: string; globs: readonly string[] }): VNode {
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {globs.map((glob) => (
          <code key={glob} class="glob" dir="auto">
            {glob}
          </code>
        ))}
      </div>
    </li>
  );
}

/** What is not clear, each with what is taken meanwhile, answered in place. */
export function Questions({
  questions,
  answer,
}: {
  questions: readonly QuestionShown[];
  answer: (id: string, value: string) => void;
}): VNode | null {
  if (questions.length === 0) return null;
  return (
    <Section title={questions.length === 1 ? 'One question' : `${questions.length} questions`}>
      {questions.map((question) => (
        <Question key={question.id} question={question} answer={(value) => answer(question.id, value)} />
      ))}
    </Section>
  );
}

function Question({ question, answer }: { question: QuestionShown; answer: (value: string) => void }): VNode {
  const { input } = useLine(answer);
  const { ask, options, taken } = question;
  return (
    <li class="question">
      <Icon of={CircleQuestionMark} className="warning" />
      <div>
        <p dir="auto">
          <Words of={ask} />
        </p>
        <p class="quiet">{taken === null ? 'It has to be answered.' : 'Where nothing is said, the marked one is taken.'}</p>
        <div class="options">
          {options.map((option) => (
            <button key={option} type="button" class={option === taken ? 'action taken' : 'action'} onClick={() => answer(option)}>
              <span dir="auto">
                <Words of={option} />
              </span>
              {option === taken && <span class="unseen"> (taken meanwhile)</span>}
            </button>
          ))}
          <input aria-label={`Another answer to: ${ask}`} placeholder="Something else" {...input} />
        </div>
      </div>
    </li>
  );
}
