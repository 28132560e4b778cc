import { expect, it } from 'vitest';
import { scheduleExpression } from './schedule.ts';

it.each([
  ['15 3 * * *', 'cron(15 3 * * ? *)'],
  ['*/10 * * * *', 'cron(*/10 * * * ? *)'],
  ['0 9 * * 1-5', 'cron(0 9 ? * 2-6 *)'],
  ['0 9 * * mon,thu', 'cron(0 9 ? * MON,THU *)'],
  ['0 0 1 jan *', 'cron(0 0 1 JAN ? *)'],
  ['0 0 * * 7', 'cron(0 0 ? * 1 *)'],
  ['@daily', 'cron(0 0 * * ? *)'],
  ['rate(1 hour)', 'rate(1 hour)'],
  ['@every 5m', 'rate(5 minutes)'],
])('the schedule %s is %s', (cron, expression) => {
  expect(scheduleExpression(cron)).toBe(expression);
});

it.each(['0 0 13 * 5', 'now and then', '* * * *'])('EventBridge has no words for %s', (cron) => {
  expect(scheduleExpression(cron)).toBeNull();
});
