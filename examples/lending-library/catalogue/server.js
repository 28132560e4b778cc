import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { database, letters } from './stores.js';

const app = new Hono();

app.get('/', async (context) => {
  const { rows } = await database.query('select id, title, author from books order by id');
  return context.json(rows);
});

app.post('/loans', async (context) => {
  const { book, reader, days = 28 } = await context.req.json();
  const { rows } = await database.query(
    'insert into loans (book_id, reader, due_on) values ($1, $2, current_date + $3::integer) returning id',
    [book, reader, days],
  );
  await letters.lpush('letters', JSON.stringify({ reader, kind: 'lent', book }));
  return context.json(rows[0], 201);
});

app.get('/letters/:reader', async (context) => {
  const { rows } = await database.query('select body from letters where reader = $1 order by id', [context.req.param('reader')]);
  return context.json(rows.map(({ body }) => body));
});

app.get('/health', (context) => context.text('ok'));

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 4000) });

process.on('SIGTERM', () => {
  server.close();
  letters.disconnect();
  void database.end();
});
