import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { database } from './database.js';
import { page } from './page.js';
import { listTeas, orderTea } from './shop.js';

const app = new Hono();

app.get('/', async (context) => context.html(page(await listTeas())));

app.get('/api/teas', async (context) => context.json(await listTeas()));

app.post('/orders', async (context) => {
  const { tea } = await context.req.parseBody();
  const order = await orderTea(Number(tea), 50);
  return order ? context.redirect('/', 303) : context.text('There is not enough of it left', 409);
});

app.post('/api/orders', async (context) => {
  const { tea, grams } = await context.req.json();
  const order = await orderTea(tea, grams);
  return order ? context.json(order, 201) : context.json({ error: 'There is not enough of it left' }, 409);
});

app.get('/health', async (context) => {
  await database.query('select 1');
  return context.text('ok');
});

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) => console.log(`Tea shop on port ${port}`));

process.on('SIGTERM', () => server.close(() => database.end()));
