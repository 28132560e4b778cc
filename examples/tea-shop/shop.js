import { database } from './database.js';

export async function listTeas() {
  const { rows } = await database.query('select id, name, origin, grams from teas order by name');
  return rows;
}

/** Takes the tea off the shelf and notes the order, or neither. `null` when there is not enough left. */
export async function orderTea(id, grams) {
  const client = await database.connect();
  try {
    await client.query('begin');
    const taken = await client.query('update teas set grams = grams - $2 where id = $1 and grams >= $2', [id, grams]);
    const order =
      taken.rowCount === 1
        ? (await client.query('insert into orders (tea_id, grams) values ($1, $2) returning id, grams', [id, grams])).rows[0]
        : null;
    await client.query(order ? 'commit' : 'rollback');
    return order;
  } finally {
    client.release();
  }
}
