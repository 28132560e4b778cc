create table if not exists books (
  id integer primary key,
  title text not null,
  author text not null
);

create table if not exists loans (
  id serial primary key,
  book_id integer not null references books (id),
  reader text not null,
  due_on date not null,
  reminded boolean not null default false
);

create table if not exists letters (
  id serial primary key,
  reader text not null,
  body text not null
);

insert into books (id, title, author) values
  (1, 'The Left Hand of Darkness', 'Ursula K. Le Guin'),
  (2, 'Invisible Cities', 'Italo Calvino'),
  (3, 'The Waves', 'Virginia Woolf')
on conflict do nothing;
