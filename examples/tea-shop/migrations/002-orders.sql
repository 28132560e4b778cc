create table orders (
  id serial primary key,
  tea_id integer not null references teas (id),
  grams integer not null check (grams > 0),
  ordered_at timestamptz not null default now()
);
