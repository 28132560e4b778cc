import { describe, expect, it } from 'vitest';
import { withAnswers } from './answers.ts';

const ticket = (questions: string, done = '  - test: test/orders.test.js\n'): string =>
  `---\n# What the counter wants\ngoal: Filter orders\ndone when:\n${done}questions:\n${questions}---\n\nText.\n`;
const acceptance = '  - id: acceptance\n    ask: What shows it?\n    default: test test/orders.test.js\n';

describe('an answer', () => {
  it('is kept, and takes its question away; the rest stays as it was written', () => {
    const taxes = '  - id: taxes # asked by Ada\n    ask: With taxes?\n';
    expect(withAnswers(ticket(`${taxes}${acceptance}`), 'tickets/orders.md', { taxes: 'with' })).toBe(
      ticket(acceptance).replace('---\n\nText', 'answers:\n  taxes: with\n---\n\nText'),
    );
  });

  it.each([
    ['run npm test -- orders', '  - run: npm test -- orders\n'],
    ['GET /orders 404', '  - http: GET /orders\n    status: 404\n'],
    ['test test/orders.test.js', '  - test: test/orders.test.js\n'],
  ])('that says what shows it (%s) is what shows it', (answer, item) => {
    const changed = withAnswers(ticket(acceptance), 'tickets/orders.md', { acceptance: answer });
    expect(changed).toContain(`done when:\n${item}answers:`);
  });

  it('lets a command of a model in, or keeps it out', () => {
    const command = '  - id: command.1\n    ask: Run it?\n    options: [leave it out, run node total.js]\n    default: leave it out\n';
    const answered = (answer: string): string => withAnswers(ticket(command), 'tickets/orders.md', { 'command.1': answer });
    expect(answered('run node total.js')).toContain('  - test: test/orders.test.js\n  - run: node total.js\n');
    expect(answered('leave it out')).toContain('done when:\n  - test: test/orders.test.js\nanswers:');
  });

  it('begins the list where nothing showed it', () => {
    const open = '---\ngoal: Filter orders\nquestions:\n  - id: acceptance\n    ask: What shows it?\n---\n';
    expect(withAnswers(open, 'tickets/orders.md', { acceptance: 'run npm test' })).toContain('done when:\n  - run: npm test\n');
  });
});
